import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ConversationState } from '../../server/contract/conversations.ts'
import { HandedOverList, TransferOptions, TransferPreview } from '../../server/contract/transfer.ts'
import type { Client } from '../support/client.ts'
import { type NewTicket, newTicket, readTicket } from '../support/desk.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'
import { BIOTECH, decide, mailsOf, officeOf, referralsOf, transfer } from '../support/transfer.ts'

/** A Tuesday morning on which every office is open. */
const MORNING = new Date('2026-11-24T09:30:00Z')
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
    expect((await mailsOf(service, number, 'transferred')).length).toBe(0)
    expect((await transfer(ana, number, wanted)).status).toBe(200)
    const { items } = (await eva.get(`/api/v1/tickets/${number}/messages`)).json
    expect(items.at(-1)).toMatchObject({ author: { kind: 'system' }, text: preview.chat })
    const shown = (await admin.get('/api/v1/mails')).json.items
    const mail = shown.find((one: { subject: string }) => one.subject === preview.mail.subject)
    expect(mail.to).toBe('manuel@ortega.example')
    expect(mail.text).toContain('Tuesday 24 November at 16:30')
    expect(mail.text).toContain('> They call *you*')
    const [notice] = await mailsOf(service, number, 'office-transfer-notice')
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
    expect(await referralsOf(service, number)).toEqual([])
    const done = await transfer(ana, number)
    const [row] = await referralsOf(service, number)
    const consent = await service.app.db.read
      .selectFrom('consents')
      .selectAll()
      .where('id', '=', row?.consent_id ?? '')
      .executeTakeFirstOrThrow()
    expect(done.status).toBe(200)
    expect(consent).toMatchObject({ purpose: 'referral', text_version: '2026-11' })
    expect(JSON.parse(consent.evidence)).toMatchObject({ act: 'transfer', ticket: number })
  })

  test('of thirty transfers at once one happens, and the losers learn nothing of the other office', async () => {
    const { number } = await given()
    const { etag } = await readTicket(ana, number)
    const body = { office: BIOTECH, reason: 'specialist', consent: true }
    const path = `/api/v1/tickets/${number}/transfer`
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => ana.post(path, body, { 'if-match': etag })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const { status, text } of answers.filter((answer) => answer.status !== 200)) {
      expect([404, 412]).toContain(status)
      expect(text).not.toContain('Manuel')
    }
    expect(await referralsOf(service, number)).toHaveLength(1)
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
    expect(await officeOf(admin, number)).toBe(offices[0]?.slug)
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
