import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { sweepReferrals } from '../../server/tickets/transfer/sweep.ts'
import type { Client } from '../support/client.ts'
import { type NewTicket, newTicket, readTicket } from '../support/desk.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'
import { BIOTECH, decide, mailsOf, officeOf, referralsOf, transfer } from '../support/transfer.ts'

/** A Tuesday morning on which every office is open. */
const MORNING = new Date('2026-11-24T09:30:00Z')
const DAY_MS = 24 * 60 * 60 * 1000
const BUILDERS = 'granada-construction'

describe.each(ENGINES)('an office that was sent a ticket, on %s', (engine) => {
  let service: Service
  let ana: Client
  let eva: Client
  let admin: Client

  beforeAll(async () => {
    const environment = { SUPPORT_SESSION_TTL_MINUTES: '10080' }
    service = await startService({ engine, environment })
    service.clock.now = MORNING
    ana = await service.staff({ name: 'Ana Belén Ruiz' })
    eva = await service.staff({ name: 'Eva Martos', office: BIOTECH })
    admin = await service.staff({ role: 'admin' })
  })

  afterEach(() => {
    service.clock.now = MORNING
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  async function given(): Promise<NewTicket> {
    const ticket = await newTicket(service)
    ticket.visitor.close()
    return ticket
  }

  const slugOf = (id: string) => service.app.offices.require(id).slug

  test('accepting keeps it, and so does answering', async () => {
    const [first, second] = [await given(), await given()]
    await transfer(ana, first.number)
    await transfer(ana, second.number)
    const accepted = await decide(eva, first.number, { decision: 'accept' })
    expect(accepted.json).toMatchObject({
      office: { slug: BIOTECH },
      acceptBy: null,
      mayOpen: true,
    })
    expect((await decide(eva, first.number, { decision: 'accept' })).json.type).toBe(
      '/problems/nothing-to-accept',
    )
    const reply = { id: randomUUID(), text: 'Hola, os llamo.', visibility: 'public' }
    await eva.post(`/api/v1/tickets/${second.number}/messages`, reply)
    service.clock.now = new Date(MORNING.getTime() + 3 * DAY_MS)
    await sweepReferrals(service.app)
    for (const { number } of [first, second]) {
      const { ticket } = await readTicket(eva, number)
      expect(ticket.referral).toMatchObject({ state: 'accepted' })
      expect(await officeOf(admin, number)).toBe(BIOTECH)
    }
  })

  test('refusing sends it to the next step of the ladder, never back, and ends at the desk', async () => {
    const { number } = await given()
    const { ticket: before } = await readTicket(ana, number)
    await transfer(ana, number)
    const refusal = { decision: 'refuse', reason: 'not-our-sector', detail: 'Es obra' }
    expect((await decide(eva, number, { decision: 'refuse' })).json.errors[0].path).toBe('reason')
    expect((await decide(eva, number, refusal)).json.mayOpen).toBe(false)
    expect((await eva.get(`/api/v1/tickets/${number}`)).status).toBe(404)
    for (let count = 0; (await officeOf(admin, number)) !== 'national-desk' && count < 3; count++) {
      await decide(admin, number, refusal)
    }
    const rows = await referralsOf(service, number)
    const to = rows.map((row) => slugOf(row.to_office_id))
    expect(to.at(-1)).toBe('national-desk')
    expect(new Set([BUILDERS, ...to]).size).toBe(to.length + 1)
    expect(to.length).toBeLessThanOrEqual(3)
    expect(rows.map(({ state }) => state).slice(0, -1)).toEqual(to.slice(1).map(() => 'refused'))
    expect(rows.at(-1)).toMatchObject({ state: 'accepted', accept_by: null, rule: 'refused' })
    const { ticket } = await readTicket(admin, number)
    expect(ticket.dueAt).toBe(before.dueAt)
    expect((await mailsOf(service, number, 'transferred')).length).toBe(rows.length)
    const traces = await service.app.db.read
      .selectFrom('routing_traces')
      .innerJoin('tickets', 'tickets.id', 'routing_traces.ticket_id')
      .select('routing_traces.id')
      .where('tickets.number', '=', number)
      .execute()
    expect(traces).toHaveLength(rows.length + 1)
  })

  test('what is not accepted in working hours goes on, once', async () => {
    const { number } = await given()
    await transfer(ana, number)
    const [row] = await referralsOf(service, number)
    // Four of its hours after 10:30 local time: 13:30, and one hour after 15:30.
    expect(row?.accept_by).toBe('2026-11-24T15:30:00.000Z')
    service.clock.now = new Date('2026-11-24T15:29:00Z')
    await sweepReferrals(service.app)
    expect(await officeOf(admin, number)).toBe(BIOTECH)
    service.clock.now = new Date('2026-11-24T15:31:00Z')
    await Promise.all([sweepReferrals(service.app), sweepReferrals(service.app)])
    const rows = await referralsOf(service, number)
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({ state: 'expired', settled_by: null })
    expect(rows[1]).toMatchObject({ rule: 'not-accepted', position: 2 })
    expect(await officeOf(admin, number)).not.toBe(BIOTECH)
    expect((await eva.get(`/api/v1/tickets/${number}`)).status).toBe(404)
    const { ticket } = await readTicket(admin, number)
    expect(ticket.events.map(({ kind }) => kind)).toContain('referral-expired')
  })

  test('where no office is left it stays, and says so', async () => {
    const { number } = await given()
    await transfer(ana, number, { office: 'national-desk' })
    expect((await readTicket(admin, number)).ticket.referral).toMatchObject({ state: 'accepted' })
    await transfer(admin, number, { office: BIOTECH })
    // The desk has had it, so an office that fits is next, and after that nobody is.
    await decide(eva, number, { decision: 'refuse', reason: 'no-time' })
    const last = await officeOf(admin, number)
    expect(last).not.toBe('national-desk')
    const refused = await decide(admin, number, { decision: 'refuse', reason: 'no-time' })
    expect([refused.json.type, refused.json.office?.slug]).toContain('/problems/last-office')
    service.clock.now = new Date(MORNING.getTime() + 5 * DAY_MS)
    await sweepReferrals(service.app)
    expect(await officeOf(admin, number)).toBe(last)
    const { ticket } = await readTicket(admin, number)
    expect(ticket.referral?.state).toBe('accepted')
    expect(ticket.events.map(({ kind }) => kind)).toContain('referral-kept')
  })
})
