import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TicketList, type TicketRow } from '../../server/contract/tickets.ts'
import type { Answer, Client } from '../support/client.ts'
import { newTicket, readTicket } from '../support/desk.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const HOUR_MS = 60 * 60 * 1000

describe.each(ENGINES)('properties of tickets on %s', (engine) => {
  let service: Service
  let ana: Client
  let noa: Client

  beforeAll(async () => {
    service = await startService({ engine })
    ana = await service.staff({ name: 'Ana Belén Ruiz' })
    noa = await service.staff({ office: 'granada-biotech' })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  const patch = async (number: string, change: object, client = ana): Promise<Answer> => {
    const { etag } = await readTicket(ana, number)
    return await client.patch(`/api/v1/tickets/${number}`, change, { 'if-match': etag })
  }
  const rows = async (query: string, client = ana): Promise<TicketRow[]> => {
    const answer = await client.get(`/api/v1/tickets?limit=200&${query}`)
    return TicketList.parse(answer.json).items
  }
  const numbers = async (query: string, client = ana) =>
    (await rows(query, client)).map(({ number }) => number)
  const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString()

  test('priority, topic and tags are set in one change, told to colleagues and kept as events', async () => {
    const { visitor, number } = await newTicket(service)
    const luis = await service.staff()
    const desk = await luis.desk().connected()
    const change = { priority: 'urgent', topic: 'cybersecurity', tags: ['#Bono  DIGITAL', 'IVA'] }
    const { status, json } = await patch(number, change)
    expect(status).toBe(200)
    expect(json).toMatchObject({
      version: 2,
      priority: 'urgent',
      topic: { slug: 'cybersecurity', label: 'Ciberseguridad' },
      tags: ['bono digital', 'iva'],
    })
    const heard = await desk.until<TicketRow>('ticket', (row) => row.version === 2)
    expect(heard).toMatchObject({ priority: 'urgent', tags: ['bono digital', 'iva'] })
    const words = json.events.map((event: { words: string }) => event.words)
    expect(words).toContain('Ana Belén Ruiz pone la prioridad urgente')
    expect(words).toContain('Ana Belén Ruiz pone el tema: Ciberseguridad')
    expect(words).toContain('Ana Belén Ruiz etiqueta: bono digital, iva')
    await luis.patch('/api/v1/me', { lang: 'en' })
    const english = await luis.get(`/api/v1/tickets/${number}`)
    expect(english.json.topic.label).toBe('Cybersecurity')
    visitor.close()
    desk.close()
  })

  test('an office’s way of writing a tag is kept, and suggested to that office alone', async () => {
    const [first, second] = [await newTicket(service), await newTicket(service)]
    await patch(first.number, { tags: ['Subvención'] })
    const { json } = await patch(second.number, { tags: ['SUBVENCION', 'subvención'] })
    expect(json.tags).toEqual(['subvención'])
    expect((await ana.get('/api/v1/tags?q=subven')).json.items).toEqual(['subvención'])
    expect((await ana.get('/api/v1/tags?q=%25')).json.items).toEqual([])
    const foreign = '/api/v1/tags?office=granada-construction'
    expect((await noa.get(foreign)).json.items).toEqual([])
    expect((await noa.get('/api/v1/tags')).json.items).toEqual([])
    const { json: without } = await patch(second.number, { tags: [] })
    expect(without.tags).toEqual([])
    expect(without.events[0].words).toMatch(/quita subvención$/)
    expect(await numbers('tag=SUBVENCION')).toEqual([first.number])
    first.visitor.close()
    second.visitor.close()
  })

  test('what is not allowed names its field and the remedy', async () => {
    const { visitor, number } = await newTicket(service)
    const cases: [object, string][] = [
      [{ priority: 'asap' }, 'priority'],
      [{ topic: 'nothing-of-ours' }, 'topic'],
      [{ tags: Array.from({ length: 11 }, (_, n) => `t${n}`) }, 'tags'],
      [{ tags: ['x'.repeat(31)] }, 'tags.0'],
      [{ snoozed: 'someday' }, 'snoozed'],
      [{ snoozed: inHours(-1) }, 'snoozed'],
      [{ snoozed: inHours(24 * 400) }, 'snoozed'],
    ]
    for (const [change, path] of cases) {
      const { status, json } = await patch(number, change)
      expect(status, path).toBe(400)
      expect(json.errors[0].path).toBe(path)
      expect(json.errors[0].message).toMatch(/\.$/)
    }
    await patch(number, { status: 'resolved' })
    const closed = await patch(number, { snoozed: 'reply' })
    expect(closed.json.errors[0].message).toBe('Está cerrada. Ábrela antes de aplazarla.')
    expect((await patch(number, { priority: 'low' }, noa)).status).toBe(404)
    visitor.close()
  })

  test('snoozed until a reply: out of the lists of work, its clock untouched, back by a reply', async () => {
    const { visitor, number } = await newTicket(service)
    const { ticket } = await readTicket(ana, number)
    await patch(number, { assignee: 'me', snoozed: 'reply' })
    for (const view of ['mine', 'open']) expect(await numbers(`view=${view}`)).not.toContain(number)
    expect(await numbers('view=all&snoozed=yes')).toContain(number)
    const counts = (await ana.get('/api/v1/ticket-counts')).json
    for (const view of ['mine', 'open', 'unassigned'] as const) {
      expect(counts[view], view).toBe((await numbers(`view=${view}`)).length)
    }
    const asleep = (await readTicket(ana, number)).ticket
    expect(asleep).toMatchObject({ snoozed: 'reply', status: 'open', dueAt: ticket.dueAt })
    await visitor.say('¿Hay novedades?')
    const awake = (await readTicket(ana, number)).ticket
    expect(awake).toMatchObject({ snoozed: null, status: 'open', dueAt: ticket.dueAt })
    expect(awake.events[0]?.kind).toBe('woken')
    expect(await numbers('view=mine')).toContain(number)
    visitor.close()
  })

  test('snoozed until a time: the sweep wakes it once, also after a restart', async () => {
    const { visitor, number } = await newTicket(service)
    await patch(number, { snoozed: inHours(2) })
    await service.app.snoozes.wake()
    expect((await readTicket(ana, number)).ticket.snoozed).not.toBeNull()
    const { dataDir } = service
    const databaseUrl = service.app.config.secrets.databaseUrl
    const other = engine === 'postgres' ? await startService({ engine, databaseUrl }) : undefined
    const nodes = [service, ...(other ? [other] : [])]
    for (const node of nodes) node.clock.now = new Date(Date.now() + 3 * HOUR_MS)
    await Promise.all(nodes.map((node) => node.app.snoozes.wake()))
    for (const node of nodes) node.clock.now = undefined
    const { ticket } = await readTicket(ana, number)
    expect(ticket).toMatchObject({ snoozed: null, status: 'open' })
    expect(ticket.events.filter(({ kind }) => kind === 'woken')).toHaveLength(1)
    expect(dataDir).toBeTruthy()
    await other?.close()
    visitor.close()
  })

  test('closing wakes without a word; a ticket of a sleeping company wakes by hand too', async () => {
    const { visitor, number } = await newTicket(service)
    await patch(number, { snoozed: 'reply' })
    const { json: woken } = await patch(number, { snoozed: null })
    expect(woken).toMatchObject({ snoozed: null })
    expect(woken.events[0].kind).toBe('unsnoozed')
    await patch(number, { snoozed: inHours(24) })
    const { json: closed } = await patch(number, { status: 'resolved' })
    expect(closed).toMatchObject({ status: 'resolved', snoozed: null })
    const kinds = closed.events.map(({ kind }: { kind: string }) => kind)
    expect(kinds.slice(0, 2)).toEqual(['intervention-made', 'resolved'])
    visitor.close()
  })

  test('every filter narrows, alone and with others, and another office sees nothing by it', async () => {
    const [wanted, other] = [await newTicket(service), await newTicket(service)]
    const tag = `t${randomUUID().slice(0, 8)}`
    await patch(wanted.number, { assignee: 'me', priority: 'high', topic: 'data-ai', tags: [tag] })
    await patch(other.number, { priority: 'low' })
    const filters = [
      ['status=open', 'status=waiting'],
      ['office=granada-construction', 'office=granada-biotech'],
      ['assignee=me', 'assignee=none'],
      ['sector=F', 'sector=J'],
      ['region=ES61', 'region=ES30'],
      ['topic=data-ai', 'topic=cybersecurity'],
      ['channel=chat', 'channel=phone'],
      ['language=es', 'language=en'],
      ['priority=high', 'priority=urgent'],
      ['due=7d', 'due=overdue'],
      ['snoozed=no', 'snoozed=yes'],
    ]
    const all = filters.map(([is]) => is).join('&')
    for (const sort of ['activity', 'due', 'newest', 'oldest']) {
      expect(await numbers(`${all}&tag=${tag}&sort=${sort}`), sort).toEqual([wanted.number])
      for (const [is = '', not = ''] of filters) {
        expect(await numbers(`tag=${tag}&sort=${sort}&${is}`), `${sort} ${is}`).toHaveLength(1)
        expect(await numbers(`tag=${tag}&sort=${sort}&${not}`), `${sort} ${not}`).toEqual([])
      }
    }
    expect(await numbers(`tag=${tag}&age=1`)).toEqual([])
    expect(await numbers(`tag=${tag}`, noa)).toEqual([])
    expect((await ana.get('/api/v1/tickets?sort=best')).status).toBe(400)
    wanted.visitor.close()
    other.visitor.close()
  })

  test('each order holds page by page, over one office and over all, without gaps or repeats', async () => {
    const manager = await service.staff({ role: 'programme-manager', region: 'ES61' })
    const network = await service.staff({ role: 'admin' })
    const keyOf: Record<string, (row: TicketRow) => string> = {
      newest: ({ createdAt }) => createdAt,
      oldest: ({ createdAt }) => createdAt,
      due: ({ dueAt }) => dueAt ?? '9999',
    }
    const cases = Object.keys(keyOf).flatMap((sort) =>
      [ana, manager, network].flatMap((client) =>
        ['', '&priority=normal'].map((filter) => ({ sort, client, filter })),
      ),
    )
    for (const { sort, client, filter } of cases) {
      const whole = await rows(`sort=${sort}${filter}`, client)
      expect(whole.length).toBeGreaterThan(3)
      const keys = whole.map((row) => keyOf[sort]?.(row))
      const sorted = [...keys].sort()
      expect(keys, sort).toEqual(sort === 'newest' ? sorted.reverse() : sorted)
      const paged = await allPages(client, `sort=${sort}${filter}`)
      expect(paged, sort).toEqual(whole.map(({ number }) => number))
    }
    const { nextCursor } = (await ana.get('/api/v1/tickets?limit=1&sort=due')).json
    expect((await ana.get(`/api/v1/tickets?sort=oldest&cursor=${nextCursor}`)).status).toBe(400)
  })

  async function allPages(client: Client, query: string): Promise<string[]> {
    const found: string[] = []
    let cursor = ''
    do {
      const { json } = await client.get(`/api/v1/tickets?limit=2&${query}${cursor}`)
      const page = TicketList.parse(json)
      found.push(...page.items.map(({ number }) => number))
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : ''
    } while (cursor)
    return found
  }

  test('choices are those of the caller’s scope, in its language', async () => {
    const { json } = await ana.get('/api/v1/ticket-choices')
    expect(json.offices).toHaveLength(1)
    expect(json.advisors.map(({ label }: { label: string }) => label)).toContain('Ana Belén Ruiz')
    expect(json.topics).toContainEqual({ value: 'data-ai', label: expect.any(String) })
    expect(json.sectors).toHaveLength(21)
    expect(json.regions).toHaveLength(19)
  })
})
