import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  countUnread,
  echoOf,
  hasGap,
  headOf,
  mergeMessages,
  prependMessages,
  startTimeline,
} from '../../../client/widget/conversations/timeline.ts'
import type { Message } from '../../../server/contract/conversations.ts'

function message(seq: number, kind: Message['author']['kind'] = 'advisor'): Message {
  const at = '2026-11-23T10:00:00.000Z'
  const text = `nr. ${seq}`
  return { id: `m${seq}`, conversation: 'c', seq, author: { kind }, text, html: text, at }
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => message(from + index))
const seqs = (items: readonly Message[]) => items.map(({ seq }) => seq)

describe('timeline', () => {
  test('any order and any number of arrivals give the same conversation', () => {
    const arrivals = fc
      .array(fc.integer({ min: 1, max: 30 }), { maxLength: 80 })
      .chain((seen) => fc.shuffledSubarray([...seen, ...seen]))
    fc.assert(
      fc.property(arrivals, (order) => {
        const merged = order.reduce(
          (timeline, seq) => mergeMessages(timeline, [message(seq)]),
          startTimeline(0),
        )
        const expected = [...new Set(order)].sort((a, b) => a - b)
        expect(seqs(merged.items)).toEqual(expected)
        const missing = expected.findIndex((seq, index) => seq !== index + 1)
        expect(headOf(merged)).toBe(missing === -1 ? expected.length : missing)
      }),
    )
  })

  test('a message that came before another is a gap until that one is there', () => {
    const early = mergeMessages(startTimeline(4), [message(5), message(7)])
    expect([hasGap(early), headOf(early)]).toEqual([true, 5])
    const whole = mergeMessages(early, [message(6)])
    expect([hasGap(whole), headOf(whole)]).toEqual([false, 7])
  })

  test('messages before the loaded part stay out of it', () => {
    expect(seqs(mergeMessages(startTimeline(10), range(9, 12)).items)).toEqual([11, 12])
  })

  test('our echo gives way to the message of the service, and not the other way round', () => {
    const sent = { id: 'm1', conversation: 'c', seq: 1, at: '2026-11-23T10:00:00.000Z' }
    const echo = mergeMessages(startTimeline(0), [echoOf(sent, 'hola')])
    expect(echo.items[0]?.html).toBe('')
    const real = mergeMessages(echo, [message(1, 'visitor')])
    expect(real.items[0]?.html).toBe('nr. 1')
    expect(mergeMessages(real, [echoOf(sent, 'hola')])).toBe(real)
  })

  test('what is known already changes nothing, so that nothing is drawn again', () => {
    const timeline = mergeMessages(startTimeline(0), range(1, 3))
    expect(mergeMessages(timeline, range(2, 3))).toBe(timeline)
  })

  test('an earlier page goes in front', () => {
    const timeline = mergeMessages(startTimeline(40), range(41, 50))
    const longer = prependMessages(timeline, range(21, 40), 20)
    expect([longer.base, seqs(longer.items).at(0), headOf(longer)]).toEqual([20, 21, 50])
  })

  test('unread is what others wrote after the read mark', () => {
    const timeline = mergeMessages(startTimeline(0), [
      message(1, 'visitor'),
      message(2, 'bot'),
      message(3, 'system'),
      message(4, 'advisor'),
      message(5, 'visitor'),
    ])
    expect([countUnread(timeline, 0), countUnread(timeline, 2), countUnread(timeline, 5)]).toEqual([
      2, 1, 0,
    ])
  })
})
