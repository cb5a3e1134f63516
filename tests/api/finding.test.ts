import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TicketRow } from '../../server/contract/tickets.ts'
import type { Client } from '../support/client.ts'
import { newTicket } from '../support/desk.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'
import { BIOTECH, decide, transfer } from '../support/transfer.ts'

/** A Tuesday morning on which every office is open. */
const MORNING = new Date('2026-11-24T09:30:00Z')

describe.each(ENGINES)('finding work on %s', (engine) => {
  let service: Service
  let ana: Client
  let eva: Client
  let admin: Client

  beforeAll(async () => {
    const environment = { SUPPORT_SESSION_TTL_MINUTES: '10080' }
    service = await startService({ engine, environment, content: 'few' })
    service.clock.now = MORNING
    ana = await service.staff({ name: 'Ana Belén Ruiz' })
    eva = await service.staff({ name: 'Eva Martos', office: BIOTECH })
    admin = await service.staff({ role: 'admin' })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  const incoming = async (client: Client, query = ''): Promise<TicketRow[]> =>
    (await client.get(`/api/v1/tickets?view=incoming${query}`)).json.items
  const counted = async (client: Client): Promise<number> =>
    (await client.get('/api/v1/ticket-counts')).json.incoming

  test('what another office sent waits in a list of its own until it is accepted', async () => {
    expect(await incoming(eva)).toEqual([])
    const numbers: string[] = []
    for (let index = 0; index < 3; index += 1) {
      const { visitor, number } = await newTicket(service)
      visitor.close()
      await transfer(ana, number)
      numbers.push(number)
    }
    const rows = await incoming(eva, '&sort=oldest')
    expect(rows.map(({ number }) => number)).toEqual(numbers)
    expect(rows.every(({ toAccept }) => toAccept)).toBe(true)
    expect(await counted(eva)).toBe(3)
    expect(await incoming(ana)).toEqual([])
    expect(await counted(ana)).toBe(0)
    expect(await incoming(admin, `&office=${BIOTECH}`)).toHaveLength(3)
    expect(await incoming(admin, '&office=granada-construction')).toEqual([])
    const [first = '', second = ''] = numbers
    await decide(eva, first, { decision: 'accept' })
    // Whoever takes one from the list has accepted it as well.
    const { json } = await eva.post('/api/v1/ticket-changes', {
      items: [{ number: second, version: 2, change: { assignee: 'me' } }],
    })
    expect(json.items[0]).toMatchObject({ problem: null, ticket: { toAccept: false } })
    expect((await incoming(eva)).map(({ number }) => number)).toEqual(numbers.slice(2))
    expect(await counted(eva)).toBe(1)
  })

  test('pages of it follow each other', async () => {
    for (let index = 0; index < 2; index += 1) {
      const { visitor, number } = await newTicket(service)
      visitor.close()
      await transfer(ana, number)
    }
    const all = (await incoming(eva)).map(({ number }) => number)
    const found: string[] = []
    let cursor = ''
    do {
      const { json } = await eva.get(`/api/v1/tickets?view=incoming&limit=1${cursor}`)
      found.push(...json.items.map(({ number }: TicketRow) => number))
      cursor = json.nextCursor === null ? '' : `&cursor=${json.nextCursor}`
    } while (cursor !== '')
    expect(found).toEqual(all)
    expect(found).toHaveLength(3)
  })

  test('who looks after several offices chooses the people of one; others learn no names', async () => {
    const advisors = async (client: Client, query = '') => {
      const { json } = await client.get(`/api/v1/ticket-choices${query}`)
      return json.advisors.map(({ label }: { label: string }) => label)
    }
    expect(await advisors(admin)).toEqual([])
    expect(await advisors(admin, `?office=${BIOTECH}`)).toContain('Eva Martos')
    const ofAna = await advisors(ana, `?office=${BIOTECH}`)
    expect(ofAna).toContain('Ana Belén Ruiz')
    expect(ofAna).not.toContain('Eva Martos')
    const region = await service.staff({ role: 'programme-manager', region: 'ES24' })
    expect(await advisors(region, `?office=${BIOTECH}`)).toEqual([])
  })

  test('people are found by words of their names, within the scope', async () => {
    const found = async (client: Client, q: string) => {
      const { json } = await client.get(`/api/v1/people?q=${encodeURIComponent(q)}`)
      return json.items.map(({ name }: { name: string }) => name)
    }
    expect(await found(ana, 'belen RUÍZ')).toEqual(['Ana Belén Ruiz'])
    expect(await found(ana, 'martos')).toEqual([])
    expect(await found(admin, 'martos')).toEqual(['Eva Martos'])
    expect(await found(admin, ' ')).toEqual([])
  })

  test('the single keys are switched off for the person, wherever they sign in', async () => {
    expect((await ana.get('/api/v1/me')).json.singleKeys).toBe(true)
    const off = await ana.patch('/api/v1/me', { singleKeys: false })
    expect(off.json).toMatchObject({ singleKeys: false, lang: 'es' })
    expect((await ana.get('/api/v1/me')).json.singleKeys).toBe(false)
    expect((await eva.get('/api/v1/me')).json.singleKeys).toBe(true)
    expect((await ana.patch('/api/v1/me', { lang: 'en' })).json.singleKeys).toBe(false)
    expect((await ana.patch('/api/v1/me', {})).status).toBe(400)
  })
})
