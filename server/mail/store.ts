import { type Kysely, type Selectable, sql } from 'kysely'
import type { Tx } from '../platform/db/database.ts'
import type { Tables } from '../platform/db/tables.ts'
import type { OutboxRow } from '../platform/db/ticket-tables.ts'

type Db = Kysely<Tables>
export type OutboxMail = Selectable<OutboxRow>

/** Literals, because SQLite takes a partial index only for terms it can read in the statement. */
const QUEUED = sql.lit<OutboxRow['status']>('queued')
const OPEN = sql<boolean>`status in ('queued', 'sending')`

export async function insertMail(tx: Tx, mail: OutboxRow): Promise<void> {
  await tx.db.insertInto('outbox').values(mail).execute()
}

/** The mail of a group that has not left yet. */
export function queuedOfGroup(tx: Tx, groupKey: string): Promise<OutboxMail | undefined> {
  const query = tx.db
    .selectFrom('outbox')
    .selectAll()
    .where('group_key', '=', groupKey)
    .where('status', '=', QUEUED)
  return (tx.raw.engine === 'postgres' ? query.forUpdate() : query).executeTakeFirst()
}

export async function updateQueued(
  tx: Tx,
  id: string,
  change: Partial<Pick<OutboxRow, 'data' | 'not_before'>>,
): Promise<void> {
  await tx.db
    .updateTable('outbox')
    .set(change)
    .where('id', '=', id)
    .where('status', '=', QUEUED)
    .execute()
}

/** Only a mail that nobody has begun to send can be called off. */
export async function deleteQueued(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('outbox').where('id', '=', id).where('status', '=', QUEUED).execute()
}

/** A mail that nobody may get any more, whoever was about to send it. */
export async function dropMail(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('outbox').where('id', '=', id).execute()
}

/**
 * Takes up to `limit` mails that are due, under a lease, oldest first; of one ticket and address only
 * the first, so that mails arrive in order. A mail whose lease ran out (its sender died) is due again.
 */
export async function leaseDue(
  tx: Tx,
  now: string,
  leaseUntil: string,
  limit: number,
): Promise<OutboxMail[]> {
  const due = tx.db
    .selectFrom('outbox as mail')
    .select('mail.id')
    .where(sql<boolean>`mail.status in ('queued', 'sending')`)
    .where('mail.not_before', '<=', now)
    .where((is) => is.or([is('mail.lease_until', 'is', null), is('mail.lease_until', '<', now)]))
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('outbox as earlier')
            .select('earlier.id')
            .whereRef('earlier.ticket_number', '=', 'mail.ticket_number')
            .whereRef('earlier.to_address', '=', 'mail.to_address')
            .whereRef('earlier.id', '<', 'mail.id')
            .where(sql<boolean>`earlier.status in ('queued', 'sending')`),
        ),
      ),
    )
    .orderBy('mail.not_before')
    .orderBy('mail.id')
    .limit(limit)
  const ids = tx.raw.engine === 'postgres' ? due.forUpdate().skipLocked() : due
  return await tx.db
    .updateTable('outbox')
    .set((row) => ({
      status: 'sending',
      lease_until: leaseUntil,
      // From now on further lines start a mail of their own.
      group_key: null,
      attempts: row('attempts', '+', 1),
    }))
    .where('id', 'in', ids)
    .returningAll()
    .execute()
}

/** One service process alone (SQLite) takes over at once what its predecessor was sending. */
export async function releaseLeases(tx: Tx): Promise<void> {
  await tx.db
    .updateTable('outbox')
    .set({ lease_until: null })
    .where('lease_until', 'is not', null)
    .where(OPEN)
    .execute()
}

export async function finishMail(
  tx: Tx,
  id: string,
  outcome: Pick<OutboxRow, 'status' | 'not_before' | 'last_error' | 'sent_at'>,
): Promise<void> {
  await tx.db
    .updateTable('outbox')
    .set({ ...outcome, lease_until: null })
    .where('id', '=', id)
    .execute()
}

export function mailsOfTicket(db: Db, ticketNumber: string, limit: number): Promise<OutboxMail[]> {
  return db
    .selectFrom('outbox')
    .selectAll()
    .where('ticket_number', '=', ticketNumber)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** The newest mails of these offices (`undefined`: of all). */
export function latestMails(
  db: Db,
  officeIds: string[] | undefined,
  limit: number,
): Promise<OutboxMail[]> {
  let query = db.selectFrom('outbox').selectAll()
  if (officeIds) query = query.where('office_id', 'in', officeIds)
  return query.orderBy('id', 'desc').limit(limit).execute()
}

/** Mails not delivered yet, bounded: what a banner needs, not a report. */
export function troubledMails(
  db: Db,
  officeIds: string[] | undefined,
  limit: number,
): Promise<Pick<OutboxMail, 'status' | 'attempts' | 'created_at' | 'last_error'>[]> {
  let query = db
    .selectFrom('outbox')
    .select(['status', 'attempts', 'created_at', 'last_error'])
    .where(OPEN)
  if (officeIds) query = query.where('office_id', 'in', officeIds)
  return query.orderBy('not_before').limit(limit).execute()
}
