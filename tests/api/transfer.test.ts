import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ConversationState } from '../../server/contract/conversations.ts'
import { HandedOverList, TransferOptions, TransferPreview } from '../../server/contract/transfer.ts'
import { sweepReferrals } from '../../server/tickets/transfer/sweep.ts'
import type { Client } from '../support/client.ts'
import { type NewTicket, newTicket, readTicket } from '../support/desk.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'
import { BIOTECH, decide, transfer } from '../support/transfer.ts'

/** A Tuesday morning on which every office is open. */
const MORNING = new Date('2026-11-24T09:30:00Z')
const DAY_MS = 24 * 60 * 60 * 1000
const BUILDERS = 'granada-construction'

describe.each(ENGINES)('a ticket that goes to another office, on %s', (engine) => {
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

  async function given(said: { text?: string } = {}): Promise<NewTicket> {
    const ticket = await newTicket(service, said)
    ticket.visitor.close()
    return ticket
  }

  const officeOf = async (number: string) => (await readTicket(admin, number)).ticket.office.slug
  const referralsOf = async (number: string) =>
    await service.app.db.read
      .selectFrom('referrals')
      .innerJoin('tickets', 'tickets.id', 'referrals.ticket_id')
      .selectAll('referrals')
      .where('tickets.number', '=', number)
      .orderBy('position')
      .execute()
  const slugOf = (id: string | undefined) => service.app.offices.require(id ?? '').slug
  const mailsOf = (number: string, template: string) =>
    service.app.db.read
      .selectFrom('outbox')
      .selectAll()
      .where('ticket_number', '=', number)
      .where('template', '=', template)
      .execute()

  test('keeps number, clock and history; nobody has it there, and the giving office is out', async () => {
    const { number } = await given()
    await ana.post(`/api/v1/tickets/${number}/messages`, {
      id: randomUUID(),
      text: 'NOTA de la casa',
      visibility: 'internal',
    })
    const { etag, ticket: before } = await readTicket(ana, number)
    await ana.patch(`/api/v1/tickets/${number}`, { assignee: 'me' }, { 'if-match': etag })
    const desk = await ana.desk().connected()
    const answer = await transfer(ana, number, { detail: 'Es de su sector', note: 'Te llaman hoy' })
    expect(answer.json).toMatchObject({ number, office: { slug: BIOTECH }, mayOpen: false })
    await desk.until<{ number: string }>('ticket-gone', (gone) => gone.number === number)
    desk.close()
    expect((await ana.get(`/api/v1/tickets/${number}`)).status).toBe(404)
    const { ticket } = await readTicket(eva, number)
    expect(ticket).toMatchObject({
      ...{ number, status: 'open', assignee: null, dueAt: before.dueAt },
      createdAt: before.createdAt,
      route: { office: { slug: BIOTECH } },
      referral: {
        ...{ from: { slug: BUILDERS }, rule: 'advisor', reason: 'specialist', state: 'pending' },
        ...{ detail: 'Es de su sector', by: 'Ana Belén Ruiz', mayRefuse: true },
      },
    })
    expect(ticket.events[0]?.words).toMatch(/^Ana Belén Ruiz la pasa de la oficina Clúster de la C/)
    const { items } = (await eva.get(`/api/v1/tickets/${number}/messages`)).json
    const texts = items.map(({ text }: { text: string }) => text)
    expect(texts).toContain('NOTA de la casa')
  })

  test('the company reads it as previewed, in its language, in the chat and by mail', async () => {
    const { number } = await given({ text: 'Hello, how do I sign an invoice electronically?' })
    await service.app.db.inTransaction((tx) =>
      tx.db.updateTable('tickets').set({ lang: 'en' }).where('number', '=', number).execute(),
    )
    const wanted = { office: BIOTECH, reason: 'other-sector', note: 'They call *you*' }
    const seen = await ana.post(`/api/v1/tickets/${number}/transfer-preview`, wanted)
    const preview = TransferPreview.parse(seen.json)
    expect(preview.lang).toBe('en')
    expect(preview.chat).toBe(
      `Your question ${number} goes to the office Cluster of Technology and Biotechnology because it knows ` +
        'your sector better. It will reply before Tuesday 24 November at 16:30.\n\n' +
        `Ana Belén Ruiz: “They call *you*”`,
    )
    expect((await mailsOf(number, 'transferred')).length).toBe(0)
    expect((await transfer(ana, number, wanted)).status).toBe(200)
    const { items } = (await eva.get(`/api/v1/tickets/${number}/messages`)).json
    expect(items.at(-1)).toMatchObject({ author: { kind: 'system' }, text: preview.chat })
    const shown = (await admin.get('/api/v1/mails')).json.items
    const mail = shown.find((one: { subject: string }) => one.subject === preview.mail.subject)
    expect(mail.to).toBe('manuel@ortega.example')
    expect(mail.text).toContain('Tuesday 24 November at 16:30')
    expect(mail.text).toContain('> They call *you*')
    const [notice] = await mailsOf(number, 'office-transfer-notice')
    expect(notice?.to_address).toBe('ayuda@biotec-granada.example')
  })

  test('needs the company’s consent, an office that it may go to, and a reason', async () => {
    const { number } = await given()
    const tries: [object, string][] = [
      [{ consent: false }, 'consent'],
      [{ consent: undefined }, 'consent'],
      [{ reason: 'because' }, 'reason'],
      [{ reason: 'other' }, 'detail'],
      [{ office: BUILDERS }, 'office'],
      [{ office: 'no-such-office' }, 'office'],
      [{ note: 'x'.repeat(1_001) }, 'note'],
      [{ number: 'GR-1' }, 'number'],
    ]
    for (const [wanted, path] of tries) {
      const { status, json } = await transfer(ana, number, wanted)
      expect(status, path).toBe(400)
      expect(json.errors.map((error: { path: string }) => error.path)).toContain(path)
      expect(json.errors[0].message).toMatch(/\S+ \S+/)
    }
    const path = `/api/v1/tickets/${number}/transfer`
    const body = { office: BIOTECH, reason: 'specialist', consent: true }
    expect((await ana.post(path, body)).status).toBe(428)
    expect((await ana.post(path, body, { 'if-match': '"77"' })).json).toMatchObject({
      type: '/problems/version-outdated',
      current: { number },
    })
    expect(await referralsOf(number)).toEqual([])
    const done = await transfer(ana, number)
    const [row] = await referralsOf(number)
    const consent = await service.app.db.read
      .selectFrom('consents')
      .selectAll()
      .where('id', '=', row?.consent_id ?? '')
      .executeTakeFirstOrThrow()
    expect(done.status).toBe(200)
    expect(consent).toMatchObject({ purpose: 'referral', text_version: '2026-11' })
    expect(JSON.parse(consent.evidence)).toMatchObject({ act: 'transfer', ticket: number })
  })

  test('of ten transfers at once one happens, and the losers learn nothing of the other office', async () => {
    const { number } = await given()
    const { etag } = await readTicket(ana, number)
    const body = { office: BIOTECH, reason: 'specialist', consent: true }
    const path = `/api/v1/tickets/${number}/transfer`
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => ana.post(path, body, { 'if-match': etag })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const { status, text } of answers.filter((answer) => answer.status !== 200)) {
      expect([404, 412]).toContain(status)
      expect(text).not.toContain('Manuel')
    }
    expect(await referralsOf(number)).toHaveLength(1)
  })

  test('offices to choose from are those it may go to, the ladder’s next one first', async () => {
    const { number } = await given()
    const { json } = await ana.get(`/api/v1/tickets/${number}/transfer-options`)
    const { offices, referralsLeft } = TransferOptions.parse(json)
    expect(referralsLeft).toBe(3)
    expect(offices.map(({ slug }) => slug)).not.toContain(BUILDERS)
    expect(offices.find(({ slug }) => slug === BIOTECH)).toMatchObject({
      fits: { sector: false, region: true },
      openNow: true,
    })
    const last = offices.find(({ isDesk }) => isDesk)
    expect(last?.slug).toBe('national-desk')
    await transfer(ana, number)
    await decide(eva, number, { decision: 'refuse', reason: 'no-time' })
    expect(await officeOf(number)).toBe(offices[0]?.slug)
  })

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
      expect(await officeOf(number)).toBe(BIOTECH)
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
    for (let count = 0; (await officeOf(number)) !== 'national-desk' && count < 3; count++) {
      await decide(admin, number, refusal)
    }
    const rows = await referralsOf(number)
    const to = rows.map((row) => slugOf(row.to_office_id))
    expect(to.at(-1)).toBe('national-desk')
    expect(new Set([BUILDERS, ...to]).size).toBe(to.length + 1)
    expect(to.length).toBeLessThanOrEqual(3)
    expect(rows.map(({ state }) => state).slice(0, -1)).toEqual(to.slice(1).map(() => 'refused'))
    expect(rows.at(-1)).toMatchObject({ state: 'accepted', accept_by: null, rule: 'refused' })
    const { ticket } = await readTicket(admin, number)
    expect(ticket.dueAt).toBe(before.dueAt)
    expect((await mailsOf(number, 'transferred')).length).toBe(rows.length)
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
    const [row] = await referralsOf(number)
    // Four of its hours after 10:30 local time: 13:30, and one hour after 15:30.
    expect(row?.accept_by).toBe('2026-11-24T15:30:00.000Z')
    service.clock.now = new Date('2026-11-24T15:29:00Z')
    await sweepReferrals(service.app)
    expect(await officeOf(number)).toBe(BIOTECH)
    service.clock.now = new Date('2026-11-24T15:31:00Z')
    await Promise.all([sweepReferrals(service.app), sweepReferrals(service.app)])
    const rows = await referralsOf(number)
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({ state: 'expired', settled_by: null })
    expect(rows[1]).toMatchObject({ rule: 'not-accepted', position: 2 })
    expect(await officeOf(number)).not.toBe(BIOTECH)
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
    const last = await officeOf(number)
    expect(last).not.toBe('national-desk')
    const refused = await decide(admin, number, { decision: 'refuse', reason: 'no-time' })
    expect([refused.json.type, refused.json.office?.slug]).toContain('/problems/last-office')
    service.clock.now = new Date(MORNING.getTime() + 5 * DAY_MS)
    await sweepReferrals(service.app)
    expect(await officeOf(number)).toBe(last)
    const { ticket } = await readTicket(admin, number)
    expect(ticket.referral?.state).toBe('accepted')
    expect(ticket.events.map(({ kind }) => kind)).toContain('referral-kept')
  })

  test('one that only waited for the company is owed an answer there, a closed one stays', async () => {
    const { number } = await given()
    const said = { id: randomUUID(), text: 'Os paso con otra oficina.', visibility: 'public' }
    await ana.post(`/api/v1/tickets/${number}/messages`, said)
    expect((await readTicket(ana, number)).ticket).toMatchObject({ status: 'waiting', dueAt: null })
    const loads = () => service.app.offices.loads
    const [from, to] = [BUILDERS, BIOTECH].map((slug) => service.app.offices.bySlug(slug)?.id ?? '')
    const before = [loads().get(from ?? ''), loads().get(to ?? '') ?? 0]
    await transfer(ana, number)
    const { ticket } = await readTicket(eva, number)
    expect(ticket.status).toBe('open')
    expect(ticket.dueAt).not.toBeNull()
    expect([loads().get(from ?? ''), loads().get(to ?? '')]).toEqual([
      before[0],
      Number(before[1]) + 1,
    ])
    const { etag } = await readTicket(eva, number)
    await eva.patch(`/api/v1/tickets/${number}`, { status: 'resolved' }, { 'if-match': etag })
    const closed = await transfer(eva, number, { office: 'national-desk' })
    expect(closed.json.type).toBe('/problems/ticket-resolved')
  })

  test('the giving office keeps seeing that it handed over, and no word of it', async () => {
    const { number } = await given({ text: 'CANARIO secreto de la empresa' })
    await transfer(ana, number, { detail: 'DETALLE', note: 'APUNTE' })
    const seen = await ana.get('/api/v1/referrals?limit=1')
    const { items, nextCursor } = HandedOverList.parse(seen.json)
    expect(items[0]).toMatchObject({
      ...{ number, from: { slug: BUILDERS }, to: { slug: BIOTECH }, by: 'Ana Belén Ruiz' },
      ...{ state: 'pending', now: { slug: BIOTECH }, mayOpen: false },
    })
    for (const word of ['CANARIO', 'DETALLE', 'APUNTE', 'Manuel']) {
      expect(seen.text).not.toContain(word)
    }
    const next = await ana.get(`/api/v1/referrals?limit=100&cursor=${nextCursor}`)
    expect(HandedOverList.parse(next.json).items.map((item) => item.number)).not.toContain(number)
    const evas = HandedOverList.parse((await eva.get('/api/v1/referrals')).json).items
    expect(evas.every(({ from }) => from.slug === BIOTECH)).toBe(true)
    const all = HandedOverList.parse((await admin.get('/api/v1/referrals?limit=1')).json).items
    expect(all[0]).toMatchObject({ number, mayOpen: true })
    expect((await ana.get('/api/v1/referrals?cursor=x')).status).toBe(400)
  })

  test('the visitor’s page shows who answers now, and its own choice of office is over', async () => {
    const { visitor, number } = await newTicket(service)
    await transfer(ana, number)
    await visitor.until<ConversationState>(
      'conversation',
      ({ ticket }) => ticket?.office.slug === BIOTECH && ticket.reason !== null,
    )
    const rerouted = await visitor.ask('reroute', { ticket: number, nace: 'F' })
    expect(rerouted['error']).toMatchObject({ type: '/problems/already-taken' })
    visitor.close()
  })
})
