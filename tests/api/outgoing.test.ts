import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disableUser } from '../../server/accounts/service.ts'
import { TicketDrafts } from '../../server/contract/drafts.ts'
import { Outgoing, OutgoingReplies } from '../../server/contract/outgoing.ts'
import { TicketMessages } from '../../server/contract/tickets.ts'
import { type Client, until, type Visitor } from '../support/client.ts'
import { newTicket, readTicket } from '../support/desk.ts'
import { change } from '../support/nodes.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'
import { startSmtp, type TestSmtp } from '../support/smtp.ts'
import { transfer } from '../support/transfer.ts'

const SECOND = 1_000

describe.each(ENGINES)('replies that have not left yet on %s', (engine) => {
  let service: Service
  let smtp: TestSmtp
  let lucia: Client
  let diego: Client
  let luisa: Client
  let stranger: Client

  beforeAll(async () => {
    smtp = await startSmtp()
    service = await startService({
      engine,
      environment: { SUPPORT_UNDO_SEND_SECONDS: '60', SMTP_URL: smtp.url },
    })
    lucia = await service.staff({ name: 'Lucía Romero', email: 'lucia@office.example' })
    diego = await service.staff({ name: 'Diego Marín' })
    luisa = await service.staff({ role: 'office-admin' })
    stranger = await service.staff({ office: 'granada-biotech' })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
    await smtp.close()
  })

  const pathOf = (number: string, id = '') => `/api/v1/tickets/${number}/outgoing${id && `/${id}`}`
  const offline = async () => {
    const ticket = await newTicket(service)
    ticket.visitor.close()
    await until(
      async () => !(await readTicket(lucia, ticket.number)).ticket.visitorOnline || undefined,
    )
    return ticket
  }
  const post = async (client: Client, number: string, more: object = {}) => {
    const id = randomUUID()
    const body = { id, text: `Respuesta ${id}`, seq: 99, ...more }
    const answer = await client.post(pathOf(number), body)
    expect([200, 201], answer.text).toContain(answer.status)
    return { body, ...Outgoing.parse(answer.json) }
  }
  const list = async (client: Client, number: string) =>
    OutgoingReplies.parse((await client.get(pathOf(number))).json)
  const spoken = async (number: string) => {
    const { json } = await lucia.get(`/api/v1/tickets/${number}/messages`)
    return TicketMessages.parse(json).items.filter(({ author }) => author.kind === 'advisor')
  }
  const later = (ms: number) => new Date(service.app.now().getTime() + ms).toISOString()
  /** Lets time go by for the replies alone, and has them looked at. */
  const pass = async (ms: number) => {
    service.clock.now = new Date(service.app.now().getTime() + ms)
    service.app.outgoing.wake()
  }
  const kinds = async (number: string) =>
    (await readTicket(lucia, number)).ticket.events.map(({ kind }) => kind)

  test('an open chat gets it at once, and what was asked for with it is done', async () => {
    const { number, visitor } = await newTicket(service)
    const after = { wanted: { status: 'resolved', priority: 'high' }, assignee: null }
    const { reply, message, acted, body } = await post(lucia, number, { after, seq: 99 })
    expect({ reply, acted }).toEqual({ reply: null, acted: 'done' })
    expect(message).toMatchObject({ id: body.id, text: body.text, visibility: 'public' })
    await visitor.until<{ id: string }>('message', ({ id }) => id === body.id)
    const { ticket } = await readTicket(lucia, number)
    expect(ticket).toMatchObject({ status: 'resolved', priority: 'high' })
    const again = await lucia.post(pathOf(number), body)
    expect(again.status).toBe(200)
    expect(Outgoing.parse(again.json).message?.id).toBe(body.id)
    const other = await lucia.post(pathOf(number), { ...body, text: 'otra cosa' })
    expect(other).toMatchObject({ status: 422 })
    visitor.close()
  })

  test('as mail it waits; nobody gets it before, and a colleague reads no word of it', async () => {
    const { number } = await offline()
    const { reply, message, body } = await post(lucia, number)
    expect(message).toBeNull()
    expect(reply).toMatchObject({
      kind: 'soon',
      state: 'waiting',
      text: body.text,
      mayChange: true,
    })
    expect(await spoken(number)).toEqual([])
    const [seen] = (await list(diego, number)).items
    expect(seen).toMatchObject({ author: { name: 'Lucía Romero' }, text: '', mayChange: false })
    expect((await diego.call('DELETE', pathOf(number, body.id))).status).toBe(403)
    expect((await stranger.call('DELETE', pathOf(number, body.id))).status).toBe(404)
    expect((await stranger.get(pathOf(number))).status).toBe(404)
    expect((await lucia.post(pathOf(number), body)).status).toBe(200)
    expect((await list(lucia, number)).items).toHaveLength(1)
    await pass(61 * SECOND)
    await until(async () => (await spoken(number)).length > 0 || undefined)
    expect((await spoken(number)).map(({ id }) => id)).toEqual([body.id])
    expect((await list(lucia, number)).items).toEqual([])
    await smtp.mail(({ raw }) => raw.includes(body.id))
    expect((await lucia.call('DELETE', pathOf(number, body.id))).json.type).toBe(
      '/problems/reply-has-left',
    )
  })

  test('taken back it is a whole draft again, with what was to be done, above what was begun since', async () => {
    const { number } = await offline()
    const after = { wanted: { status: 'resolved', tags: ['kit digital'] }, assignee: null }
    const { body } = await post(lucia, number, { after })
    const draftPath = `/api/v1/tickets/${number}/drafts/reply`
    await lucia.call('PUT', draftPath, { text: 'Otra cosa', seq: 3, base: null })
    const answer = await lucia.call('DELETE', pathOf(number, body.id))
    expect(answer).toMatchObject({ status: 200, json: { text: body.text } })
    const { json } = await lucia.get(`/api/v1/tickets/${number}/drafts`)
    expect(TicketDrafts.parse(json).items).toMatchObject([
      { kind: 'reply', text: `${body.text}\n\nOtra cosa`, actions: after.wanted },
    ])
    await pass(120 * SECOND)
    expect((await lucia.post(pathOf(number), body)).json.type).toBe('/problems/reply-taken-back')
    expect(await spoken(number)).toEqual([])
    expect(await kinds(number)).toContain('reply-taken-back')
  })

  test('whoever closes right after sending has the reply leave before, once', async () => {
    const { number } = await offline()
    const { body } = await post(lucia, number)
    const { etag } = await readTicket(lucia, number)
    const closed = await lucia.patch(
      `/api/v1/tickets/${number}`,
      { status: 'resolved' },
      { 'if-match': etag },
    )
    expect(closed.status, closed.text).toBe(200)
    expect((await spoken(number)).map(({ id }) => id)).toEqual([body.id])
    expect((await readTicket(lucia, number)).ticket.status).toBe('resolved')
  })

  test('what is sent into a chat that has just opened does not overtake it', async () => {
    const { number, visitor } = await newTicket(service)
    visitor.close()
    await until(async () => !(await readTicket(lucia, number)).ticket.visitorOnline || undefined)
    const first = await post(lucia, number)
    const answer = await lucia.post(`/api/v1/tickets/${number}/messages`, {
      id: randomUUID(),
      text: 'Después',
      visibility: 'public',
    })
    expect(answer.status).toBe(201)
    expect((await spoken(number)).map(({ text }) => text)).toEqual([first.body.text, 'Después'])
  })

  test('what the company asked meanwhile keeps the ticket open; the reply leaves all the same', async () => {
    const { number, visitor } = await newTicket(service)
    await visitor.say('¡Espera!')
    const after = { wanted: { status: 'resolved' }, assignee: null }
    const { acted } = await post(lucia, number, { after, seq: 1 })
    expect(acted).toBe('conflict')
    expect((await readTicket(lucia, number)).ticket.status).toBe('waiting')
    expect(await kinds(number)).toContain('after-not-done')
    visitor.close()
  })

  test('a note with what is to be done', async () => {
    const { number, visitor } = await newTicket(service)
    const after = { wanted: { snooze: '3', tags: ['kit'] }, assignee: null }
    const { message, acted } = await post(lucia, number, { visibility: 'internal', after })
    expect(message).toMatchObject({ seq: null, visibility: 'internal' })
    expect(acted).toBe('done')
    const { ticket } = await readTicket(lucia, number)
    expect(ticket).toMatchObject({ status: 'open', tags: ['kit'] })
    expect(Date.parse(ticket.snoozed ?? '')).toBeGreaterThan(Date.parse(later(2 * 86_400_000)))
    visitor.close()
  })

  test('at a time: it waits in sight of all, and leaves then', async () => {
    const { number } = await offline()
    const past = await lucia.post(pathOf(number), {
      ...{ id: randomUUID(), text: 'x', seq: 9 },
      sendAt: '2020-01-01T09:00:00Z',
    })
    expect(past.json.errors).toEqual([
      { path: 'sendAt', message: 'Elige un momento futuro, como mucho dentro de un año.' },
    ])
    const { body } = await post(lucia, number, { sendAt: later(3_600_000) })
    const [seen] = (await list(diego, number)).items
    expect(seen).toMatchObject({ kind: 'later', text: body.text, mayChange: false })
    expect((await list(luisa, number)).items[0]?.mayChange).toBe(true)
    await pass(3_700_000)
    await until(async () => (await spoken(number)).length > 0 || undefined)
  })

  /** What comes between. */
  const happen: Record<string, (at: { number: string; visitor: Visitor }) => Promise<unknown>> = {
    'company-wrote': ({ visitor }) => visitor.say('Ya lo he resuelto'),
    async 'colleague-wrote'({ number }) {
      const text = { id: randomUUID(), text: 'Yo respondo', visibility: 'public' }
      expect((await diego.post(`/api/v1/tickets/${number}/messages`, text)).status).toBe(201)
    },
    closed: ({ number }) => change(diego, number, { status: 'resolved' }),
    transferred: async ({ number }) => expect((await transfer(lucia, number)).status).toBe(200),
    rights: () => disableUser(service.systemContext(), 'leaver@office.example'),
  }

  test.each(Object.keys(happen))('at a time, but held and told: %s', async (reason) => {
    const { number, visitor } = await newTicket(service)
    const isLeaving = reason === 'rights'
    const writer = isLeaving ? await service.staff({ email: 'leaver@office.example' }) : lucia
    const sendAt = later(3_600_000)
    const { body } = await post(writer, number, {
      sendAt,
      seq: reason.endsWith('wrote') ? 2 : 99,
    })
    await happen[reason]?.({ number, visitor })
    await pass(3_700_000)
    const admin = await service.staff({ role: 'admin' })
    const held = await until(async () => {
      const [reply] = (await list(admin, number)).items
      return reply?.state === 'stopped' ? reply : undefined
    })
    expect(held).toMatchObject({ reason, text: body.text })
    const { ticket } = await readTicket(admin, number)
    expect(ticket.events.some(({ kind }) => kind === 'reply-stopped')).toBe(true)
    if (reason === 'company-wrote') {
      await smtp.mail(({ to, raw }) => to === 'lucia@office.example' && raw.includes(number))
      const { version, id } = held
      const tag = { 'if-match': `"${version}"` }
      const sent = await lucia.patch(pathOf(number, id), { sendAt: 'now', seq: 99 }, tag)
      expect(Outgoing.parse(sent.json).message?.text).toBe(body.text)
    }
    visitor.close()
  })
})
