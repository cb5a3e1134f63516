import {
  TicketMessage,
  TicketRow,
  TicketTyping,
  Watchers,
} from '../../../server/contract/tickets.ts'

/** What the realtime door told about a ticket: how it is now, or (null) that it left our sight. */
export type TicketNews = { row: TicketRow | null; heardAt: number }

/** The latest news of each ticket, by number. */
export type NewsBook = ReadonlyMap<string, TicketNews>

export const NO_NEWS: NewsBook = new Map()
const MAX_KEPT = 5_000

/** Of two states of one ticket, the later one. */
export function newest(a: TicketRow, b: TicketRow): TicketRow {
  if (a.version !== b.version) return a.version > b.version ? a : b
  return a.lastAt >= b.lastAt ? a : b
}

/** Adds a row unless a later one is known. */
export function withRow(book: NewsBook, row: TicketRow, heardAt: number): NewsBook {
  const known = book.get(row.number)?.row
  return keep(book, row.number, { row: known ? newest(row, known) : row, heardAt })
}

/** The ticket went to an office out of our sight. */
export function withoutTicket(book: NewsBook, number: string, heardAt: number): NewsBook {
  return keep(book, number, { row: null, heardAt })
}

/** Messages move a ticket up without changing its version (server: `touchTickets`). */
export function withActivity(row: TicketRow, message: TicketMessage): TicketRow {
  const counts =
    message.visibility === 'public' && ['visitor', 'advisor'].includes(message.author.kind)
  return counts && message.at > row.lastAt ? { ...row, lastAt: message.at } : row
}

function keep(book: NewsBook, number: string, news: TicketNews): NewsBook {
  const next = new Map(book)
  next.delete(number)
  next.set(number, news)
  if (next.size > MAX_KEPT) {
    const [oldest] = next.keys()
    if (oldest !== undefined) next.delete(oldest)
  }
  return next
}

/** Events as they come over the socket; a malformed one is dropped. */
export function readRow(data: unknown): TicketRow | undefined {
  return tolerant(TicketRow.loose().safeParse(data))
}

export function readMessage(data: unknown): TicketMessage | undefined {
  return tolerant(TicketMessage.loose().safeParse(data))
}

export function readTyping(data: unknown): TicketTyping | undefined {
  return tolerant(TicketTyping.loose().safeParse(data))
}

export function readWatchers(
  data: unknown,
): { ticket: string; watchers: { id: string; name: string }[] } | undefined {
  return tolerant(Watchers.loose().safeParse(data))
}

function tolerant<Value>(
  parsed: { success: true; data: Value } | { success: false },
): Value | undefined {
  return parsed.success ? parsed.data : undefined
}
