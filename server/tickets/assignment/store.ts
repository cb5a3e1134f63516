import type { Kysely } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Tables } from '../../platform/db/tables.ts'
import type { TicketAssignmentRow } from '../../platform/db/together-tables.ts'
import { OPEN, type Ticket } from '../store.ts'
import type { Settings } from './settings.ts'

type Db = Kysely<Tables>

/** Offices whose tickets are given out by rule. */
export async function officesWithRule(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('office_assignment')
    .select('office_id')
    .where('mode', '!=', 'off')
    .execute()
  return rows.map(({ office_id }) => office_id)
}

/** The office's rule; of several nodes one gives out at a time, for as long as its transaction lasts. */
export function lockSettings(tx: Tx, officeId: string): Promise<Settings | undefined> {
  const query = tx.db
    .selectFrom('office_assignment')
    .select(['mode', 'max_live', 'return_minutes'])
    .where('office_id', '=', officeId)
  return (tx.raw.engine === 'postgres' ? query.forUpdate() : query).executeTakeFirst()
}

/** What waits longest at an office for someone to take it. */
export async function longestWaiting(
  db: Db,
  officeId: string,
  limit: number,
): Promise<(Ticket & { isReferred: boolean; passes: string[] })[]> {
  const tickets = await waitingQuery(db, officeId, limit).execute()
  const ids = tickets.map(({ id }) => id)
  if (ids.length === 0) return []
  const passes = await db
    .selectFrom('ticket_passes')
    .selectAll()
    .where('ticket_id', 'in', ids)
    .execute()
  const referred = await db
    .selectFrom('referrals')
    .select('ticket_id')
    .where('ticket_id', 'in', ids)
    .where('to_office_id', '=', officeId)
    .execute()
  return tickets.map((ticket) => ({
    ...ticket,
    isReferred: referred.some(({ ticket_id }) => ticket_id === ticket.id),
    passes: passes.flatMap((pass) => (pass.ticket_id === ticket.id ? [pass.user_id] : [])),
  }))
}

/** Exported for the test of its plan. */
export function waitingQuery(db: Db, officeId: string, limit: number) {
  return db
    .selectFrom('tickets')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('status', '=', OPEN)
    .where('assignee_id', 'is', null)
    .where('snoozed_until', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
}

export async function insertAssignment(tx: Tx, row: TicketAssignmentRow): Promise<void> {
  await tx.db.insertInto('ticket_assignments').values(row).execute()
}

/** Given by rule and still unanswered when its time came. */
export function overdueAssignments(
  db: Db,
  now: string,
  limit: number,
): Promise<TicketAssignmentRow[]> {
  return overdueQuery(db, now, limit).execute()
}

/** Exported for the test of its plan. */
export function overdueQuery(db: Db, now: string, limit: number) {
  return db
    .selectFrom('ticket_assignments')
    .selectAll()
    .where('return_at', '<=', now)
    .orderBy('return_at')
    .orderBy('ticket_id')
    .limit(limit)
}

/** Everyone who has unanswered tickets given by rule, and where they belong. */
export async function holders(db: Db): Promise<{ user_id: string; office_id: string | null }[]> {
  return await db
    .selectFrom('ticket_assignments')
    .innerJoin('users', 'users.id', 'ticket_assignments.user_id')
    .select(['users.id as user_id', 'users.office_id'])
    .distinct()
    .execute()
}

export function assignmentsOf(
  db: Db,
  userId: string,
  limit: number,
): Promise<TicketAssignmentRow[]> {
  return db
    .selectFrom('ticket_assignments')
    .selectAll()
    .where('user_id', '=', userId)
    .limit(limit)
    .execute()
}

export function assignmentOf(db: Db, ticketId: string): Promise<TicketAssignmentRow | undefined> {
  return db
    .selectFrom('ticket_assignments')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()
}
