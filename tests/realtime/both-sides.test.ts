import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChatPresence, ConversationState } from '../../server/contract/conversations.ts'
import { type Client, until } from '../support/client.ts'
import { change, layouts, type Nodes, startNodes } from '../support/nodes.ts'

describe.each(layouts)('visitor and advisor on %s', (layout) => {
  let nodes: Nodes
  let ana: Client

  beforeAll(async () => {
    nodes = await startNodes(layout)
    ana = await nodes.staff({ name: 'Ana Belén Ruiz' })
  })

  afterAll(async () => {
    await nodes.close()
  })

  test('typing goes from each side to the other', async () => {
    const visitor = nodes.visitor()
    const { conversation, ticket } = await visitor.handOver()
    const [desk, stranger] = [
      await ana.desk().connected(),
      await (await nodes.staff({ office: 'granada-biotech' })).desk().connected(),
    ]
    expect(await visitor.ask('typing', { conversation })).toEqual({ ok: true })
    expect(await desk.until('typing')).toEqual({
      ticket: ticket.number,
      author: { kind: 'visitor' },
    })
    expect(await desk.ask('typing', { ticket: ticket.number })).toEqual({ ok: true })
    expect(await visitor.until('typing')).toEqual({
      conversation,
      author: { kind: 'advisor', name: 'Ana Belén Ruiz' },
    })
    const colleague = await (await nodes.staff({ name: 'Luis Soto' })).desk().connected()
    await colleague.ask('typing', { ticket: ticket.number })
    await desk.until<{ author: { name?: string } }>(
      'typing',
      ({ author }) => author.name === 'Luis Soto',
    )
    expect(stranger.heard.filter(({ event }) => event !== 'staff')).toEqual([])
    for (const line of [visitor, desk, stranger, colleague]) line.close()
  })

  test('an event whose sender wants no acknowledgement is heard all the same', async () => {
    const visitor = nodes.visitor()
    const { conversation } = await visitor.handOver()
    const desk = await ana.desk().connected()
    visitor.socket.emit('typing', { conversation })
    await desk.until('typing')
    visitor.socket.emit('nonsense')
    visitor.socket.emit('typing')
    expect((await visitor.say('sigue ahí')).ok).toBe(true)
    visitor.close()
    desk.close()
  })

  test('read marks reach the other side, and never go back or beyond the last message', async () => {
    const visitor = nodes.visitor()
    const { conversation, ticket } = await visitor.handOver()
    const { number } = ticket
    const desk = await ana.desk().connected()
    const reply = await desk.ask('message', {
      id: randomUUID(),
      ticket: number,
      text: 'Hola',
      visibility: 'public',
    })
    const { seq } = reply['message']
    expect(await visitor.ask('read', { conversation, seq })).toEqual({ ok: true })
    await desk.until<{ ticket: string; visitorRead: number }>(
      'presence',
      (told) => told.ticket === number && told.visitorRead === seq,
    )
    await visitor.ask('read', { conversation, seq: 1 })
    await visitor.ask('read', { conversation, seq: 999 })
    expect((await ana.get(`/api/v1/tickets/${number}`)).json.visitorRead).toBe(seq)

    const said = await visitor.say('¿Y bien?')
    const seen = said['message'].seq
    expect(await desk.ask('read', { ticket: number, seq: seen })).toEqual({ ok: true })
    await visitor.until<ConversationState>('conversation', ({ staffRead }) => staffRead === seen)
    await desk.ask('read', { ticket: number, seq: 1 })
    await visitor.say('Otra línea')
    const again = nodes.visitor({ token: (await visitor.session()).token })
    expect(await again.until('conversation')).toMatchObject({ staffRead: seen, visitorRead: seq })
    for (const line of [visitor, desk, again]) line.close()
  })

  test('a visitor hears when the first advisor of the office arrives and when the last one leaves', async () => {
    const visitor = nodes.visitor()
    const { conversation } = await visitor.handOver({
      company: { name: 'Software Ortega', nace: 'J' },
    })
    const heard = () =>
      visitor.all<ChatPresence>('presence').map(({ someoneThere }) => someoneThere)
    await until(() => heard().length > 0 || undefined)
    expect(visitor.all<ChatPresence>('presence')[0]).toEqual({ conversation, someoneThere: false })
    const eva = await nodes.staff({ office: 'granada-biotech' })
    const one = await eva.desk().connected()
    await until(() => heard().at(-1) || undefined)
    const two = await eva.desk().connected()
    one.close()
    const late = nodes.visitor({ token: (await visitor.session()).token })
    expect(await late.until('presence')).toEqual({ conversation, someoneThere: true })
    expect(heard().lastIndexOf(false)).toBeLessThan(heard().indexOf(true))
    two.close()
    await until(() => heard().at(-1) === false || undefined)
    visitor.close()
    late.close()
  })

  test('the page hears what becomes of its ticket', async () => {
    const visitor = nodes.visitor()
    const { ticket } = await visitor.handOver()
    const { number } = ticket
    const state = (test: (ticket: NonNullable<ConversationState['ticket']>) => boolean) =>
      visitor.until<ConversationState>(
        'conversation',
        (told) => told.ticket !== null && test(told.ticket),
      )
    await state((told) => told.number === number && told.status === 'open' && !told.advisor)
    await change(ana, number, { assignee: 'me' })
    await state(({ advisor }) => advisor === 'Ana Belén Ruiz')
    await ana.post(`/api/v1/tickets/${number}/messages`, {
      id: randomUUID(),
      text: 'Hola',
      visibility: 'public',
    })
    await state(({ status }) => status === 'waiting')
    await change(ana, number, { status: 'resolved' })
    await state(({ status }) => status === 'resolved')
    visitor.close()
  })
})
