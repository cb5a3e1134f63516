import { type Kysely, type Selectable, sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { OutgoingReplyRow } from '../../platform/db/outgoing-tables.ts'
import type { Tables } from '../../platform/db/tables.ts'
import type { MessageRow } from '../../platform/db/ticket-tables.ts'

type Db = Kysely<Tables>
export type StoredReply = Selectable<OutgoingReplyRow>
export type ReplyKey = Pick<StoredReply, 'conversation_id' | 'id'>

/** A literal, because SQLite takes a partial index only for a term it can read in the statement. */
const WAITING = sql.lit<OutgoingReplyRow['state']>('waiting')
const MAX_OF_TICKET = 100

/** @returns whether there was none with this id */
export async function insertReply(tx: Tx, reply: OutgoingReplyRow): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('outgoing_replies')
    .values(reply)
    .onConflict((conflict) => conflict.columns(['conversation_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export function replyByKey(db: Db, key: ReplyKey): Promise<StoredReply | undefined> {
  return db
    .selectFrom('outgoing_replies')
    .selectAll()
    .where('conversation_id', '=', key.conversation_id)
    .where('id', '=', key.id)
    .executeTakeFirst()
}

/** What a ticket's company has not got yet, in the order of leaving, with who wrote it. */
export function repliesOf(
  db: Db,
  ticketId: string,
): Promise<(StoredReply & { author_name: string })[]> {
  return db
    .selectFrom('outgoing_replies')
    .innerJoin('users', 'users.id', 'outgoing_replies.author_id')
    .selectAll('outgoing_replies')
    .select('users.name as author_name')
    .where('ticket_id', '=', ticketId)
    .where('state', 'in', ['waiting', 'stopped'])
    .orderBy('due_at')
    .orderBy('outgoing_replies.id')
    .limit(MAX_OF_TICKET)
    .execute()
}

/** Those of a ticket that leave soon, first to last. */
export function leavingSoon(db: Db, ticketId: string): Promise<StoredReply[]> {
  return db
    .selectFrom('outgoing_replies')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .where('state', '=', WAITING)
    .where('kind', '=', 'soon')
    .orderBy('due_at')
    .orderBy('created_at')
    .limit(MAX_OF_TICKET)
    .execute()
}

/** Those whose time has come, the longest first. */
export function dueReplies(db: Db, now: string, limit: number): Promise<StoredReply[]> {
  return db
    .selectFrom('outgoing_replies')
    .selectAll()
    .where('state', '=', WAITING)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

/** When the next one is due. */
export async function nextDue(db: Db): Promise<string | undefined> {
  const row = await db
    .selectFrom('outgoing_replies')
    .select('due_at')
    .where('state', '=', WAITING)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return row?.due_at
}

/**
 * Changes a reply that still is as it was read: of two who send it, take it back or stop it at once, one
 * wins.
 * @returns the changed row, or undefined when somebody was faster
 */
export async function changeReply(
  tx: Tx,
  { conversation_id, id, version }: Pick<StoredReply, 'conversation_id' | 'id' | 'version'>,
  change: Partial<OutgoingReplyRow>,
): Promise<StoredReply | undefined> {
  return await tx.db
    .updateTable('outgoing_replies')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('conversation_id', '=', conversation_id)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', 'in', ['waiting', 'stopped'])
    .returningAll()
    .executeTakeFirst()
}

/** Stops everything of a ticket that waits. @returns how many */
export async function stopAll(
  tx: Tx,
  ticketId: string,
  kinds: readonly OutgoingReplyRow['kind'][],
  change: { reason: string },
): Promise<StoredReply[]> {
  return await tx.db
    .updateTable('outgoing_replies')
    .set((row) => ({ ...change, state: 'stopped', version: row('version', '+', 1) }))
    .where('ticket_id', '=', ticketId)
    .where('state', '=', WAITING)
    .where('kind', 'in', [...kinds])
    .returningAll()
    .execute()
}

/** What has left or was taken back is kept only as long as its sender may ask again. */
export async function forgetSettled(tx: Tx, before: string): Promise<void> {
  await tx.db.deleteFrom('outgoing_replies').where('settled_at', '<', before).execute()
}

/** The message that has this id, if there is one. */
export function messageOf(db: Db, key: ReplyKey): Promise<Selectable<MessageRow> | undefined> {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', key.conversation_id)
    .where('id', '=', key.id)
    .executeTakeFirst()
}
