import type { Client } from '../support/client.ts'
import type { Scene } from '../support/insiders.ts'
import type { Row } from './learning-rows.ts'
import { outgoingRows, scheduleReply } from './outgoing-rows.ts'

const OFFICE = 'granada-construction'
const PATH = '/api/v1/macros'

/** A macro of the one office, its ticket, and a reply that waits for its time. */
export type Prepared = { macro: string; ticket: string; reply?: string }

/** A prepared reply of the one office, and an advisor's draft, both with the canary in them. */
export async function prepare(scene: Scene): Promise<Prepared> {
  const { insiders, canary, number } = scene
  const admin = insiders['admin'] as Client
  const { json } = await admin.post(PATH, macro(canary))
  await admin.call('PUT', `/api/v1/tickets/${number}/drafts/reply`, {
    text: canary,
    seq: 1,
    base: null,
  })
  return { macro: json.id, ticket: number, reply: await scheduleReply(scene) }
}

const macro = (text: string) => ({
  name: text,
  visibility: 'office',
  office: OFFICE,
  texts: { es: text },
})

/** Whoever answers for the office writes its macros; drafts are for those who answer, each their own. */
export function macroRows(prepared: Prepared): Record<string, Row> {
  const outsider = [401, 403, 404]
  const draft = (kind = '') => `/api/v1/tickets/${prepared.ticket}/drafts${kind}`
  return {
    ...outgoingRows(prepared),
    'get /api/v1/macros': {
      probe: (c) => c.get(`${PATH}?limit=200&office=${OFFICE}`),
      reader: 200,
      writer: 200,
      outsider,
    },
    'post /api/v1/macros': {
      probe: (c) => c.post(PATH, macro('x')),
      reader: 403,
      writer: 201,
      outsider,
    },
    'get /api/v1/macros/:id': {
      probe: (c) => c.get(`${PATH}/${prepared.macro}`),
      reader: 200,
      writer: 200,
      outsider,
    },
    'patch /api/v1/macros/:id': {
      // Those who cannot read it guess; a guess that passed would be a finding.
      probe: async (c) => {
        const { headers } = await c.get(`${PATH}/${prepared.macro}`)
        const tag = { 'if-match': headers.get('etag') ?? '"1"' }
        return c.patch(`${PATH}/${prepared.macro}`, { actions: {} }, tag)
      },
      reader: 403,
      writer: 200,
      outsider,
    },
    'delete /api/v1/macros/:id': {
      // Whoever may write one deletes that one, everyone else tries the office's.
      probe: async (c) => {
        const { json, headers } = await c.post(PATH, macro('y'))
        const tag = { 'if-match': headers.get('etag') ?? '"1"' }
        return c.call('DELETE', `${PATH}/${json?.id ?? prepared.macro}`, undefined, tag)
      },
      reader: 403,
      writer: 200,
      outsider,
    },
    'get /api/v1/tickets/:number/drafts': {
      probe: (c) => c.get(draft()),
      reader: 403,
      writer: 200,
      outsider,
    },
    'put /api/v1/tickets/:number/drafts/:kind': {
      probe: (c) => c.call('PUT', draft('/note'), { text: 'x', seq: 1, base: null }),
      reader: 403,
      writer: 200,
      outsider,
    },
  }
}
