export type SnoozeChoice = { name: 'later' | 'tomorrow' | 'monday' | 'reply'; until: string }

const MORNING_HOUR = 9
const LATER_HOURS = 3
const WEEK_DAYS = 7
const MONDAY = 1
/** Later on the same day only while there is a day left. */
const EVENING_HOUR = 20

/** Quick choices in the reader's own time; Monday only where tomorrow is another day. */
export function snoozeChoices(now: Date): SnoozeChoice[] {
  const later = new Date(now)
  later.setHours(now.getHours() + LATER_HOURS, 0, 0, 0)
  const isToday = later.getDate() === now.getDate() && later.getHours() <= EVENING_HOUR
  const daysToMonday = (WEEK_DAYS + MONDAY - now.getDay()) % WEEK_DAYS || WEEK_DAYS
  return [
    ...(isToday ? [{ name: 'later' as const, until: later.toISOString() }] : []),
    { name: 'tomorrow', until: morning(now, 1) },
    ...(daysToMonday > 1 ? [{ name: 'monday' as const, until: morning(now, daysToMonday) }] : []),
    { name: 'reply', until: 'reply' },
  ]
}

function morning(now: Date, days: number): string {
  const day = new Date(now)
  day.setDate(now.getDate() + days)
  day.setHours(MORNING_HOUR, 0, 0, 0)
  return day.toISOString()
}
