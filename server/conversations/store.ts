import { type Kysely, type Selectable, sql } from 'kysely'
import type { Tx } from '../platform/db/database.ts'
import type { Tables } from '../platform/db/tables.ts'
import type { ConversationRow, MessageRow } from '../platform/db/ticket-tables.ts'

type Db = Kysely<Tables>
export type Conversation = Selectable<ConversationRow>
export type StoredMessage = Selectable<MessageRow>

/** A literal, because SQLite takes a partial index only for a term it can read in the statement. */
const IS_DUE = sql.lit(1)

export function conversationById(db: Db, id: string): Promise<Conversation | undefined> {
  return db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Public messages past `after`, in order. */
export function messagesAfter(
  db: Db,
  conversationId: string,
  after: number,
  limit: number,
): Promise<StoredMessage[]> {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

/** The newest public messages before `before` (exclusive), newest first. */
export function messagesBefore(
  db: Db,
  conversationId: string,
  before: number,
  limit: number,
): Promise<StoredMessage[]> {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
}

/** Internal notes written between two instants (inclusive), oldest first. */
export function notesBetween(
  db: Db,
  conversationId: string,
  from: string,
  to: string,
  limit: number,
): Promise<StoredMessage[]> {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('seq', 'is', null)
    .where('at', '>=', from)
    .where('at', '<=', to)
    .orderBy('at')
    .limit(limit)
    .execute()
}

export function messageById(
  db: Db,
  conversationId: string,
  id: string,
): Promise<StoredMessage | undefined> {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Visitor messages that the bot still owes an answer, oldest first. */
export function dueMessages(db: Db, before: string, limit: number): Promise<StoredMessage[]> {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('bot_due', '=', IS_DUE)
    .where('at', '<', before)
    .orderBy('conversation_id')
    .orderBy('seq')
    .limit(limit)
    .execute()
}

/** Whoever changes a conversation and its messages takes the conversation first, on every path. */
export async function lockConversation(tx: Tx, id: string): Promise<void> {
  if (tx.raw.engine !== 'postgres') return
  await tx.raw.query('select id from conversations where id = $1 for update', [id])
}

/** Takes the bot's duty for one message; false when it was done or called off meanwhile. */
export async function takeDuty(tx: Tx, conversationId: string, id: string): Promise<boolean> {
  const row = await tx.db
    .updateTable('messages')
    .set({ bot_due: 0 })
    .where('conversation_id', '=', conversationId)
    .where('id', '=', id)
    .where('bot_due', '=', IS_DUE)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** From now on people answer: the bot falls silent and owes nothing any more. */
export async function silenceBot(tx: Tx, conversationId: string, ticket: string): Promise<void> {
  await tx.db
    .updateTable('conversations')
    .set({ bot_silent: 1, ticket_number: ticket })
    .where('id', '=', conversationId)
    .execute()
  await tx.db
    .updateTable('messages')
    .set({ bot_due: 0 })
    .where('conversation_id', '=', conversationId)
    .where('bot_due', '=', IS_DUE)
    .execute()
}

/** Creates a conversation that begins with staff (a phone call logged as a ticket). */
export async function insertConversation(tx: Tx, conversation: ConversationRow): Promise<void> {
  await tx.db.insertInto('conversations').values(conversation).execute()
}

/** Moves a party's read mark forward, never back; undefined when it did not move. */
export async function moveReadMark(
  tx: Tx,
  conversationId: string,
  party: 'visitor' | 'staff',
  seq: number,
): Promise<Conversation | undefined> {
  const column = party === 'visitor' ? 'visitor_read_seq' : 'staff_read_seq'
  return await tx.db
    .updateTable('conversations')
    .set({ [column]: seq })
    .where('id', '=', conversationId)
    .where(column, '<', seq)
    .where('last_seq', '>=', seq)
    .returningAll()
    .executeTakeFirst()
}
