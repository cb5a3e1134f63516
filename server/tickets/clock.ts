import { addOpenMinutes, type Office } from '../offices/service.ts'
import type { Context } from '../platform/context.ts'

const MINUTES_PER_HOUR = 60
const DAY_MS = 24 * 60 * 60 * 1000
/** domain.md §4: a reply within 14 days reopens, a later one opens a linked ticket. */
const REOPEN_DAYS = 14

/** Until when the office means to answer what came in now, in its own opening hours. */
export function dueAt(ctx: Context, office: Office): string {
  return addOpenMinutes(office, ctx.app.now(), office.replyHours * MINUTES_PER_HOUR).toISOString()
}

/** Whether a message at `now` still belongs to a ticket resolved at `resolvedAt`. */
export function reopens(resolvedAt: string, now: Date): boolean {
  return now.getTime() - Date.parse(resolvedAt) <= REOPEN_DAYS * DAY_MS
}
