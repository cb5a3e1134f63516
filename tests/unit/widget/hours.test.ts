import { describe, expect, test } from 'vitest'
import { closingTime, describeHours } from '../../../client/widget/offices/hours.ts'

const hours = {
  mon: [
    { from: '09:00', to: '14:00' },
    { from: '16:00', to: '19:00' },
  ],
  tue: [{ from: '09:00', to: '14:00' }],
}
const timeZone = 'Europe/Madrid'
const t = (key: string, values: Record<string, string | number> = {}) =>
  [key.replace('widget.hours.', ''), ...Object.values(values)].join('|')

describe('closing time', () => {
  test.each([
    ['2026-11-23T08:00:00Z', '14:00'],
    ['2026-11-23T12:59:00Z', '14:00'],
    ['2026-11-23T13:00:00Z', null],
    ['2026-11-23T15:30:00Z', '19:00'],
    ['2026-11-22T10:00:00Z', null],
    // Summer time: the same local hour is another instant.
    ['2026-07-20T11:59:00Z', '14:00'],
    ['2026-07-20T12:00:00Z', null],
  ])('at %s it is %s', (now, expected) => {
    expect(closingTime({ hours, timeZone }, new Date(now))).toBe(expected)
  })
})

describe('hours in words', () => {
  const office = { hours, timeZone, openNow: false }
  const now = new Date('2026-11-23T18:30:00Z')
  const words = (nextOpening: string | null) =>
    describeHours(t, 'es', { ...office, nextOpening }, now).split('|')[0]

  test('an open office says until when', () => {
    const open = { ...office, openNow: true, nextOpening: null }
    expect(describeHours(t, 'es', open, new Date('2026-11-23T10:00:00Z'))).toContain('14:00')
  })

  test('a closed one says when it opens, counted in its own days', () => {
    expect(words('2026-11-23T22:30:00Z')).toBe('opens-today')
    expect(words('2026-11-23T23:30:00Z')).toBe('opens-tomorrow')
    expect(words('2026-11-24T08:00:00Z')).toBe('opens-tomorrow')
    expect(words('2026-11-26T08:00:00Z')).toBe('opens-later')
    expect(words(null)).toBe('closed')
  })
})
