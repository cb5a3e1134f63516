import { daysSince, spanOf, type TimeStyle } from '../platform/times.ts'

type DueLevel = 'calm' | 'soon' | 'late'

/** ux-spec.md §6: a warning from two hours before the end. */
const SOON_MS = 2 * 60 * 60_000

export type Due = {
  level: DueLevel
  /** Time left, or time since it ran out. */
  span: { days: number; hours: number; minutes: number }
  /** Midnights until the end, in the office's time: 0 today, 1 tomorrow; negative once past. */
  daysAhead: number
}

/** How an answer stands that is owed until `dueAt`. */
export function dueOf(dueAt: string, style: TimeStyle): Due {
  const leftMs = new Date(dueAt).getTime() - style.now.getTime()
  const daysAhead = 0 - daysSince(style, dueAt)
  if (leftMs < 0) return { level: 'late', span: spanOf(-leftMs), daysAhead }
  return { level: leftMs <= SOON_MS ? 'soon' : 'calm', span: spanOf(leftMs), daysAhead }
}
