import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Message } from '../../server/contract/conversations.ts'
import { handover, until, Visitor } from '../support/client.ts'
import { layouts, type Nodes, startNodes } from '../support/nodes.ts'

const seqs = (messages: Message[]) => messages.map(({ seq }) => seq)
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)

describe.each(layouts)('/chat on %s', (layout) => {
  let nodes: Nodes

  beforeAll(async () => {
    nodes = await startNodes(layout)
  })

  afterAll(async () => {
    await nodes.close()
  })

  const count = async () =>
    (await nodes.forVisitors.app.db.read.selectFrom('conversations').select('id').execute()).length

  test('a session is stored nowhere before the first message, which binds its token', async () => {
    const before = await count()
    const visitor = nodes.visitor()
    const { token, ...session } = await visitor.session()
    expect(session).toEqual({ visitor: expect.any(String), conversation: null, seq: 0 })
    expect(await count()).toBe(before)
    const said = await visitor.say('hola')
    expect(said).toEqual({
      ok: true,
      message: {
        id: expect.any(String),
        conversation: expect.any(String),
        seq: 1,
        at: expect.stringMatching(/Z$/),
      },
    })
    expect(await count()).toBe(before + 1)
    const again = nodes.visitor({ token })
    expect(await again.session()).toMatchObject({
      visitor: session.visitor,
      conversation: said['message'].conversation,
    })
    visitor.close()
    again.close()
  })

  test('the acknowledgement comes before the message, to which one answer follows', async () => {
    const visitor = nodes.visitor()
    await visitor.session()
    const id = randomUUID()
    await new Promise<void>((done) => {
      visitor.socket.emit('message', { id, text: '¿Qué es VeriFactu?' }, (data: unknown) => {
        visitor.heard.push({ event: 'acknowledgement', data })
        done()
      })
    })
    const answer = await visitor.until<Message>('message', ({ author }) => author.kind === 'bot')
    expect(visitor.heard.map(({ event }) => event).filter((event) => event !== 'session')).toEqual([
      'acknowledgement',
      'message',
      'message',
    ])
    expect(visitor.messages()[0]).toMatchObject({ id, seq: 1, author: { kind: 'visitor' } })
    expect(answer).toMatchObject({ seq: 2, answer: { decision: expect.any(String) } })
    expect(Object.keys(answer.answer ?? {}).sort()).toEqual([
      'alternatives',
      'citations',
      'confidence',
      'decision',
      'lang',
      'rephrased',
      'route',
    ])
    visitor.close()
  })

  test('the same id is one message: same text repeats the acknowledgement, another is refused', async () => {
    const visitor = nodes.visitor()
    await visitor.session()
    const id = randomUUID()
    const [first, second] = await Promise.all([visitor.say('uno', id), visitor.say('uno', id)])
    expect(second).toEqual(first)
    expect(await visitor.say('uno', id)).toEqual(first)
    expect(await visitor.say('otro', id)).toMatchObject({
      ok: false,
      error: { type: '/problems/message-id-reused', status: 422 },
    })
    await visitor.until<Message>('message', ({ author }) => author.kind === 'bot')
    const { conversation } = first['message']
    const { messages, last } = await visitor.ask('sync', { conversation, after: 0 })
    expect(seqs(messages)).toEqual([1, 2])
    expect(last).toBe(2)
    visitor.close()
  })

  test('two tabs hear everything once and in order, whichever of them speaks', async () => {
    const one = nodes.visitor()
    const { token } = await one.session()
    const two = new Visitor(nodes.forStaff.url, { token })
    await two.session()
    const texts = Array.from({ length: 10 }, (_, index) => `línea ${index}`)
    await Promise.all(texts.map((text, index) => (index % 2 ? one : two).say(text)))
    for (const tab of [one, two]) {
      await until(
        () => tab.messages().length >= 20 || undefined,
        () => `heard ${seqs(tab.messages())}`,
      )
      expect(seqs(tab.messages())).toEqual(upTo(20))
    }
    expect(two.messages()).toEqual(one.messages())
    one.close()
    two.close()
  })

  test('sync gives what came after, in order, and what the pushes were', async () => {
    const visitor = nodes.visitor()
    const { conversation } = await visitor.handOver()
    for (const text of ['a', 'b', 'c']) await visitor.say(text)
    await visitor.until<Message>('message', ({ text }) => text === 'c')
    const all = await visitor.ask('sync', { conversation, after: 0 })
    expect(seqs(all['messages'])).toEqual(upTo(all['last']))
    expect(all['messages']).toEqual(visitor.messages())
    const rest = await visitor.ask('sync', { conversation, after: all['last'] - 2 })
    expect(rest['messages']).toEqual(all['messages'].slice(-2))
    const none = await visitor.ask('sync', { conversation, after: all['last'] + 5 })
    expect(none).toEqual({ ok: true, messages: [], last: all['last'] })
    visitor.close()
  })

  test('R3: on a new connection nothing falls between reading the gap and hearing what follows', async () => {
    const writer = nodes.visitor()
    const { conversation } = await writer.handOver()
    const { token } = await writer.session()
    let isWriting = true
    const writing = (async () => {
      for (let line = 0; isWriting; line++) await writer.say(`línea ${line}`)
    })()
    for (let round = 0; round < 25; round++) {
      const reader = nodes.visitor({ token })
      const { seq } = await reader.session()
      const { messages } = await reader.ask('sync', { conversation, after: seq })
      const read = seq + messages.length
      await reader.until<Message>('message', (message) => message.seq > read + 2)
      const heard = seqs(reader.messages())
      reader.close()
      expect(heard).toEqual(heard.map((_, index) => (heard[0] ?? 0) + index))
      expect(heard[0]).toBeLessThanOrEqual(read + 1)
    }
    isWriting = false
    await writing
    writer.close()
  })

  test('bad payloads and events are acknowledged with the problem, and the connection stands', async () => {
    const visitor = nodes.visitor({ lang: 'en' })
    const { conversation } = await visitor.handOver()
    const paths = async (event: string, data: unknown) => {
      const { ok, error } = await visitor.ask(event, data)
      expect({ ok, type: error.type, status: error.status }).toEqual({
        ok: false,
        type: '/problems/invalid-input',
        status: 400,
      })
      expect(error.title).toMatch(/^[A-Z]/)
      return error.errors.map(({ path }: { path: string }) => path).sort()
    }
    expect(await paths('message', { id: 'x', text: '' })).toEqual(['id', 'text'])
    expect(await paths('message', { id: randomUUID(), text: 'x', extra: 1 })).toEqual(['extra'])
    expect(await paths('sync', { conversation, after: -1 })).toEqual(['after'])
    expect(await paths('read', { conversation, seq: 1.5 })).toEqual(['seq'])
    expect(await paths('typing', {})).toEqual(['conversation'])
    expect(await paths('handover', { ...handover(conversation), consent: false })).toEqual([
      'consent',
    ])
    expect(await visitor.ask('nonsense', {})).toMatchObject({ ok: false, error: { status: 400 } })
    expect((await visitor.say('still here')).ok).toBe(true)
    visitor.close()
  })

  test('an unknown office is refused at the door, with the problem as data', async () => {
    const visitor = nodes.visitor({ office: 'no-such-office' })
    await until(() => visitor.refusal)
    expect(visitor.refusal).toMatchObject({ status: 400, errors: [{ path: 'office' }] })
    visitor.close()
  })
})
