import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AnswerReliability } from '../../server/contract/questions.ts'
import { type Client, Visitor } from '../support/client.ts'
import { askOn, insertQuestions, listQuestions, loggedRow } from '../support/questions.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const BUILDERS = 'granada-construction'

describe.each(ENGINES)('who reads which questions on %s', (engine) => {
  let service: Service
  let admin: Client
  let editor: Client
  let stranger: Client

  beforeAll(async () => {
    service = await startService({ engine })
    admin = await service.staff({ role: 'admin' })
    editor = await service.staff({ role: 'editor', office: BUILDERS })
    stranger = await service.staff({ role: 'editor', office: 'granada-biotech' })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  const ask = (text: string, office?: string) => askOn(service, admin, text, office)

  describe('whose questions they are', () => {
    const found = async (client: Client, q: string) =>
      (await listQuestions(client, { q })).items.length

    test('an office sees those of its own website', async () => {
      const word = `pregunta${randomUUID().slice(0, 8)}`
      const id = await ask(`${word} sobre nada`, BUILDERS)
      expect(await found(editor, word)).toBe(1)
      expect(await found(stranger, word)).toBe(0)
      const manager = await service.staff({ role: 'programme-manager', region: 'ES61' })
      const elsewhere = await service.staff({ role: 'programme-manager', region: 'ES24' })
      expect(await found(manager, word)).toBe(1)
      expect(await found(elsewhere, word)).toBe(0)
      const plain = async (which: string) => {
        const { status, text } = await stranger.get(`/api/v1/questions/${which}`)
        return `${status} ${text.replaceAll(which, '').replace(/urn:uuid:[0-9a-f-]+/g, '')}`
      }
      expect(await plain(id)).toBe(await plain(randomUUID()))
      expect(await plain(id)).toMatch(/^404 /)
    })

    test('and those that were handed over to it, and nobody else of its region', async () => {
      const word = `maquina${randomUUID().slice(0, 8)}`
      const visitor = new Visitor(service.url)
      const text = `La ${word} da el error 0x80`
      const { ticket } = await visitor.handOver({ text })
      expect(await found(editor, word)).toBe(1)
      expect(await found(stranger, word)).toBe(0)
      const [question] = (await listQuestions(editor, { q: word })).items
      expect(question).toMatchObject({ office: null, handedTo: { slug: BUILDERS } })
      expect(question?.outcome).toBe('handed-over')
      const leader = await service.staff({ role: 'office-admin' })
      const { json } = await leader.get(`/api/v1/tickets/${ticket.number}/messages`)
      const linked = json.items.map((message: { question?: string }) => message.question)
      expect(linked).toContain(question?.id)
      const moved = await visitor.ask('reroute', {
        ticket: ticket.number,
        office: 'granada-biotech',
      })
      expect(moved).toMatchObject({ ok: true })
      visitor.close()
      expect(await found(editor, word)).toBe(0)
      expect(await found(stranger, word)).toBe(1)
    })

    test('advisors read consultations, not the log; visitors neither', async () => {
      const advisor = await service.staff({ role: 'advisor' })
      for (const path of ['/api/v1/questions', '/api/v1/answer-reliability']) {
        expect((await advisor.get(path)).status).toBe(403)
        expect((await service.anonymous.get(path)).status).toBe(401)
        expect((await editor.get(path)).status).toBe(200)
      }
    })
  })

  test('reliability counts what was heard in 90 days, by confidence, in scope', async () => {
    const readReliability = async (client: Client) =>
      AnswerReliability.parse((await client.get('/api/v1/answer-reliability')).json)
    const at = new Date().toISOString()
    const office = 'valencia-transport'
    const rows = [
      ...Array.from({ length: 6 }, () => loggedRow({ confidence: 0.92, outcome: 'helpful' })),
      ...Array.from({ length: 2 }, () => loggedRow({ confidence: 0.93, outcome: 'not-helpful' })),
      loggedRow({ confidence: 0.71, outcome: 'handed-over' }),
      loggedRow({ confidence: 0.92 }),
      loggedRow({ confidence: 0.4, outcome: 'handed-over', decision: 'handover' }),
    ].map((row) => ({ ...row, at, office }))
    await insertQuestions(service, [...rows, loggedRow({ outcome: 'helpful', office })])
    const manager = await service.staff({ role: 'office-admin', office })
    const { heard, needed, isCut, bands } = await readReliability(manager)
    expect({ heard, needed, isCut }).toEqual({ heard: 9, needed: 200, isCut: false })
    expect(bands.map(({ helpful, notHelpful, handedOver }) => [helpful, notHelpful, handedOver])) //
      .toEqual([
        [0, 0, 1],
        [6, 2, 0],
      ])
    expect(bands[1]?.confidence).toBeCloseTo(0.9225)
    expect(bands[1]).toMatchObject({ right: 0.75, from: 0.9 })
    // Wilson's interval of 6 in 8, as any table has it.
    expect(bands[1]?.interval.low).toBeCloseTo(0.409, 2)
    expect(bands[1]?.interval.high).toBeCloseTo(0.929, 2)
    expect((await readReliability(stranger)).heard).toBe(0)
  })
})
