import { DateTime } from 'luxon'

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const SEARCH_DAYS = 28
const MINUTE = 60_000

export type OpeningHours = {
  timeZone: string
  /** `{ mon: ["09:00-14:00", "16:00-19:00"] }`; a missing day is closed. */
  hours: Partial<Record<(typeof DAYS)[number], string[]>>
  /** `MM-DD` every year, or a full date. */
  holidays: string[]
}

/** Whether the office is open at `now`, by its own clock. */
export function isOpen(office: OpeningHours, now: Date): boolean {
  const local = DateTime.fromJSDate(now, { zone: office.timeZone })
  return intervalsOn(office, local).some(({ from, to }) => from <= local && local < to)
}

/** UTC instant of the next opening after `now`; undefined if none within four weeks. */
export function nextOpening(office: OpeningHours, now: Date): Date | undefined {
  const local = DateTime.fromJSDate(now, { zone: office.timeZone })
  for (let ahead = 0; ahead <= SEARCH_DAYS; ahead++) {
    const day = local.startOf('day').plus({ days: ahead })
    const next = intervalsOn(office, day).find(({ from }) => from > local)
    if (next) return next.from.toJSDate()
  }
  return undefined
}

/** UTC instant of the first opening from the local day on that lies `days` after `now`. */
export function openingFromDay(office: OpeningHours, now: Date, days: number): Date | undefined {
  const day = DateTime.fromJSDate(now, { zone: office.timeZone }).startOf('day').plus({ days })
  return nextOpening(office, day.minus({ milliseconds: 1 }).toJSDate())
}

/**
 * The instant at which `minutes` of opening time have passed since `from`: what an office promised in
 * working hours. After four weeks without enough opening time the calendar decides.
 */
export function addOpenMinutes(office: OpeningHours, from: Date, minutes: number): Date {
  let left = minutes * MINUTE
  const local = DateTime.fromJSDate(from, { zone: office.timeZone })
  for (let ahead = 0; ahead <= SEARCH_DAYS; ahead++) {
    const day = local.startOf('day').plus({ days: ahead })
    for (const interval of intervalsOn(office, day)) {
      const start = Math.max(interval.from.toMillis(), from.getTime())
      const open = Math.max(0, interval.to.toMillis() - start)
      if (open >= left) return new Date(start + left)
      left -= open
    }
  }
  return new Date(from.getTime() + minutes * MINUTE)
}

/** The opening intervals of the local day that `moment` lies in, earliest first. */
function intervalsOn(office: OpeningHours, moment: DateTime): { from: DateTime; to: DateTime }[] {
  if (isHoliday(office, moment)) return []
  const weekday = DAYS[moment.weekday - 1]
  const texts = (weekday && office.hours[weekday]) ?? []
  return [...texts].sort().map((text) => {
    const [from = '', to = ''] = text.split('-')
    return { from: at(moment, from), to: at(moment, to) }
  })
}

function isHoliday(office: OpeningHours, moment: DateTime): boolean {
  const date = moment.toFormat('yyyy-MM-dd')
  return office.holidays.includes(date) || office.holidays.includes(date.slice(5))
}

/** "24:00" is midnight at the end of the day. */
function at(moment: DateTime, clock: string): DateTime {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  const day = moment.startOf('day')
  return hour === 24 ? day.plus({ days: 1 }) : day.set({ hour, minute })
}
