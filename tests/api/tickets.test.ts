import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Ticket, TicketList, TicketMessages } from '../../server/contract/tickets.ts'
import type { Client } from '../support/client.ts'
import { until, Visitor } from '../support/client.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

describe.each(ENGINES)('tickets on %s', (engine) => {
  let service: Service
  let ana: Client
  let luis: Client

  beforeAll(async () => {
    service = await startService({ engine })
    ana = await service.staff({ name: 'Ana Belén Ruiz' })
    luis = await service.staff({ name: 'Luis Soto' })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  async function newTicket(): Promise<{ visitor: Visitor; number: string; conversation: string }> {
    const visitor = new Visitor(service.url, { office: 'granada-construction' })
    const { ticket, conversation, ack } = await visitor.handOver()
    expect(ack).toMatchObject({ ok: true })
    return { visitor, number: ticket.number, conversation }
  }

  async function read(client: Client, number: string) {
    const answer = await client.get(`/api/v1/tickets/${number}`)
    return { answer, ticket: Ticket.parse(answer.json), etag: answer.headers.get('etag') ?? '' }
  }

  test('a hand-over shows company, contact, conversation and why it is here', async () => {
    const { number, visitor } = await newTicket()
    const { ticket, etag } = await read(ana, number)
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
    const { visitor, number, conversation } = await newTicket()
    await desk.until<{ number: string }>('ticket', (row) => row.number === number)
    const { etag } = await read(ana, number)
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
    expect((await read(ana, number)).ticket).toMatchObject({ status: 'waiting', dueAt: null })

    await visitor.say('No, dónde está?')
    await desk.until<{ text: string; ticket: string }>(
      'message',
      ({ text, ticket }) => ticket === number && text.startsWith('No, dónde'),
    )
    expect((await read(ana, number)).ticket.status).toBe('open')
    expect(visitor.messages().filter(({ author }) => author.kind === 'bot')).toHaveLength(1)

    expect((await visitor.ask('rate', { ticket: number, score: 5 })).ok).toBe(false)
    const before = await read(ana, number)
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
    expect((await read(ana, number)).ticket.rating).toEqual({ score: 5, comment: 'Muy bien' })

    await visitor.say('Una cosa más')
    const reopened = await read(ana, number)
    expect(reopened.ticket.status).toBe('open')
    expect(reopened.ticket.events.map(({ kind }) => kind)).toEqual([
      'reopened',
      'rated',
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
    const { visitor, number } = await newTicket()
    const { etag } = await read(ana, number)
    await ana.patch(`/api/v1/tickets/${number}`, { status: 'resolved' }, { 'if-match': etag })
    service.clock.now = new Date(Date.now() + 15 * 24 * 60 * 60 * 1000)
    await visitor.say('Vuelvo con otra pregunta')
    service.clock.now = undefined
    const { items } = TicketList.parse((await ana.get('/api/v1/tickets?view=unassigned')).json)
    const linked = await read(ana, items[0]?.number ?? '')
    expect(linked.ticket.number).not.toBe(number)
    expect(linked.ticket.previous).toBe(number)
    expect((await read(ana, number)).ticket.status).toBe('resolved')
    visitor.close()
  })

  test('notes reach colleagues and never the visitor', async () => {
    const { visitor, number, conversation } = await newTicket()
    const desk = await luis.desk().connected()
    const text = `NOTA ${randomUUID()}`
    await ana.post(`/api/v1/tickets/${number}/messages`, {
      id: randomUUID(),
      text,
      visibility: 'internal',
    })
    await desk.until<{ text: string }>('message', (message) => message.text === text)
    const { messages } = await visitor.ask('sync', { conversation, after: 0 })
    expect(JSON.stringify(messages)).not.toContain(text)
    await new Promise((next) => setTimeout(next, 100))
    expect(JSON.stringify(visitor.heard)).not.toContain(text)
    const listed = await ana.get(`/api/v1/tickets/${number}/messages`)
    expect(listed.json.items.find((item: { text: string }) => item.text === text)).toMatchObject({
      visibility: 'internal',
      seq: null,
    })
    visitor.close()
    desk.close()
  })

  test('case 91: of two who save one version the second gets 412 and sees what is there now', async () => {
    const { visitor, number } = await newTicket()
    const { etag } = await read(ana, number)
    const path = `/api/v1/tickets/${number}`
    expect((await ana.patch(path, { assignee: 'me' })).status).toBe(428)
    const [first, second] = await Promise.all([
      ana.patch(path, { assignee: 'me' }, { 'if-match': etag }),
      luis.patch(path, { assignee: 'me' }, { 'if-match': etag }),
    ])
    expect([first.status, second.status].sort()).toEqual([200, 412])
    const refused = first.status === 412 ? first : second
    const won = first.status === 200 ? first : second
    expect(refused.json).toMatchObject({
      type: '/problems/version-outdated',
      current: { assignee: won.json.assignee, version: 2 },
    })
    expect((await ana.patch(path, { subject: 'x' }, { 'if-match': 'nonsense' })).status).toBe(412)
    visitor.close()
  })

  test('of fifty changes to one version exactly one wins', async () => {
    const { visitor, number } = await newTicket()
    const { etag } = await read(ana, number)
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        ana.patch(
          `/api/v1/tickets/${number}`,
          { subject: `asunto ${index}` },
          { 'if-match': etag },
        ),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(49)
    expect((await read(ana, number)).ticket.version).toBe(2)
    visitor.close()
  })

  test('case 95: a consultation logged by phone exists once per key, and another body is refused', async () => {
    const body = {
      channel: 'phone',
      contact: { name: 'Rosa', email: 'rosa@lecrin.example' },
      company: { name: 'Cerámicas Lecrín', nace: 'C', postcode: '18650', nif: 'ES-A58818501' },
      question: '¿Cómo firmo un parte de trabajo en el móvil?',
      note: 'Llamó a las 9:30',
    }
    const key = { 'idempotency-key': randomUUID() }
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ana.post('/api/v1/tickets', body, key)),
    )
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])
    expect(new Set(answers.map(({ json }) => json.number)).size).toBe(1)
    const other = await ana.post('/api/v1/tickets', { ...body, question: 'otra' }, key)
    expect(other.status).toBe(422)
    const { ticket } = await read(ana, answers[0]?.json.number)
    expect(ticket.company).toMatchObject({ taxId: 'A58818501', taxIdStatus: 'valid' })
    expect(ticket.channel).toBe('phone')
  })

  test('lists page by page without gaps or repeats, and search finds by name without accents', async () => {
    const seen: string[] = []
    let cursor = ''
    do {
      const answer = await ana.get(`/api/v1/tickets?limit=3${cursor}`)
      const page = TicketList.parse(answer.json)
      seen.push(...page.items.map(({ number }) => number))
      cursor = page.nextCursor ? `&cursor=${encodeURIComponent(page.nextCursor)}` : ''
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    const all = TicketList.parse((await ana.get('/api/v1/tickets?limit=200')).json)
    expect(seen).toEqual(all.items.map(({ number }) => number))
    const found = TicketList.parse((await ana.get('/api/v1/tickets?q=ceramicas%20LECRIN')).json)
    expect(found.items).toHaveLength(1)
    expect((await ana.get('/api/v1/tickets?q=100%25')).json.items).toEqual([])
    expect((await ana.get('/api/v1/tickets?cursor=nonsense')).status).toBe(400)
  })

  test('counts follow the views', async () => {
    const counts = (await ana.get('/api/v1/ticket-counts')).json
    for (const view of ['unassigned', 'mine', 'open', 'waiting'] as const) {
      const { items } = TicketList.parse(
        (await ana.get(`/api/v1/tickets?view=${view}&limit=200`)).json,
      )
      expect(counts[view], view).toBe(items.length)
    }
  })

  test('a visitor may choose another sector until someone has taken the ticket', async () => {
    const { visitor, number } = await newTicket()
    const desk = await ana.desk().connected()
    const moved = await visitor.ask('reroute', { ticket: number, nace: 'J' })
    expect(moved['ticket']).toMatchObject({
      number,
      route: { office: { slug: 'granada-biotech' } },
    })
    await desk.until<{ number: string }>('ticket-gone', (gone) => gone.number === number)
    expect((await ana.get(`/api/v1/tickets/${number}`)).status).toBe(404)
    const eva = await service.staff({ office: 'granada-biotech' })
    const { etag } = await read(eva, number)
    await eva.patch(`/api/v1/tickets/${number}`, { assignee: 'me' }, { 'if-match': etag })
    const late = await visitor.ask('reroute', { ticket: number, nace: 'F' })
    expect(late['error']).toMatchObject({ type: '/problems/already-taken', status: 409 })
    visitor.close()
    desk.close()
  })

  test('watchers see each other, and presence tells when the visitor comes and goes', async () => {
    const { visitor, number } = await newTicket()
    const [a, b] = [await ana.desk().connected(), await luis.desk().connected()]
    await a.ask('watch', { ticket: number })
    await b.ask('watch', { ticket: number })
    const seen = await a.until<{ watchers: { name: string }[] }>(
      'watchers',
      ({ watchers }) => watchers.length === 2,
    )
    expect(seen.watchers.map(({ name }) => name).sort()).toEqual(['Ana Belén Ruiz', 'Luis Soto'])
    b.close()
    await until(
      () => a.all<{ watchers: unknown[] }>('watchers').at(-1)?.watchers.length === 1 || undefined,
    )
    visitor.close()
    await a.until<{ ticket: string; visitorOnline: boolean }>(
      'presence',
      (p) => p.ticket === number && !p.visitorOnline,
    )
    a.close()
  })
})
