import { describe, expect, test } from 'vitest'
import { Preferences } from '../../../client/console/platform/preferences.ts'
import { DraftSync } from '../../../client/console/tickets/draft-sync.ts'
import { DraftBook } from '../../../client/console/tickets/drafts.ts'
import type { TicketDraft } from '../../../server/contract/drafts.ts'
import { FakeStorage } from './fixtures.ts'

const KEY = ['GR-1', 'public'] as const
const theirs = (text: string, version = 'v1', updatedAt = '2020-01-01T00:00:00.000Z') =>
  ({ kind: 'reply', text, seq: 3, actions: {}, version, updatedAt }) satisfies TicketDraft
const open = () => new DraftBook(new Preferences(new FakeStorage()), 'ana')
const later = '2999-01-01T00:00:00.000Z'

describe('a draft of two devices', () => {
  test('comes to the one that has none', () => {
    const book = open()
    book.merge(...KEY, theirs('Hola'))
    expect(book.get(...KEY)).toMatchObject({ text: 'Hola', base: 'v1', isSaved: true })
    expect(book.older(...KEY)).toBe(undefined)
  })

  test('goes where it was sent from the other one', () => {
    const book = open()
    book.merge(...KEY, theirs('Hola'))
    book.merge(...KEY, undefined)
    expect(book.get(...KEY).text).toBe('')
  })

  test('that was never saved stays where the other has none', () => {
    const book = open()
    book.write(...KEY, 'Hola', 1)
    book.merge(...KEY, undefined)
    expect(book.get(...KEY).text).toBe('Hola')
    expect(book.unsaved()).toEqual([{ ticket: 'GR-1', kind: 'public' }])
  })

  test('the later text stands, and the other one is offered', () => {
    const mine = open()
    mine.write(...KEY, 'lo mío', 1)
    mine.merge(...KEY, theirs('lo de antes'))
    expect([mine.get(...KEY).text, mine.older(...KEY)]).toEqual(['lo mío', 'lo de antes'])
    const other = open()
    other.write(...KEY, 'lo mío', 1)
    other.merge(...KEY, theirs('lo nuevo', 'v1', later))
    expect([other.get(...KEY).text, other.older(...KEY)]).toEqual(['lo nuevo', 'lo mío'])
    other.takeOlder(...KEY, 1)
    expect([other.get(...KEY).text, other.older(...KEY)]).toEqual(['lo mío', 'lo nuevo'])
  })

  test('what goes on from the same copy is nobody’s conflict', () => {
    const book = open()
    book.merge(...KEY, theirs('Hola'))
    book.write(...KEY, 'Hola, Manuel', 3)
    book.merge(...KEY, theirs('Hola', 'v1', later))
    expect([book.get(...KEY).text, book.older(...KEY)]).toEqual(['Hola, Manuel', undefined])
  })

  test('what was emptied here before the service knew of it stays empty', () => {
    const storage = new FakeStorage()
    const book = new DraftBook(new Preferences(storage), 'ana')
    book.merge(...KEY, theirs('Hola'))
    book.clear(...KEY)
    const again = new DraftBook(new Preferences(storage), 'ana')
    again.merge(...KEY, theirs('Hola'))
    expect(again.get(...KEY).text).toBe('')
    expect(again.unsaved()).toHaveLength(1)
  })
})

test('the service gets what was written last, and what it replaced comes back', async () => {
  const book = open()
  const saved: string[] = []
  const sync = new DraftSync({
    book,
    isPassing: () => true,
    load: async () => [],
    save: async (_ticket, _kind, { text, base }) => {
      saved.push(`${base} ${text}`)
      if (saved.length === 1) book.write(...KEY, 'uno dos', 1)
      return {
        draft: theirs(text, `v${saved.length}`),
        replaced: saved.length === 1 ? { text: 'de otro', updatedAt: later } : null,
      }
    },
  })
  const stop = sync.open()
  book.write(...KEY, 'uno', 1)
  sync.release()
  await expect.poll(() => saved, { timeout: 10_000 }).toEqual(['null uno', 'v1 uno dos'])
  await expect.poll(() => book.get(...KEY).isSaved).toBe(true)
  expect(book.older(...KEY)).toBe('de otro')
  stop()
})

test('what was read before a save and arrives after it takes nothing away', async () => {
  const book = open()
  let arrive = (_items: TicketDraft[]) => {}
  const late = new Promise<TicketDraft[]>((resolve) => {
    arrive = resolve
  })
  const sync = new DraftSync({
    book,
    isPassing: () => true,
    load: () => late,
    save: async (_ticket, _kind, { text }) => ({ draft: theirs(text, 'v1'), replaced: null }),
  })
  const loading = sync.load('GR-1')
  book.write(...KEY, 'recién escrito', 1)
  sync.release()
  await expect.poll(() => book.get(...KEY).isSaved).toBe(true)
  arrive([])
  await loading
  expect(book.get(...KEY).text).toBe('recién escrito')
})
