import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TicketList } from '../../server/contract/tickets.ts'
import { type Client, until } from '../support/client.ts'
import { newTicket, readTicket } from '../support/desk.ts'
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

  test('notes reach colleagues and never the visitor', async () => {
    const { visitor, number, conversation } = await newTicket(service)
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
    const { visitor, number } = await newTicket(service)
    const { etag } = await readTicket(ana, number)
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
    const { visitor, number } = await newTicket(service)
    const { etag } = await readTicket(ana, number)
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
    expect((await readTicket(ana, number)).ticket.version).toBe(2)
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
    const { ticket } = await readTicket(ana, answers[0]?.json.number)
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

  test('watchers see each other, and presence tells when the visitor comes and goes', async () => {
    const { visitor, number } = await newTicket(service)
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
