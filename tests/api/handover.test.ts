import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Message } from '../../server/contract/conversations.ts'
import { TicketList, TicketMessages } from '../../server/contract/tickets.ts'
import { type Client, Visitor } from '../support/client.ts'
import { newTicket, readTicket } from '../support/desk.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

describe.each(ENGINES)('from hand-over to rating on %s', (engine) => {
  let service: Service
  let ana: Client

  beforeAll(async () => {
    service = await startService({ engine })
    ana = await service.staff({ name: 'Ana Belén Ruiz' })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  test('a hand-over shows company, contact, conversation and why it is here', async () => {
    const { number, visitor } = await newTicket(service)
    const { ticket, etag } = await readTicket(ana, number)
    expect(number).toMatch(/^GR-\d+$/)
    expect(etag).toBe(`"${ticket.version}"`)
    expect(ticket).toMatchObject({
      status: 'open',
      assignee: null,
      channel: 'chat',
      contact: { name: 'Manuel Ortega', email: 'manuel@ortega.example' },
      company: { name: 'Reformas Ortega', postcode: '18007', taxIdStatus: 'absent' },
      office: { slug: 'granada-construction' },
      route: { matched: 'exact', sector: { nace: 'F' }, region: { nuts2: 'ES61' } },
      visitorOnline: true,
      mayAnswer: true,
    })
    expect(ticket.route.reasons[0]).toMatch(/Andalucía/)
    expect(ticket.dueAt).not.toBeNull()
    expect(ticket.events.map(({ kind }) => kind)).toEqual(['created'])
    const messages = TicketMessages.parse(
      (await ana.get(`/api/v1/tickets/${number}/messages`)).json,
    )
    expect(messages.items.map(({ author }) => author.kind).slice(0, 1)).toEqual(['visitor'])
    expect(messages.items.some(({ author }) => author.kind === 'system')).toBe(true)
    visitor.close()
  })

  test('the company is told why as "you", the advisor about the company, each in their language', async () => {
    const visitor = new Visitor(service.url, { office: 'granada-construction' })
    await visitor.session()
    await visitor.say('hola')
    const { ticket } = await visitor.handOver({
      text: 'buenas tardes, mi aparato da el error 0x80',
      company: { nace: undefined, postcode: '28013' },
    })
    const { reasons } = (ticket as unknown as { route: { reasons: string[] } }).route
    expect(reasons[0]).toBe('nos escribes desde su web y todavía no sabemos tu sector')
    const { ticket: read } = await readTicket(ana, ticket.number)
    expect(read.route.reasons).toEqual([
      'la empresa escribió desde la web de esta oficina y no se conoce su sector',
      'Lugar: Madrid, por el código postal 28013.',
    ])
    const carol = await service.staff()
    await carol.patch('/api/v1/me', { lang: 'en' })
    const { ticket: english } = await readTicket(carol, ticket.number)
    expect(english.route.reasons[1]).toBe('Place: Madrid, from the postcode 28013.')
    expect(read.subject).toBe('Mi aparato da el error 0x80')
    visitor.close()
  })

  test('a ticket is about what the bot could not answer, not about what it answered before', async () => {
    const visitor = new Visitor(service.url, { office: 'granada-construction' })
    await visitor.session()
    await visitor.say('¿Desde cuándo tengo que usar VeriFactu?')
    await visitor.until<Message>('message', ({ answer }) => answer?.decision === 'answer')
    const { ticket } = await visitor.handOver({ text: 'El tacógrafo da el error 0x80' })
    const { ticket: read } = await readTicket(ana, ticket.number)
    expect(read.subject).toBe('El tacógrafo da el error 0x80')
    const guides = read.guides.map(({ slug }) => slug)
    expect(guides).toContain('tachograph-fleet')
    expect(guides).not.toContain('verifactu-who-when')
    visitor.close()
  })

  test('a hand-over sent again gives the same ticket', async () => {
    const visitor = new Visitor(service.url, { office: 'granada-construction' })
    const { ticket, conversation } = await visitor.handOver()
    const { ack } = await visitor.handOver({ text: 'otra línea' })
    expect(ack['ticket'].number).toBe(ticket.number)
    const parallel = new Visitor(service.url, { token: (await visitor.session()).token })
    await parallel.session()
    expect((await parallel.handOver()).conversation).toBe(conversation)
    visitor.close()
    parallel.close()
  })

  test('bad fields are named one by one and nothing is stored', async () => {
    const visitor = new Visitor(service.url, { office: 'granada-construction' })
    const { ack, conversation } = await visitor.handOver({
      contact: { name: '', email: 'no-es-un-correo' },
      company: { name: 'Reformas', postcode: '99999' },
    })
    expect(ack.ok).toBe(false)
    expect(ack['error'].errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'contact.email',
      'contact.name',
    ])
    const { ack: postcode } = await visitor.handOver({ company: { postcode: '99999' } })
    expect(postcode['error'].errors).toEqual([
      { path: 'company.postcode', message: expect.stringContaining('18007') },
    ])
    const rows = await service.app.db.read
      .selectFrom('tickets')
      .select('id')
      .where('conversation_id', '=', conversation)
      .execute()
    expect(rows).toEqual([])
    visitor.close()
  })

  test('the story: live at the desk, assigned, answered, written back, resolved, rated, reopened', async () => {
    const desk = await ana.desk().connected()
    const { visitor, number, conversation } = await newTicket(service)
    await desk.until<{ number: string }>('ticket', (row) => row.number === number)
    const { etag } = await readTicket(ana, number)
    const taken = await ana.patch(
      `/api/v1/tickets/${number}`,
      { assignee: 'me' },
      { 'if-match': etag },
    )
    expect(taken.json).toMatchObject({ assignee: { name: 'Ana Belén Ruiz' }, version: 2 })

    const id = randomUUID()
    const post = () =>
      ana.post(`/api/v1/tickets/${number}/messages`, {
        id,
        text: 'Lo miramos ahora',
        visibility: 'public',
      })
    expect((await post()).status).toBe(201)
    expect((await post()).status).toBe(200)
    const heard = await visitor.until<{ text: string; author: object }>(
      'message',
      ({ text }) => text === 'Lo miramos ahora',
    )
    expect(heard.author).toEqual({ kind: 'advisor', name: 'Ana Belén Ruiz' })
    expect((await readTicket(ana, number)).ticket).toMatchObject({ status: 'waiting', dueAt: null })

    await visitor.say('No, dónde está?')
    await desk.until<{ text: string; ticket: string }>(
      'message',
      ({ text, ticket }) => ticket === number && text.startsWith('No, dónde'),
    )
    expect((await readTicket(ana, number)).ticket.status).toBe('open')
    expect(visitor.messages().filter(({ author }) => author.kind === 'bot')).toHaveLength(1)

    expect((await visitor.ask('rate', { ticket: number, score: 5 })).ok).toBe(false)
    const before = await readTicket(ana, number)
    const resolved = await ana.patch(
      `/api/v1/tickets/${number}`,
      { status: 'resolved' },
      { 'if-match': before.etag },
    )
    expect(resolved.json.status).toBe('resolved')
    await visitor.until<{ ticket: { status: string } }>(
      'conversation',
      ({ ticket }) => ticket?.status === 'resolved',
    )
    expect(await visitor.ask('rate', { ticket: number, score: 5, comment: 'Muy bien' })).toEqual({
      ok: true,
    })
    expect((await readTicket(ana, number)).ticket.rating).toEqual({ score: 5, comment: 'Muy bien' })

    await visitor.say('Una cosa más')
    const reopened = await readTicket(ana, number)
    expect(reopened.ticket.status).toBe('open')
    expect(reopened.ticket.events.map(({ kind }) => kind)).toEqual([
      'reopened',
      'rated',
      'intervention-made',
      'resolved',
      'visitor-wrote',
      'answered',
      'assigned',
      'created',
    ])
    const seqs = visitor.messages().map(({ seq }) => seq)
    expect(seqs).toEqual(seqs.map((_, index) => index + 1))
    expect(conversation).toBeTruthy()
    visitor.close()
    desk.close()
  })

  test('a message more than 14 days after resolving opens a linked ticket', async () => {
    const { visitor, number } = await newTicket(service)
    const { etag } = await readTicket(ana, number)
    await ana.patch(`/api/v1/tickets/${number}`, { status: 'resolved' }, { 'if-match': etag })
    service.clock.now = new Date(Date.now() + 15 * 24 * 60 * 60 * 1000)
    await visitor.say('Vuelvo con otra pregunta')
    service.clock.now = undefined
    const { items } = TicketList.parse((await ana.get('/api/v1/tickets?view=unassigned')).json)
    const linked = await readTicket(ana, items[0]?.number ?? '')
    expect(linked.ticket.number).not.toBe(number)
    expect(linked.ticket.previous).toBe(number)
    expect((await readTicket(ana, number)).ticket.status).toBe('resolved')
    visitor.close()
  })

  test('a visitor may choose another sector until someone has taken the ticket', async () => {
    const { visitor, number } = await newTicket(service)
    const desk = await ana.desk().connected()
    const moved = await visitor.ask('reroute', { ticket: number, nace: 'J' })
    expect(moved['ticket']).toMatchObject({
      number,
      route: { office: { slug: 'granada-biotech' } },
    })
    await desk.until<{ number: string }>('ticket-gone', (gone) => gone.number === number)
    expect((await ana.get(`/api/v1/tickets/${number}`)).status).toBe(404)
    const eva = await service.staff({ office: 'granada-biotech' })
    const { etag } = await readTicket(eva, number)
    await eva.patch(`/api/v1/tickets/${number}`, { assignee: 'me' }, { 'if-match': etag })
    const late = await visitor.ask('reroute', { ticket: number, nace: 'F' })
    expect(late['error']).toMatchObject({ type: '/problems/already-taken', status: 409 })
    visitor.close()
    desk.close()
  })
})
