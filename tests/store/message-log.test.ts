import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NewMessage } from '../../server/conversations/service.ts'
import { messagesAfter } from '../../server/conversations/service.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

describe.each(ENGINES)('the message log on %s', (engine) => {
  let service: Service

  beforeAll(async () => {
    service = await startService({ engine })
  })

  afterAll(async () => {
    await service.close()
  })

  const log = () => service.app.conversations.log
  const read = (conversationId: string) =>
    messagesAfter(service.app.db.read, conversationId, 0, 10_000)

  function message(conversationId: string, overrides: Partial<NewMessage> = {}): NewMessage {
    return {
      conversationId,
      id: randomUUID(),
      author: { kind: 'system', id: null, name: null },
      text: 'hola',
      answer: null,
      isPublic: true,
      at: new Date().toISOString(),
      create: { visitorId: randomUUID(), officeSlug: null, lang: 'es' },
      ...overrides,
    }
  }

  test('counts public messages without a gap, however many arrive at once', async () => {
    const conversations = Array.from({ length: 20 }, () => randomUUID())
    const all = Array.from({ length: 400 }, (_, index) =>
      message(conversations[index % 20] ?? '', { text: `line ${index}` }),
    )
    await Promise.all(all.map((one) => log().append(one)))
    for (const conversation of conversations) {
      const rows = await read(conversation)
      expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    }
  })

  test('keeps the order in which one sender wrote', async () => {
    const conversation = randomUUID()
    const texts = Array.from({ length: 50 }, (_, index) => `line ${index}`)
    await Promise.all(texts.map((text) => log().append(message(conversation, { text }))))
    expect((await read(conversation)).map(({ text }) => text)).toEqual(texts)
  })

  test('gives the first result for a repeated id, also inside one batch', async () => {
    const conversation = randomUUID()
    const once = message(conversation, { text: 'only once' })
    const results = await Promise.all([log().append(once), log().append(once), log().append(once)])
    expect(results.map(({ outcome }) => outcome).sort()).toEqual([
      'appended',
      'repeated',
      'repeated',
    ])
    expect(await log().append(once)).toMatchObject({ outcome: 'repeated', message: { seq: 1 } })
    expect(await read(conversation)).toHaveLength(1)
  })

  test('refuses another text under a known id and stores nothing', async () => {
    const conversation = randomUUID()
    const first = message(conversation)
    await log().append(first)
    const other = await log().append({ ...first, text: 'another text' })
    expect(other).toMatchObject({ outcome: 'reused' })
    expect((await read(conversation)).map(({ text }) => text)).toEqual(['hola'])
  })

  test('the same id in two conversations is two messages', async () => {
    const [a, b] = [randomUUID(), randomUUID()]
    const id = randomUUID()
    const results = await Promise.all([
      log().append(message(a, { id })),
      log().append(message(b, { id })),
    ])
    expect(results.map(({ outcome }) => outcome)).toEqual(['appended', 'appended'])
  })

  test('notes take no seq and leave no gap', async () => {
    const conversation = randomUUID()
    await log().append(message(conversation))
    const note = await log().append(message(conversation, { isPublic: false, text: 'note' }))
    const next = await log().append(message(conversation))
    expect(note).toMatchObject({ outcome: 'appended', message: { seq: null } })
    expect(next).toMatchObject({ message: { seq: 2 } })
    expect((await read(conversation)).map(({ seq }) => seq)).toEqual([1, 2])
  })

  test('an unknown conversation without a beginning is refused', async () => {
    const { create: _, ...orphan } = message(randomUUID())
    expect(await log().append(orphan)).toEqual({ outcome: 'unknown-conversation' })
  })

  test('keeps emoji, right-to-left text, combining marks and NFC apart from NFD byte by byte', async () => {
    const conversation = randomUUID()
    const texts = [
      '👩‍👩‍👧‍👦',
      '\u202Egnirts',
      'e\u0301',
      '\u00e9',
      'a\u0300'.repeat(1000),
      '\uFEFFx',
      '\u{F0000}',
    ]
    for (const text of texts) await log().append(message(conversation, { text }))
    expect((await read(conversation)).map(({ text }) => text)).toEqual(texts)
  })

  test('a failing transaction takes nothing of its neighbours with it', async () => {
    const conversation = randomUUID()
    const failing = service.app.db.inTransaction(async (tx) => {
      await service.app.conversations.log.appendIn(tx, [message(conversation)])
      throw new Error('on purpose')
    })
    const fine = log().append(message(randomUUID()))
    await expect(failing).rejects.toThrow('on purpose')
    expect((await fine).outcome).toBe('appended')
    expect(await read(conversation)).toEqual([])
  })
})
