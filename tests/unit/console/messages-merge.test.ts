import { describe, expect, test } from 'vitest'
import {
  hasGap,
  lastSeq,
  mergeMessages,
  replySince,
} from '../../../client/console/tickets/messages-merge.ts'
import { message, note } from './fixtures.ts'

const ids = (messages: { id: string }[]) => messages.map(({ id }) => id)
const newest = { items: [message(3), note('n1', 4), message(5)], nextCursor: '3|x' }
const older = { items: [message(1), message(2)], nextCursor: null }

describe('a conversation', () => {
  test('runs from the oldest page to what was heard last, each message once', () => {
    const heard = [message(5), message(6), note('n2', 7)]
    expect(ids(mergeMessages([newest, older], heard))).toEqual([
      ...['m1', 'm2', 'm3', 'n1', 'm5', 'm6', 'n2'],
    ])
  })

  test('puts news in its place; of the same moment, the note stands first', () => {
    const heard = [message(7), note('n2', 6), message(6)]
    expect(ids(mergeMessages([newest], heard))).toEqual(['m3', 'n1', 'm5', 'n2', 'm6', 'm7'])
  })

  test('leaves out what was heard before the oldest page that is loaded', () => {
    expect(ids(mergeMessages([newest], [message(1), note('n0', 1)]))).toEqual(['m3', 'n1', 'm5'])
  })

  test('is empty before anything was fetched', () => {
    expect(mergeMessages([], [])).toEqual([])
  })
})

test('a missing number is a gap; notes and the beginning are not', () => {
  expect(hasGap([message(3), note('n1', 4), message(4)])).toBe(false)
  expect(hasGap([message(3), message(5)])).toBe(true)
})

test('the last number counts public messages only', () => {
  expect(lastSeq([message(3), note('n1', 9)])).toBe(3)
  expect(lastSeq([])).toBe(0)
})

describe('a colleague’s reply', () => {
  const diego = { kind: 'advisor', id: 'diego', name: 'Diego' } as const
  const reply = message(6, { author: diego })

  test('is found when it came after the draft was begun', () => {
    expect(replySince([message(5), reply], 5, 'ana')?.id).toBe('m6')
  })

  test('does not count when it was there before, is one’s own, or is a note', () => {
    expect(replySince([message(5), reply], 6, 'ana')).toBeUndefined()
    expect(replySince([message(5), reply], 5, 'diego')).toBeUndefined()
    expect(replySince([note('n1', 9)], 0, 'diego')).toBeUndefined()
  })
})
