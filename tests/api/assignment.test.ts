import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PatchOfficeAssignment } from '../../server/contract/together.ts'
import { giveNext } from '../../server/tickets/assignment/give.ts'
import { type Client, type Line, until } from '../support/client.ts'
import { newTicket, readTicket } from '../support/desk.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const MINUTE = 60_000
const MONDAY_NOON = Date.parse('2026-11-23T11:00:00Z')

type Person = { id: string; client: Client; desk: Line }

describe.each(ENGINES)('tickets find an advisor on %s', (engine) => {
  let service: Service
  let admin: Client
  let [ana, bea]: Person[] = []
  let officeId: string
  let minutes = 0

  beforeAll(async () => {
    service = await startService({ engine, content: 'few' })
    officeId = service.app.offices.bySlug('granada-construction')?.id ?? ''
    admin = await service.staff({ role: 'office-admin', name: 'Carmen Vidal' })
    ana = await atDesk('Ana Belén Ruiz')
    bea = await atDesk('Beatriz Soto')
    await atDesk('Noa Prieto', 'granada-biotech')
  })

  beforeEach(async () => {
    minutes += 1
    service.clock.now = new Date(MONDAY_NOON + minutes * 1_000)
    await rule({ mode: 'off', maxLive: 5, returnMinutes: null })
    for (const person of [ana, bea]) await choose(person, { status: 'online', maxLive: null })
    await service.app.db.inTransaction(async ({ db }) => {
      await db.updateTable('tickets').set({ status: 'resolved' }).execute()
      await db.updateTable('advisor_desks').set({ last_given_at: null }).execute()
    })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    for (const person of [ana, bea]) person?.desk.close()
    await service.close()
  })

  async function atDesk(name: string, office = 'granada-construction'): Promise<Person> {
    const client = await service.staff({ name, office })
    const desk = await client.desk().connected()
    return { id: (await client.get('/api/v1/me')).json.id, client, desk }
  }

  async function rule(change: PatchOfficeAssignment): Promise<void> {
    const path = '/api/v1/office-assignment/granada-construction'
    expect((await admin.patch(path, change)).status).toBe(200)
  }

  async function choose(person: Person | undefined, change: object): Promise<void> {
    expect((await person?.client.patch('/api/v1/desk', change))?.status).toBe(200)
  }

  async function made(count: number): Promise<string[]> {
    const numbers: string[] = []
    for (let index = 0; index < count; index++) {
      service.clock.now = new Date((service.clock.now?.getTime() ?? 0) + 1_000)
      const { visitor, number } = await newTicket(service)
      visitor.close()
      numbers.push(number)
    }
    return numbers
  }

  async function ownerOf(number: string): Promise<string | null> {
    return (await readTicket(admin, number)).ticket.assignee?.id ?? null
  }

  async function untilOwned(number: string): Promise<string> {
    return await until(async () => (await ownerOf(number)) ?? undefined)
  }

  const words = async (number: string) =>
    (await readTicket(admin, number)).ticket.events.map((event) => event.words)

  test('in turn: each gets one after the other, the longest waiting first, with its reason', async () => {
    const [first = '', second = '', third = ''] = await made(3)
    expect(await ownerOf(first)).toBeNull()
    await rule({ mode: 'round-robin' })
    await untilOwned(third)
    const owners = [await ownerOf(first), await ownerOf(second), await ownerOf(third)]
    expect(owners[0]).not.toBe(owners[1])
    expect(owners[2]).toBe(owners[0])
    expect(new Set(owners)).toEqual(new Set([ana?.id, bea?.id]))
    const name = owners[0] === ana?.id ? 'Ana Belén Ruiz' : 'Beatriz Soto'
    expect(await words(first)).toContain(`Asignada a ${name} por turno`)
  })

  test('the least busy gets it, and nobody more than the limit', async () => {
    await choose(ana, { maxLive: 1 })
    const numbers = await made(4)
    await rule({ mode: 'least-busy', maxLive: 2 })
    await untilOwned(numbers[2] ?? '')
    await giveNext(service.app, officeId)
    const owners = await Promise.all(numbers.map(ownerOf))
    expect(owners.filter((owner) => owner === ana?.id)).toHaveLength(1)
    expect(owners.filter((owner) => owner === bea?.id)).toHaveLength(2)
    expect(owners[3]).toBeNull()
    const { json } = await admin.get('/api/v1/staff')
    const loads = Object.fromEntries(
      json.items.map((one: { id: string; live: number; maxLive: number }) => [
        one.id,
        [one.live, one.maxLive],
      ]),
    )
    expect(loads).toMatchObject({ [ana?.id ?? '']: [1, 1], [bea?.id ?? '']: [2, 2] })
    // An answer frees a place, and the one that waits gets it.
    const answered = numbers.find((_, index) => owners[index] === ana?.id) ?? ''
    const reply = { id: randomUUID(), text: 'Hola', visibility: 'public' }
    await ana?.client.post(`/api/v1/tickets/${answered}/messages`, reply)
    expect(await untilOwned(numbers[3] ?? '')).toBe(ana?.id)
  })

  test('who is away, takes transfers only or is of another office gets none from the queue', async () => {
    await choose(ana, { status: 'away' })
    await choose(bea, { status: 'transfers-only' })
    await rule({ mode: 'round-robin' })
    const [number = ''] = await made(1)
    expect(await giveNext(service.app, officeId)).toBe('none')
    expect(await ownerOf(number)).toBeNull()
    await choose(ana, { status: 'online' })
    expect(await untilOwned(number)).toBe(ana?.id)
  })

  test('what another office sends goes also to who takes transfers only', async () => {
    await choose(ana, { status: 'away' })
    await choose(bea, { status: 'transfers-only' })
    const national = await service.staff({ office: 'national-desk' })
    const logged = await national.post('/api/v1/tickets', {
      channel: 'phone',
      office: 'national-desk',
      contact: { name: 'Eva Sanz', email: 'eva@sanz.example' },
      company: { name: 'Sanz', postcode: '28001' },
      question: 'La obra',
    })
    const number = logged.json.number as string
    const { etag } = await readTicket(national, number)
    const sent = await national.post(
      `/api/v1/tickets/${number}/transfer`,
      { office: 'granada-construction', reason: 'specialist', detail: 'd', consent: true },
      { 'if-match': etag },
    )
    expect(sent.status).toBe(200)
    await rule({ mode: 'least-busy' })
    expect(await untilOwned(number)).toBe(bea?.id)
  })

  test('unanswered it goes back after the office’s minutes, and to someone else', async () => {
    await choose(bea, { status: 'away' })
    const [number = ''] = await made(1)
    await rule({ mode: 'round-robin', returnMinutes: 20 })
    expect(await untilOwned(number)).toBe(ana?.id)
    await choose(bea, { status: 'online' })
    service.clock.now = new Date((service.clock.now?.getTime() ?? 0) + 21 * MINUTE)
    await rule({ returnMinutes: 20 })
    expect(await until(async () => (await ownerOf(number)) === bea?.id || undefined)).toBe(true)
    expect(await words(number)).toContain(
      'Vuelve a la cola: Ana Belén Ruiz no ha respondido a tiempo',
    )
    // Neither gets it a second time: from now on it waits for a hand.
    service.clock.now = new Date((service.clock.now?.getTime() ?? 0) + 21 * MINUTE)
    await rule({ returnMinutes: 20 })
    await until(async () => (await ownerOf(number)) === null || undefined)
    expect(await giveNext(service.app, officeId)).toBe('none')
  })

  test('who signs off gives back what it has not answered', async () => {
    await choose(bea, { status: 'away' })
    const [number = ''] = await made(1)
    await rule({ mode: 'round-robin' })
    expect(await untilOwned(number)).toBe(ana?.id)
    await choose(ana, { status: 'offline' })
    await rule({ maxLive: 5 })
    await until(async () => (await ownerOf(number)) === null || undefined)
    expect(await words(number)).toContain('Vuelve a la cola: Ana Belén Ruiz ya no está')
  })

  test('a person and the robot at once, 200 times: one owner, told once', async () => {
    await choose(bea, { status: 'away' })
    const [number = ''] = await made(1)
    await rule({ mode: 'least-busy', maxLive: 50 })
    await untilOwned(number)
    const wins = { person: 0, robot: 0 }
    for (let round = 0; round < 200; round++) {
      await service.app.db.inTransaction(async ({ db }) => {
        await db
          .updateTable('tickets')
          .set((row) => ({ assignee_id: null, version: row('version', '+', 1) }))
          .where('number', '=', number)
          .execute()
        await db.deleteFrom('ticket_passes').execute()
        await db.deleteFrom('ticket_events').where('kind', '!=', 'created').execute()
      })
      const { etag, ticket } = await readTicket(admin, number)
      // The robot's own round may come before anybody could look.
      if (ticket.assignee !== null) {
        wins.robot += 1
        continue
      }
      const [taken, given] = await Promise.all([
        admin.patch(`/api/v1/tickets/${number}`, { assignee: 'me' }, { 'if-match': etag }),
        giveNext(service.app, officeId),
      ])
      const owner = await ownerOf(number)
      if (taken.status === 200) {
        wins.person += 1
        expect(given).not.toBe('one')
        expect(owner).not.toBe(ana?.id)
      } else {
        wins.robot += 1
        expect(taken.status).toBe(412)
        expect(taken.json.current.assignee).toEqual({ id: ana?.id, name: 'Ana Belén Ruiz' })
        expect(owner).toBe(ana?.id)
      }
      const events = await service.app.db.read
        .selectFrom('ticket_events')
        .select('kind')
        .where('kind', 'in', ['assigned', 'auto-assigned'])
        .execute()
      expect(events).toHaveLength(1)
    }
    expect(wins.person + wins.robot).toBe(200)
  }, 120_000)

  test('loads are those of the tickets, whatever became of them', async () => {
    const counted = await service.app.db.read
      .selectFrom('tickets')
      .select(['assignee_id', (row) => row.fn.countAll<number>().as('live')])
      .where('status', '=', 'open')
      .where('assignee_id', 'is not', null)
      .where('snoozed_until', 'is', null)
      .groupBy('assignee_id')
      .execute()
    const kept = await service.app.db.read
      .selectFrom('advisor_loads')
      .select(['user_id', 'live'])
      .where('live', '!=', 0)
      .execute()
    expect(new Map(kept.map((row) => [row.user_id, row.live]))).toEqual(
      new Map(counted.map((row) => [row.assignee_id, Number(row.live)])),
    )
  })

  test('the rule is set within its limits, by who looks after the office', async () => {
    const path = '/api/v1/office-assignment/granada-construction'
    const refused = await admin.patch(path, { maxLive: 0, returnMinutes: 1.5 })
    expect(refused.status).toBe(400)
    expect(refused.json.errors).toEqual([
      { path: 'maxLive', message: 'Escribe un número entre 1 y 50.' },
      { path: 'returnMinutes', message: 'Escribe un número entero.' },
    ])
    expect((await ana?.client.patch(path, { mode: 'off' }))?.status).toBe(403)
    const elsewhere = '/api/v1/office-assignment/granada-biotech'
    expect((await admin.patch(elsewhere, { mode: 'off' })).status).toBe(404)
    expect((await admin.get('/api/v1/staff?office=granada-biotech')).status).toBe(404)
  })
})
