import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addOpenMinutes,
  isOpen,
  nextOpening,
  type OpeningHours,
} from '../../../server/offices/hours.ts'

const split: OpeningHours = {
  timeZone: 'Europe/Madrid',
  hours: {
    mon: ['09:00-14:00', '16:00-19:00'],
    tue: ['09:00-14:00'],
    fri: ['09:00-14:00'],
    sat: ['22:00-24:00'],
  },
  holidays: ['12-25', '2026-12-07'],
}

describe('opening hours with a split day', () => {
  test.each([
    ['2026-11-23T07:59:59Z', false, 'Monday 8:59 in Madrid'],
    ['2026-11-23T08:00:00Z', true, 'Monday 9:00'],
    ['2026-11-23T13:00:00Z', false, '14:00, the siesta begins'],
    ['2026-11-23T15:00:00Z', true, '16:00'],
    ['2026-11-23T18:00:00Z', false, '19:00'],
    ['2026-11-25T10:00:00Z', false, 'Wednesday, a missing day'],
    ['2026-12-07T10:00:00Z', false, 'a Monday of its own holidays'],
    ['2026-12-25T10:00:00Z', false, 'a Friday, Christmas every year'],
    ['2026-11-28T22:59:59Z', true, 'Saturday until midnight'],
    ['2026-11-28T23:00:00Z', false, 'midnight'],
    ['2026-07-20T07:00:00Z', true, 'Monday 9:00 in summer time'],
  ])('%s is open: %s (%s)', (at, expected) => {
    expect(isOpen(split, new Date(at))).toBe(expected)
  })

  test('the next opening is today’s afternoon, the next day’s morning, or after the holiday', () => {
    const next = (at: string) => nextOpening(split, new Date(at))?.toISOString()
    expect(next('2026-11-23T13:30:00Z')).toBe('2026-11-23T15:00:00.000Z')
    expect(next('2026-11-23T18:30:00Z')).toBe('2026-11-24T08:00:00.000Z')
    expect(next('2026-12-06T12:00:00Z')).toBe('2026-12-08T08:00:00.000Z')
    expect(nextOpening({ ...split, hours: {} }, new Date())).toBeUndefined()
  })

  test('four working hours from Monday 13:00 end on Monday at 19:00', () => {
    const end = addOpenMinutes(split, new Date('2026-11-23T12:00:00Z'), 4 * 60)
    expect(end.toISOString()).toBe('2026-11-23T18:00:00.000Z')
  })

  test('the night the clocks go back is counted in real time', () => {
    const night: OpeningHours = {
      timeZone: 'Europe/Madrid',
      hours: { sun: ['00:00-06:00'] },
      holidays: [],
    }
    const start = new Date('2026-10-24T22:00:00Z')
    expect(addOpenMinutes(night, start, 7 * 60).toISOString()).toBe('2026-10-25T05:00:00.000Z')
  })

  test('property: more minutes never end earlier, and the end lies in opening time', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 1_200 }),
        fc.integer({ min: 0, max: 600 }),
        (from, minutes, more) => {
          const end = addOpenMinutes(split, from, minutes)
          expect(end.getTime()).toBeGreaterThan(from.getTime())
          expect(addOpenMinutes(split, from, minutes + more).getTime()).toBeGreaterThanOrEqual(
            end.getTime(),
          )
          expect(isOpen(split, new Date(end.getTime() - 1))).toBe(true)
        },
      ),
    )
  })
})
