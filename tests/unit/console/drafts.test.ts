import { describe, expect, test } from 'vitest'
import { Preferences } from '../../../client/console/platform/preferences.ts'
import { DraftBook, withParagraph } from '../../../client/console/tickets/drafts.ts'
import { FakeStorage } from './fixtures.ts'

const open = (storage: Storage, owner = 'ana') => new DraftBook(new Preferences(storage), owner)

describe('a draft', () => {
  test('is there again after a reload, by ticket, kind and owner', () => {
    const storage = new FakeStorage()
    open(storage).write('GR-1', 'public', 'Hola', 4)
    const again = open(storage)
    expect(again.get('GR-1', 'public')).toMatchObject({ text: 'Hola', seq: 4 })
    expect(again.get('GR-1', 'internal').text).toBe('')
    expect(again.get('GR-2', 'public').text).toBe('')
    expect(open(storage, 'diego').get('GR-1', 'public').text).toBe('')
  })

  test('remembers what its writer had seen at the first keystroke', () => {
    const drafts = open(new FakeStorage())
    drafts.write('GR-1', 'public', 'H', 4)
    drafts.write('GR-1', 'public', 'Ho', 6)
    expect(drafts.get('GR-1', 'public').seq).toBe(4)
    drafts.catchUp('GR-1', 'public', 6)
    expect(drafts.get('GR-1', 'public')).toMatchObject({ text: 'Ho', seq: 6 })
  })

  test('leaves nothing behind once it is sent', () => {
    const storage = new FakeStorage()
    const drafts = open(storage)
    drafts.write('GR-1', 'public', 'Hola', 4)
    drafts.clear('GR-1', 'public')
    expect(storage.length).toBe(0)
    expect(drafts.get('GR-1', 'public').text).toBe('')
  })

  test('works where nothing can be stored, and says so', () => {
    const drafts = open(new FakeStorage(true))
    drafts.write('GR-1', 'public', 'Hola', 4)
    expect(drafts.get('GR-1', 'public').text).toBe('Hola')
    expect(drafts.isKept.get()).toBe(false)
  })

  test.each(['', 'null', '{"text":3}', '[', '{"text":"x"}'])('survives rubbish: %s', (rubbish) => {
    const storage = new FakeStorage()
    storage.setItem('otd-console:draft:ana:GR-1:public', rubbish)
    expect(open(storage).get('GR-1', 'public')).toMatchObject({ text: '', seq: 0 })
  })
})

test.each([
  ['', 'Guía: https://x.example', 'Guía: https://x.example\n'],
  ['Hola', 'Guía', 'Hola\n\nGuía\n'],
  ['Hola\n\n', 'Guía', 'Hola\n\nGuía\n'],
])('an insertion becomes a paragraph of its own', (text, paragraph, expected) => {
  expect(withParagraph(text, paragraph)).toBe(expected)
})
