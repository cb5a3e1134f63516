import { describe, expect, test } from 'vitest'
import { Preferences } from '../../../client/console/platform/preferences.ts'
import { TimeBook } from '../../../client/console/time/timer.ts'
import { FakeStorage } from './fixtures.ts'

const SECOND = 1_000
const open = (storage: Storage, owner = 'ana') => new TimeBook(new Preferences(storage), owner)

describe('the timer', () => {
  test('proposes whole minutes, by ticket and person, also after a reload', () => {
    const storage = new FakeStorage()
    const book = open(storage)
    for (let tick = 0; tick < 18; tick++) book.add('GR-1', 5 * SECOND)
    book.add('GR-2', 5 * SECOND)
    expect(open(storage).minutes('GR-1')).toBe(2)
    expect(open(storage).minutes('GR-2')).toBe(0)
    expect(open(storage, 'diego').minutes('GR-1')).toBe(0)
  })

  test('does not take a sleeping computer for work', () => {
    const book = open(new FakeStorage())
    book.add('GR-1', 8 * 60 * 60 * SECOND)
    expect(book.minutes('GR-1')).toBe(0)
  })

  test('begins anew once its minutes are written down, and reads nonsense as nothing', () => {
    const storage = new FakeStorage()
    const book = open(storage)
    for (let tick = 0; tick < 12; tick++) book.add('GR-1', 5 * SECOND)
    expect(book.minutes('GR-1')).toBe(1)
    book.clear('GR-1')
    expect(book.minutes('GR-1')).toBe(0)
    new Preferences(storage).set('time:ana:GR-1', 'x')
    expect(open(storage).minutes('GR-1')).toBe(0)
  })
})
