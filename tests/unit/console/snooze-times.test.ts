import { expect, test } from 'vitest'
import { snoozeChoices } from '../../../client/console/properties/snooze-times.ts'

const names = (now: Date) => snoozeChoices(now).map(({ name }) => name)

test('quick choices are ahead, and each is a moment of its own', () => {
  for (let hour = 0; hour < 24 * 8; hour++) {
    const now = new Date(2026, 10, 20, hour, 35)
    const times = snoozeChoices(now).map(({ until }) => until)
    expect(new Set(times).size).toBe(times.length)
    for (const until of times.filter((one) => one !== 'reply')) {
      expect(new Date(until).getTime()).toBeGreaterThan(now.getTime())
    }
  }
})

test('later today while there is a day left; Monday unless it is tomorrow', () => {
  const friday = (hour: number) => new Date(2026, 10, 20, hour, 35)
  expect(names(friday(10))).toEqual(['later', 'tomorrow', 'monday', 'reply'])
  expect(names(friday(19))).toEqual(['tomorrow', 'monday', 'reply'])
  expect(names(new Date(2026, 10, 22, 10))).toEqual(['later', 'tomorrow', 'reply'])
  const monday = snoozeChoices(friday(10)).find(({ name }) => name === 'monday')
  expect(new Date(monday?.until ?? '')).toEqual(new Date(2026, 10, 23, 9))
})
