import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TicketMessage } from '../../server/contract/tickets.ts'
import type { Client } from '../support/client.ts'
import { layouts, type Nodes, startNodes } from '../support/nodes.ts'

const ROUNDS = 40

describe.each(layouts)('two advisors answer at once on %s', (layout) => {
  let nodes: Nodes
  let ana: Client
  let bea: Client

  beforeAll(async () => {
    nodes = await startNodes(layout)
    ana = await nodes.staff({ name: 'Ana Belén Ruiz' })
    bea = await nodes.forVisitors.staff({ name: 'Beatriz Soto' })
  })

  afterAll(() => nodes.close())

  const read = async (number: string): Promise<TicketMessage[]> =>
    (await ana.get(`/api/v1/tickets/${number}/messages`)).json.items

  test('R18: one is taken, the other is told who was faster; insisting keeps both, once, in order', async () => {
    const visitor = nodes.visitor()
    const { number } = (await visitor.handOver()).ticket
    for (let round = 0; round < ROUNDS; round++) {
      const seen = Math.max(...(await read(number)).map(({ seq }) => seq ?? 0))
      const [first, second] = [ana, bea].map((client) => {
        const message = { id: randomUUID(), text: `r${round}`, visibility: 'public' }
        const send = (more: object) =>
          client.post(`/api/v1/tickets/${number}/messages`, { ...message, ...more })
        return { message, send, name: client === ana ? 'Ana Belén Ruiz' : 'Beatriz Soto' }
      })
      if (!first || !second) throw new Error('two advisors are needed')
      const [one, two] = await Promise.all([first.send({ seen }), second.send({ seen })])
      expect([one.status, two.status].sort()).toEqual([201, 409])
      const [winner, loser, refusal] =
        one.status === 201 ? [first, second, two] : [second, first, one]
      expect(refusal.json).toMatchObject({
        type: expect.stringMatching(/colleague-replied$/),
        title: `${winner.name} acaba de responder`,
      })
      // Sent again after a break, what was taken is the same message, whoever else has replied since.
      expect((await loser.send({})).status).toBe(201)
      expect((await winner.send({ seen })).status).toBe(200)
      expect((await loser.send({ seen })).status).toBe(200)
      const said = (await read(number)).filter(({ text }) => text === `r${round}`)
      expect(said.map(({ id }) => id)).toEqual([winner.message.id, loser.message.id])
    }
    visitor.close()
  })

  test('R18, as the console sends: the slower one is held with its text, and leaves when its writer says so', async () => {
    const visitor = nodes.visitor()
    const { number } = (await visitor.handOver()).ticket
    const path = `/api/v1/tickets/${number}/outgoing`
    for (let round = 0; round < ROUNDS / 4; round++) {
      const seq = Math.max(...(await read(number)).map((message) => message.seq ?? 0))
      const answers = await Promise.all(
        [ana, bea].map(async (client) => {
          const body = { id: randomUUID(), text: `s${round}`, visibility: 'public', seq }
          return { client, ...(await client.post(path, body)).json }
        }),
      )
      const held = answers.find(({ reply }) => reply !== null)
      expect(answers.filter(({ message }) => message !== null)).toHaveLength(1)
      expect(held?.reply).toMatchObject({ state: 'stopped', reason: 'colleague-wrote' })
      const now = { sendAt: 'now', seq: seq + 1 }
      const match = { 'if-match': `"${held?.reply.version}"` }
      const sent = await held?.client.patch(`${path}/${held.reply.id}`, now, match)
      expect(sent?.json).toMatchObject({ message: { text: `s${round}` } })
      const said = (await read(number)).filter(({ text }) => text === `s${round}`)
      expect(said).toHaveLength(2)
    }
    visitor.close()
  })

  test('a note, and a reply that has seen the other, ask nothing', async () => {
    const visitor = nodes.visitor()
    const { number } = (await visitor.handOver()).ticket
    const path = `/api/v1/tickets/${number}/messages`
    const say = (client: Client, visibility: string, seen: number) =>
      client.post(path, { id: randomUUID(), text: 'Hola', visibility, seen })
    const { json } = await say(ana, 'public', 99)
    expect((await say(bea, 'internal', 0)).status).toBe(201)
    expect((await say(bea, 'public', json.seq)).status).toBe(201)
    expect((await say(ana, 'public', 0)).status).toBe(409)
    visitor.close()
  })
})
