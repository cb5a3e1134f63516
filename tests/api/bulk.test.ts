import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BulkOutcome, BulkResult } from '../../server/contract/bulk.ts'
import type { Client } from '../support/client.ts'
import { newTicket, readTicket } from '../support/desk.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const PATH = '/api/v1/ticket-changes'

describe.each(ENGINES)('many tickets at once on %s', (engine) => {
  let service: Service
  let ana: Client
  let luis: Client

  beforeAll(async () => {
    service = await startService({ engine, content: 'few' })
    ana = await service.staff({ name: 'Ana' })
    luis = await service.staff({ name: 'Luis' })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  const make = async (count: number): Promise<string[]> => {
    const numbers: string[] = []
    for (let index = 0; index < count; index += 1) {
      const { visitor, number } = await newTicket(service)
      visitor.close()
      numbers.push(number)
    }
    return numbers
  }
  const items = (numbers: string[], change: object, version = 1) =>
    numbers.map((number) => ({ number, version, change }))
  const send = async (who: Client, body: object, key?: string) => {
    const answer = await who.post(PATH, body, key ? { 'idempotency-key': key } : {})
    const outcomes: BulkOutcome[] = answer.status === 200 ? BulkResult.parse(answer.json).items : []
    return { ...answer, outcomes }
  }
  const stateOf = async (number: string) => (await readTicket(ana, number)).ticket

  test('each row is changed on its own, with its event', async () => {
    const numbers = await make(3)
    const change = { assignee: 'me', priority: 'high', tags: ['iva'], status: 'resolved' }
    const { outcomes } = await send(ana, { items: items(numbers, change) })
    expect(outcomes.map(({ number }) => number)).toEqual(numbers)
    for (const { number, problem, ticket } of outcomes) {
      expect(problem).toBeNull()
      const now = await stateOf(number)
      expect(now).toMatchObject({ status: 'resolved', priority: 'high', tags: ['iva'] })
      expect(ticket).toMatchObject({ version: now.version, assignee: { name: 'Ana' } })
      const said = now.events.map(({ kind }) => kind)
      for (const kind of ['assigned', 'prioritised', 'tagged', 'resolved']) {
        expect(said.filter((one) => one === kind)).toHaveLength(1)
      }
    }
  })

  test('one row’s refusal is told in words and leaves the others as they were meant', async () => {
    const [fine = '', taken = '', closed = ''] = await make(3)
    const elsewhere = await foreign()
    const tag = { 'if-match': '"1"' }
    await luis.patch(`/api/v1/tickets/${taken}`, { assignee: 'me' }, tag)
    await luis.patch(`/api/v1/tickets/${closed}`, { status: 'resolved' }, tag)
    const wanted = [
      ...items([fine, taken, elsewhere, 'ZZ-99999'], { snoozed: 'reply' }),
      ...items([closed], { snoozed: 'reply' }, 2),
    ]
    const { outcomes } = await send(ana, { items: wanted })
    const problems = outcomes.map(({ problem }) => problem && [problem.status, problem.type])
    expect(problems).toEqual([
      null,
      [412, '/problems/version-outdated'],
      [404, '/problems/not-found'],
      [404, '/problems/not-found'],
      [400, '/problems/invalid-input'],
    ])
    expect(outcomes[1]?.ticket?.assignee?.name).toBe('Luis')
    expect(outcomes[1]?.problem).not.toHaveProperty('current')
    expect(outcomes[2]).toEqual({ ...outcomes[3], number: elsewhere, problem: expect.anything() })
    expect(outcomes[4]?.problem?.errors?.[0]).toMatchObject({ path: 'snoozed' })
    expect((await stateOf(fine)).snoozed).toBe('reply')
    expect((await stateOf(taken)).snoozed).toBeNull()
  })

  const foreign = async (): Promise<string> => {
    const noa = await service.staff({ office: 'granada-biotech' })
    const { json } = await noa.post('/api/v1/tickets', {
      channel: 'phone',
      contact: { name: 'Rosa', email: `${randomUUID()}@lab.example` },
      company: { name: 'Laboratorio', postcode: '18016' },
      question: '¿Puedo pedir el kit digital?',
    })
    return json.number
  }

  test('the same key changes each row once and answers the same again', async () => {
    const numbers = await make(2)
    const key = randomUUID()
    const body = { items: items(numbers, { assignee: 'me' }) }
    const first = await send(ana, body, key)
    const again = await send(ana, body, key)
    expect(first.outcomes.every(({ problem }) => problem === null)).toBe(true)
    expect(again.outcomes).toEqual(first.outcomes)
    for (const number of numbers) expect((await stateOf(number)).version).toBe(2)
    const other = await send(ana, { items: items(numbers, { assignee: 'none' }, 2) }, key)
    expect(other.status).toBe(422)
    for (const number of numbers) expect((await stateOf(number)).assignee?.name).toBe('Ana')
  })

  test('two at once: each row has one winner, and the other is told', async () => {
    const numbers = await make(12)
    const body = { items: items(numbers, { assignee: 'me' }) }
    const both = await Promise.all([send(ana, body), send(luis, body)])
    for (const number of numbers) {
      const won = both.filter(
        ({ outcomes }) => outcomes.find((one) => one.number === number)?.problem === null,
      )
      expect(won, number).toHaveLength(1)
      expect((await stateOf(number)).version).toBe(2)
    }
  })

  test('a hundred rows pass, more do not, and none comes twice', async () => {
    const unknown = Array.from({ length: 101 }, (_, index) => `ZZ-${90_000 + index}`)
    const full = await send(ana, { items: items(unknown.slice(1), { priority: 'low' }) })
    expect(full.outcomes).toHaveLength(100)
    for (const wrong of [unknown, [], ['ZZ-1', 'ZZ-1']]) {
      const refused = await send(ana, { items: items(wrong, { priority: 'low' }) })
      expect(refused.status).toBe(400)
      expect(refused.json.errors[0]).toMatchObject({ path: 'items', message: expect.any(String) })
    }
    const nothing = await send(ana, { items: items(['ZZ-1'], {}) })
    expect(nothing.json.errors[0].path).toBe('items.0.change')
    const moved = await send(ana, { items: items(['ZZ-1'], { office: 'granada-biotech' }) })
    expect(moved.status).toBe(400)
  })

  test('whoever only reads changes nothing', async () => {
    const [number = ''] = await make(1)
    for (const role of ['auditor', 'editor'] as const) {
      const reader = await service.staff({ role })
      expect((await send(reader, { items: items([number], { priority: 'low' }) })).status).toBe(403)
    }
    const body = { items: items([number], { priority: 'low' }) }
    const { status } = await service.anonymous.post(PATH, body)
    expect(status).toBe(401)
    expect((await stateOf(number)).version).toBe(1)
  })
})
