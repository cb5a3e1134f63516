import { randomUUID } from 'node:crypto'
import type { Client } from '../support/client.ts'
import type { Scene } from '../support/insiders.ts'
import type { Row } from './learning-rows.ts'

const LATER = '2099-01-01T09:00:00Z'
const DAY_MS = 24 * 60 * 60 * 1_000

/** A reply of the one office that waits for its time, with the canary in it. */
export async function scheduleReply({ insiders, canary, number }: Scene): Promise<string> {
  const admin = insiders['admin'] as Client
  const id = randomUUID()
  const sendAt = new Date(Date.now() + DAY_MS).toISOString()
  await admin.post(`/api/v1/tickets/${number}/outgoing`, { id, text: canary, seq: 99, sendAt })
  return id
}

/** What has not left yet is read by whoever reads the ticket, and sent by whoever answers it. */
export function outgoingRows(prepared: { ticket: string; reply?: string }): Record<string, Row> {
  const id = () => prepared.reply ?? ''
  const path = (reply = '') => `/api/v1/tickets/${prepared.ticket}/outgoing${reply && `/${reply}`}`
  const note = () => ({ id: randomUUID(), text: 'x', seq: 0, visibility: 'internal' })
  const outsider = [401, 403, 404]
  return {
    'get /api/v1/tickets/:number/outgoing': {
      probe: (c) => c.get(path()),
      reader: 200,
      writer: 200,
      outsider,
    },
    'post /api/v1/tickets/:number/outgoing': {
      probe: (c) => c.post(path(), note()),
      reader: 403,
      writer: 201,
      outsider,
    },
    'patch /api/v1/tickets/:number/outgoing/:id': {
      // Too far ahead: nobody sends the reply of this scene, and whoever may is told why not.
      probe: (c) => c.patch(path(id()), { sendAt: LATER, seq: 99 }, { 'if-match': '"1"' }),
      reader: 403,
      writer: 400,
      outsider,
      also: { advisor: 403 },
    },
    'delete /api/v1/tickets/:number/outgoing/:id': {
      // A writer takes back one of its own, everyone else tries the one of this scene.
      probe: async (c) => {
        const sendAt = new Date(Date.now() + DAY_MS).toISOString()
        const own = randomUUID()
        const { status } = await c.post(path(), { id: own, text: 'x', seq: 99, sendAt })
        return c.call('DELETE', path(status === 201 ? own : id()))
      },
      reader: 403,
      writer: 200,
      outsider,
    },
  }
}
