import { describe, expect, test } from 'vitest'
import { nextToSend, openOutbox } from '../../../client/widget/conversations/outbox.ts'
import { openStore } from '../../../client/widget/platform/store.ts'
import { memoryStorage } from './memory-storage.ts'

const PREFIX = 'otd-support:office:'

function tab(storage: Storage | null, now = () => 1_000) {
  let count = 0
  const name = Math.random().toString(36).slice(2)
  const id = () => `${name}-${++count}`
  return openOutbox(openStore(PREFIX, storage), { id, now })
}

const texts = (items: readonly { text: string }[]) => items.map(({ text }) => text)

describe('outbox', () => {
  test('keeps texts in the order they were written, even within one millisecond', () => {
    const outbox = tab(memoryStorage())
    for (const text of ['uno', 'dos', 'tres']) outbox.add(text)
    expect(texts(outbox.all())).toEqual(['uno', 'dos', 'tres'])
  })

  test('keeps the order when the clock was set back in between', () => {
    const storage = memoryStorage()
    tab(storage, () => 5_000).add('antes')
    tab(storage, () => 1_000).add('después')
    expect(texts(tab(storage).all())).toEqual(['antes', 'después'])
  })

  test('survives a reload with the same ids', () => {
    const storage = memoryStorage()
    const { id } = tab(storage).add('uno')
    expect(tab(storage).find(id)).toMatchObject({ id, text: 'uno' })
  })

  test('what one tab settles is gone for the other, and neither loses the other’s texts', () => {
    const storage = memoryStorage()
    const [a, b] = [tab(storage), tab(storage)]
    const first = a.add('de A')
    b.add('de B')
    b.settle(first.id)
    expect(texts(a.all())).toEqual(['de B'])
  })

  test('a text refused for good does not hold up the rest, and can be tried again with its id', () => {
    const outbox = tab(memoryStorage())
    const bad = outbox.add('malo')
    outbox.add('bueno')
    outbox.refuse(bad.id, 'No vale.')
    expect(nextToSend(outbox.all())?.text).toBe('bueno')
    expect(outbox.find(bad.id)?.refusal).toBe('No vale.')
    outbox.retry(bad.id)
    expect(nextToSend(outbox.all())).toEqual(bad)
  })

  test('works in memory where the browser keeps nothing', () => {
    const outbox = tab(null)
    outbox.add('uno')
    expect(texts(outbox.all())).toEqual(['uno'])
  })

  test('passes over entries that are not its own', () => {
    const storage = memoryStorage()
    storage.setItem(`${PREFIX}out:x`, '{"id":1}')
    storage.setItem(`${PREFIX}out:y`, 'no json')
    storage.setItem('other:out:z', '{"id":"z","text":"z","order":1}')
    expect(tab(storage).all()).toEqual([])
  })
})
