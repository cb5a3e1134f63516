import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TicketMessage, TicketRow } from '../../server/contract/tickets.ts'
import { type Client, type Line, until } from '../support/client.ts'
import { change, layouts, type Nodes, startNodes } from '../support/nodes.ts'

type Presence = { ticket: string; visitorOnline: boolean }

describe.each(layouts)('/desk on %s', (layout) => {
  let nodes: Nodes
  let ana: Client
  /** Everyone in whose scope the office lies, and everyone else who has a desk. */
  let inside: Line[]
  let outside: Line[]

  beforeAll(async () => {
    nodes = await startNodes(layout)
    ana = await nodes.staff({ name: 'Ana Belén Ruiz' })
    const open = async (...people: Promise<Client>[]) =>
      await Promise.all((await Promise.all(people)).map((client) => client.desk().connected()))
    inside = await open(
      Promise.resolve(ana),
      nodes.staff({ name: 'Luis Soto' }),
      nodes.staff({ role: 'office-admin' }),
      nodes.staff({ role: 'programme-manager', region: 'ES61' }),
      nodes.staff({ role: 'admin' }),
    )
    outside = await open(
      nodes.staff({ office: 'granada-biotech' }),
      nodes.staff({ role: 'programme-manager', region: 'ES24' }),
      nodes.staff({ role: 'editor' }),
    )
  })

  afterAll(async () => {
    const heard = outside.flatMap((line) => line.heard)
    expect(heard.filter(({ event }) => event !== 'staff')).toEqual([])
    for (const line of [...inside, ...outside]) line.close()
    await nodes.close()
  })

  const untilAll = async <T>(event: string, test: (data: T) => boolean) =>
    await Promise.all(inside.map((line) => line.until<T>(event, test)))

  test('a new ticket appears at every desk of its office, as its list would show it', async () => {
    const visitor = nodes.visitor()
    const { ticket } = await visitor.handOver()
    const rows = await untilAll<TicketRow>('ticket', ({ number }) => number === ticket.number)
    for (const row of rows) expect(TicketRow.parse(row)).toMatchObject({ status: 'open' })
    const { items } = (await ana.get('/api/v1/tickets')).json
    expect(rows[0]).toEqual(items.find(({ number }: TicketRow) => number === ticket.number))
    visitor.close()
  })

  test('changes of status and assignment reach every desk with a growing version', async () => {
    const visitor = nodes.visitor()
    const { number } = (await visitor.handOver()).ticket
    const untilRow = (test: (row: TicketRow) => boolean) =>
      untilAll<TicketRow>('ticket', (row) => row.number === number && test(row))
    await change(ana, number, { assignee: 'me' })
    await untilRow(({ assignee }) => assignee?.name === 'Ana Belén Ruiz')
    await ana.post(`/api/v1/tickets/${number}/messages`, {
      id: randomUUID(),
      text: 'Hola',
      visibility: 'public',
    })
    await untilRow(({ status }) => status === 'waiting')
    await visitor.say('Gracias')
    await untilRow(({ status, version }) => status === 'open' && version > 2)
    await change(ana, number, { status: 'resolved' })
    await untilRow(({ status }) => status === 'resolved')
    await change(ana, number, { assignee: 'none', status: 'open' })
    await untilRow(({ version }) => version === 6)
    for (const line of inside) {
      const versions = line
        .all<TicketRow>('ticket')
        .filter((row) => row.number === number)
        .map(({ version }) => version)
      // A row is read when it is told, so two quick changes may be told as the later one, twice.
      expect(versions).toEqual([...versions].sort())
      expect(versions).toHaveLength(6)
    }
    visitor.close()
  })

  test('who hears what the company wrote already knows what it did to the ticket', async () => {
    const visitor = nodes.visitor()
    const { number } = (await visitor.handOver()).ticket
    const answer = { id: randomUUID(), text: 'Hola', visibility: 'public' }
    await ana.post(`/api/v1/tickets/${number}/messages`, answer)
    await untilAll<TicketRow>('ticket', (row) => row.number === number && row.status === 'waiting')
    await visitor.say('Ya estoy')
    const isReply = ({ ticket, text }: TicketMessage) => ticket === number && text === 'Ya estoy'
    await untilAll<TicketMessage>('message', isReply)
    for (const { heard } of inside) {
      const reply = heard.findIndex((one) => isReply(one.data as TicketMessage))
      const row = heard
        .slice(0, reply)
        .findLast((one) => one.event === 'ticket' && (one.data as TicketRow).number === number)
      expect(row?.data).toMatchObject({ status: 'open' })
    }
    visitor.close()
  })

  test('what both sides say is heard at every desk once and in order, notes among it', async () => {
    const visitor = nodes.visitor()
    const { number } = (await visitor.handOver()).ticket
    const [desk] = inside as [Line]
    const say = (text: string, visibility: 'public' | 'internal') =>
      desk.ask('message', { id: randomUUID(), ticket: number, text, visibility })
    for (let turn = 0; turn < 5; turn++) {
      await Promise.all([
        visitor.say(`pregunta ${turn}`),
        say(`respuesta ${turn}`, 'public'),
        say(`nota ${turn}`, 'internal'),
      ])
    }
    const { json } = await ana.get(`/api/v1/tickets/${number}/messages`)
    const listed: TicketMessage[] = json.items
    const isSaid = ({ text }: TicketMessage) => /^(pregunta|respuesta|nota)/.test(text)
    expect(listed.filter(isSaid)).toHaveLength(15)
    for (const line of inside) {
      const heard = () =>
        line.all<TicketMessage>('message').filter((each) => each.ticket === number && isSaid(each))
      await until(
        () => heard().length >= 15 || undefined,
        () => `heard ${heard().map(({ text }) => text)}`,
      )
      const bySeq = (messages: TicketMessage[]) => messages.filter(({ seq }) => seq !== null)
      expect(bySeq(heard())).toEqual(bySeq(listed.filter(isSaid)))
      const notes = heard().filter(({ seq }) => seq === null)
      expect(new Set(notes.map(({ id }) => id)).size).toBe(5)
      for (const each of heard()) TicketMessage.parse(each)
    }
    expect(visitor.messages().some(({ text }) => text.startsWith('nota'))).toBe(false)
    visitor.close()
  })

  test('a message is acknowledged when it is stored, once for each id', async () => {
    const visitor = nodes.visitor()
    const { ticket } = await visitor.handOver()
    const [desk] = inside as [Line]
    const message = { id: randomUUID(), ticket: ticket.number, text: 'Hola', visibility: 'public' }
    const first = await desk.ask('message', message)
    expect(first).toMatchObject({
      ok: true,
      message: { id: message.id, ticket: ticket.number, seq: expect.any(Number) },
    })
    expect(await desk.ask('message', message)).toEqual(first)
    expect(await desk.ask('message', { ...message, text: 'Otra cosa' })).toMatchObject({
      ok: false,
      error: { type: '/problems/message-id-reused', status: 422 },
    })
    expect(await desk.ask('message', { ...message, visibility: 'secret', id: 1 })).toMatchObject({
      ok: false,
      error: { type: '/problems/invalid-input', errors: [{ path: 'id' }, { path: 'visibility' }] },
    })
    expect(await desk.ask('watch', { ticket: 'GR-999999' })).toMatchObject({
      error: { status: 404 },
    })
    visitor.close()
  })

  test('every desk sees the visitor come and go; two tabs are one visitor', async () => {
    const visitor = nodes.visitor()
    const { number } = (await visitor.handOver()).ticket
    const { token } = await visitor.session()
    const presence = (line: Line) =>
      line
        .all<Presence>('presence')
        .filter(({ ticket }) => ticket === number)
        .map(({ visitorOnline }) => visitorOnline)
    const second = nodes.visitor({ token })
    await second.session()
    visitor.close()
    // The other tab is still there, so the next message finds nobody gone.
    await second.say('sigo aquí')
    await untilAll<TicketMessage>('message', ({ text, ticket }) => {
      return ticket === number && text === 'sigo aquí'
    })
    for (const line of inside) expect(presence(line)).not.toContain(false)
    second.close()
    await untilAll<Presence>('presence', (told) => told.ticket === number && !told.visitorOnline)
    const back = nodes.visitor({ token })
    for (const line of inside) await until(() => presence(line).at(-1) || undefined)
    expect((await ana.get(`/api/v1/tickets/${number}`)).json.visitorOnline).toBe(true)
    back.close()
  })

  test('who watches is told to the others who watch, also when one looks away', async () => {
    const visitor = nodes.visitor()
    const { number } = (await visitor.handOver()).ticket
    const [first, second] = inside as [Line, Line]
    const names = (line: Line) =>
      line
        .all<{ ticket: string; watchers: { name: string }[] }>('watchers')
        .filter(({ ticket }) => ticket === number)
        .at(-1)
        ?.watchers.map(({ name }) => name)
        .sort()
    await first.ask('watch', { ticket: number })
    await second.ask('watch', { ticket: number })
    await until(() => names(first)?.length === 2 || undefined)
    expect(names(first)).toEqual(['Ana Belén Ruiz', 'Luis Soto'])
    expect(await second.ask('watch', { ticket: null })).toEqual({ ok: true, watchers: [] })
    await until(() => names(first)?.length === 1 || undefined)
    expect(names(first)).toEqual(['Ana Belén Ruiz'])
    visitor.close()
  })

  test('a desk needs a session', async () => {
    const line = nodes.forStaff.anonymous.desk({ reconnection: false })
    await until(() => line.refusal)
    expect(line.refusal).toMatchObject({ type: '/problems/sign-in-required', status: 401 })
    line.close()
  })
})
