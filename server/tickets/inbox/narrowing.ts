import type { DueWithin } from '../../contract/properties.ts'
import type { TicketPriority } from '../../platform/db/ticket-tables.ts'

/** What a list is narrowed to besides its place: terms that no index of the lists has. */
export type Narrowing = {
  /** Folded words that must all occur. */
  words: string[]
  assigneeId: string | null | undefined
  section: string | undefined
  nuts2: string | undefined
  topic: string | undefined
  channel: string | undefined
  lang: string | undefined
  /** Folded. */
  tag: string | undefined
  priority: TicketPriority | undefined
  createdUntil: string | undefined
  dueUntil: string | undefined
  isSnoozed: true | undefined
}

const HOUR_MS = 60 * 60 * 1000
const DAY_HOURS = 24
const HOURS: Record<DueWithin, number> = {
  overdue: 0,
  '2h': 2,
  '24h': DAY_HOURS,
  '7d': 7 * DAY_HOURS,
}

export function dueUntil(now: Date, due: DueWithin): string {
  return new Date(now.getTime() + HOURS[due] * HOUR_MS).toISOString()
}

export function createdUntil(now: Date, days: string): string {
  return new Date(now.getTime() - Number(days) * DAY_HOURS * HOUR_MS).toISOString()
}
