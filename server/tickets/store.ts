import { type Kysely, type Selectable, sql } from 'kysely'
import { knowContact } from '../companies/service.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Tables } from '../platform/db/tables.ts'
import type {
  RoutingTraceRow,
  TicketEventRow,
  TicketRow,
  TicketStatus,
} from '../platform/db/ticket-tables.ts'

type Db = Kysely<Tables>
export type Ticket = Selectable<TicketRow>

/** A literal, because SQLite takes a partial index only for a term it can read in the statement. */
export const OPEN = sql.lit<TicketStatus>('open')

/** A ticket by its number, only inside these offices (`undefined`: all). */
export function ticketByNumber(
  db: Db,
  number: string,
  officeIds: string[] | undefined,
): Promise<Ticket | undefined> {
  let query = db.selectFrom('tickets').selectAll().where('number', '=', number)
  if (officeIds) query = query.where('office_id', 'in', officeIds)
  return query.executeTakeFirst()
}

export function ticketById(db: Db, id: string): Promise<Ticket | undefined> {
  return db.selectFrom('tickets').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The newest ticket of a conversation. */
export function ticketOfConversation(db: Db, conversationId: string): Promise<Ticket | undefined> {
  return db
    .selectFrom('tickets')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function insertTicket(tx: Tx, ticket: TicketRow): Promise<void> {
  await tx.db.insertInto('tickets').values(ticket).execute()
  await knowContact(tx, ticket)
}

export async function insertEvent(tx: Tx, event: TicketEventRow): Promise<void> {
  await tx.db.insertInto('ticket_events').values(event).execute()
}

export function eventsOf(
  db: Db,
  ticketId: string,
  limit: number,
): Promise<(Selectable<TicketEventRow> & { actor_name: string | null })[]> {
  return db
    .selectFrom('ticket_events')
    .leftJoin('users', 'users.id', 'ticket_events.actor_id')
    .selectAll('ticket_events')
    .select('users.name as actor_name')
    .where('ticket_id', '=', ticketId)
    .orderBy('ticket_events.id', 'desc')
    .limit(limit)
    .execute()
}

export async function insertTrace(tx: Tx, trace: RoutingTraceRow): Promise<void> {
  await tx.db.insertInto('routing_traces').values(trace).execute()
}

export function traceById(db: Db, id: string): Promise<Selectable<RoutingTraceRow> | undefined> {
  return db.selectFrom('routing_traces').selectAll().where('id', '=', id).executeTakeFirst()
}

/**
 * Changes a ticket if it still has this version: of two who change it at once, one wins.
 * @returns the changed row, or undefined when the version had moved on
 */
export async function changeTicket(
  tx: Tx,
  { id, version }: Pick<Ticket, 'id' | 'version'>,
  change: Partial<TicketRow>,
): Promise<Ticket | undefined> {
  const changed = await tx.db
    .updateTable('tickets')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()
  if (changed && change.office_id !== undefined) await knowContact(tx, changed)
  return changed
}

/** Fields that move without a new version: a rating, a newest line. */
export async function amendTicket(tx: Tx, id: string, change: Partial<TicketRow>): Promise<void> {
  await tx.db.updateTable('tickets').set(change).where('id', '=', id).execute()
}

export type TicketState = Pick<Ticket, 'id' | 'number' | 'status' | 'snoozed_until'>

/**
 * The state of tickets that a message has just been appended to; it stays so until the transaction ends.
 * On the hot path of every message, hence prepared.
 */
export async function lockStates(tx: Tx, numbers: string[]): Promise<Map<string, TicketState>> {
  const { raw } = tx
  if (raw.engine === 'sqlite') {
    const read = raw.prepare(
      'select id, number, status, snoozed_until from tickets where number = ?',
    )
    const rows = numbers.map((number) => read.get(number) as TicketState | undefined)
    return new Map(rows.flatMap((row) => (row ? [[row.number, row]] : [])))
  }
  const rows = await raw.query<TicketState>(
    `select id, number, status, snoozed_until from tickets
      where number = any($1) order by number for no key update`,
    [numbers],
  )
  return new Map(rows.map((row) => [row.number, row]))
}

/** Moves tickets to where their newest message puts them in the lists, never back. */
export async function markActivity(tx: Tx, marks: [number: string, at: string][]): Promise<void> {
  const { raw } = tx
  if (raw.engine === 'sqlite') {
    const mark = raw.prepare('update tickets set last_at = ? where number = ? and last_at < ?')
    for (const [number, at] of marks) mark.run(at, number, at)
    return
  }
  await raw.query(
    `update tickets set last_at = marks.at
       from unnest($1::text[], $2::text[]) as marks (number, at)
      where tickets.number = marks.number and tickets.last_at < marks.at`,
    [marks.map(([number]) => number), marks.map(([, at]) => at)],
  )
}

/** Brings the unresolved tickets' places up to their conversations, after a stop that lost marks. */
export async function recoverActivity(tx: Tx): Promise<void> {
  const statement = `update tickets set last_at = (
      select last_at from conversations where conversations.id = tickets.conversation_id)
    where status in ('open', 'waiting') and last_at < (
      select last_at from conversations where conversations.id = tickets.conversation_id)`
  if (tx.raw.engine === 'sqlite') tx.raw.prepare(statement).run()
  else await tx.raw.query(statement, [])
}

/** Open tickets whose promised answer is late. */
export async function countOverdue(
  db: Db,
  officeIds: string[] | undefined,
  now: string,
): Promise<number> {
  let query = db
    .selectFrom('tickets')
    .select((fn) => fn.fn.countAll<number>().as('count'))
    .where('status', '=', OPEN)
    .where('due_at', '<', now)
  if (officeIds) query = query.where('office_id', 'in', officeIds)
  return Number((await query.executeTakeFirstOrThrow()).count)
}
