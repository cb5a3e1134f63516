import { describe, expect, test } from 'vitest'
import {
  clockTime,
  dayHeading,
  daysSince,
  listTime,
} from '../../../client/console/platform/times.ts'
import { dueOf } from '../../../client/console/tickets/due.ts'

const style = {
  lang: 'es',
  now: new Date('2026-11-23T09:00:00Z'),
  timeZone: 'Europe/Madrid',
} as const

describe('the time left to answer', () => {
  test.each([
    ['2026-11-23T11:00:01Z', 'calm', { days: 0, hours: 2, minutes: 0 }, 0],
    ['2026-11-23T11:00:00Z', 'soon', { days: 0, hours: 2, minutes: 0 }, 0],
    ['2026-11-23T10:16:30Z', 'soon', { days: 0, hours: 1, minutes: 16 }, 0],
    ['2026-11-23T09:00:00Z', 'soon', { days: 0, hours: 0, minutes: 0 }, 0],
    ['2026-11-23T08:40:00Z', 'late', { days: 0, hours: 0, minutes: 20 }, 0],
    ['2026-11-24T09:30:00Z', 'calm', { days: 1, hours: 0, minutes: 30 }, 1],
    ['2026-11-23T23:30:00Z', 'calm', { days: 0, hours: 14, minutes: 30 }, 1],
    ['2026-11-20T08:00:00Z', 'late', { days: 3, hours: 1, minutes: 0 }, -3],
  ] as const)('until %s', (dueAt, level, span, daysAhead) => {
    expect(dueOf(dueAt, style)).toEqual({ level, span, daysAhead })
  })

  test('counts midnights on the office’s clock', () => {
    const dueAt = '2026-11-23T23:30:00Z'
    expect(dueOf(dueAt, { ...style, timeZone: 'Atlantic/Canary' }).daysAhead).toBe(0)
    expect(dueOf(dueAt, style).daysAhead).toBe(1)
  })
})

describe('times in a list', () => {
  test.each([
    ['2026-11-23T08:05:00Z', /^09:05/],
    ['2026-11-22T08:05:00Z', /^ayer$/],
    ['2026-11-20T08:05:00Z', /^vie$/],
    ['2026-11-01T08:05:00Z', /^1 nov$/],
  ])('%s', (at, expected) => {
    expect(listTime(style, at)).toMatch(expected)
  })

  test('name the zone where it is not the reader’s', () => {
    const own = new Intl.DateTimeFormat().resolvedOptions().timeZone
    const local = clockTime({ ...style, timeZone: own }, '2026-11-23T08:05:00Z')
    expect(local).toMatch(/^\d\d:\d\d$/)
    const faraway = clockTime({ ...style, timeZone: 'Pacific/Kiritimati' }, '2026-11-23T08:05:00Z')
    expect(faraway).toMatch(/^22:05 .+/)
  })
})

test('days of a conversation', () => {
  expect(dayHeading(style, '2026-11-23T08:00:00Z')).toBe('Hoy')
  expect(dayHeading(style, '2026-11-22T08:00:00Z')).toBe('Ayer')
  expect(dayHeading(style, '2026-11-17T08:00:00Z')).toBe('Martes, 17 de noviembre')
  expect(dayHeading({ ...style, lang: 'en' }, '2026-11-17T08:00:00Z')).toBe('Tuesday 17 November')
  expect(daysSince(style, '2026-11-22T23:30:00Z')).toBe(0)
})
