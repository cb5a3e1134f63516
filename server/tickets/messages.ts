import type { TicketMessage } from '../contract/tickets.ts'
import { messagesBefore, notesBetween, type StoredMessage } from '../conversations/service.ts'
import type { Context } from '../platform/context.ts'
import { texts } from '../platform/i18n.ts'
import { Problem } from '../platform/problem.ts'
import { loadTicketFor } from './access.ts'
import { presentTicketMessage } from './present.ts'

const DEFAULT_PAGE = 100
const MAX_NOTES = 500
const LATEST = 1_000_000_000
const BEGINNING_OF_TIME = '0000'
const END_OF_TIME = '9999'

/**
 * The conversation of a ticket from its newest end, notes in between by their time, oldest first within
 * the page; the cursor leads back into history.
 * @throws not-found (404) outside the caller's scope
 */
export async function listTicketMessages(
  ctx: Context,
  number: string,
  query: { cursor?: string | undefined; limit?: number | undefined },
): Promise<{ items: TicketMessage[]; nextCursor: string | null }> {
  const ticket = await loadTicketFor(ctx, number)
  const limit = query.limit ?? DEFAULT_PAGE
  const { before, until } = readCursor(ctx, query.cursor)
  const { read } = ctx.app.db
  const newest = await messagesBefore(read, ticket.conversation_id, before, limit)
  const rows = newest.reverse()
  const hasMore = (rows[0]?.seq ?? 1) > 1
  const from = hasMore ? (rows[0]?.at ?? BEGINNING_OF_TIME) : BEGINNING_OF_TIME
  const notes = await notesBetween(read, ticket.conversation_id, from, until, MAX_NOTES)
  const shownNotes = notes.filter(({ at }) => !hasMore || at > from)
  const items = merge(rows, shownNotes).map((row) => presentTicketMessage(row, number))
  const first = rows[0]
  return { items, nextCursor: hasMore && first ? `${first.seq}|${first.at}` : null }
}

function readCursor(ctx: Context, cursor: string | undefined): { before: number; until: string } {
  if (cursor === undefined) return { before: LATEST, until: END_OF_TIME }
  const [, seq, at] = /^(\d{1,9})\|([\dTZ:.-]{1,30})$/.exec(cursor) ?? []
  if (seq && at) return { before: Number(seq), until: at }
  const message = texts(ctx.lang)('validation.cursor')
  throw new Problem('invalid-input', 400, { errors: [{ path: 'cursor', message }] })
}

/** Messages keep the order of their `seq`; each note stands before the first message after it. */
function merge(messages: StoredMessage[], notes: StoredMessage[]): StoredMessage[] {
  const waiting = [...notes]
  const merged = messages.flatMap((message) => {
    const earlier = waiting.findIndex((note) => note.at > message.at)
    return [...waiting.splice(0, earlier === -1 ? waiting.length : earlier), message]
  })
  return [...merged, ...waiting]
}
