import type { TicketEvent, TicketMessage } from '../../../server/contract/tickets.ts'

/** What messages and system lines of the conversation do not tell by themselves. */
const TOLD_BY_EVENTS: readonly string[] = [
  'assigned',
  'unassigned',
  'reopened',
  'status-set',
  'renamed',
  'rated',
  'continued',
  'after-not-done',
]

export type LogItem =
  | { kind: 'message'; at: string; message: TicketMessage }
  | { kind: 'event'; at: string; event: TicketEvent }

/**
 * The conversation with what happened to the ticket in between. Messages keep their order; an event
 * stands before the first message after it. With older messages still to be fetched, what happened
 * among those waits for them.
 */
export function logItems(
  messages: readonly TicketMessage[],
  events: readonly TicketEvent[],
  hasOlder: boolean,
): LogItem[] {
  const start = hasOlder ? (messages[0]?.at ?? '') : ''
  const waiting = events
    .filter(({ kind, at }) => TOLD_BY_EVENTS.includes(kind) && at >= start)
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map((event): LogItem => ({ kind: 'event', at: event.at, event }))
  const items: LogItem[] = []
  for (const message of messages) {
    while (waiting[0] && waiting[0].at < message.at) items.push(...waiting.splice(0, 1))
    items.push({ kind: 'message', at: message.at, message })
  }
  return [...items, ...waiting]
}
