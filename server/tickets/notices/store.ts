import { type Kysely, type Selectable, sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Tables } from '../../platform/db/tables.ts'
import type { NoticeRow, NoticeSettingsRow } from '../../platform/db/together-tables.ts'

type Db = Kysely<Tables>

/** A literal, because SQLite takes a partial index only for a term it can read in the statement. */
const IN_DIGEST = sql.lit(1)

export type Person = {
  id: string
  name: string
  email: string
  lang: string
  role: Tables['users']['role']
  office_id: string | null
  nuts2: string | null
  channels: string | null
  quiet_from: string | null
  quiet_to: string | null
}

/** Those of the people whose accounts are open, with what each wants to be told. */
export async function peopleWithSettings(db: Db, userIds: string[]): Promise<Person[]> {
  if (userIds.length === 0) return []
  return await db
    .selectFrom('users')
    .leftJoin('notice_settings', 'notice_settings.user_id', 'users.id')
    .select(['users.id', 'users.name', 'users.email', 'users.lang', 'users.role'])
    .select(['users.office_id', 'users.nuts2', 'notice_settings.channels'])
    .select(['notice_settings.quiet_from', 'notice_settings.quiet_to'])
    .where('users.id', 'in', userIds)
    .where('users.status', '=', 'active')
    .execute()
}

export function noticesOfTicket(db: Db, ticketId: string): Promise<NoticeRow[]> {
  return db
    .selectFrom('notices')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .orderBy('user_id')
    .execute()
}

export async function noticeOf(
  db: Db,
  ticketId: string,
  userId: string,
): Promise<NoticeRow | undefined> {
  return await db
    .selectFrom('notices')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
}

/** Adds the row, or puts it in the place of the one that this person has for this ticket. */
export async function putNotice(tx: Tx, row: NoticeRow): Promise<void> {
  const { id: _, user_id, ticket_id, ...rest } = row
  await tx.db
    .insertInto('notices')
    .values(row)
    .onConflict((conflict) => conflict.columns(['ticket_id', 'user_id']).doUpdateSet(rest))
    .execute()
}

export async function dropNotice(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('notices').where('id', '=', id).execute()
}

export async function unreadOf(db: Db, userId: string): Promise<number> {
  const row = await db
    .selectFrom('notice_counts')
    .select('unread')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.unread ?? 0
}

export type ListedNotice = NoticeRow & {
  number: string
  subject: string
  company_snapshot: string
  office_id: string
}

/** A person's news, newest first. */
export async function listNotices(
  db: Db,
  userId: string,
  after: { at: string; id: string } | undefined,
  limit: number,
): Promise<ListedNotice[]> {
  return await noticesQuery(db, userId, after, limit).execute()
}

/** Exported for the test of its plan. */
export function noticesQuery(
  db: Db,
  userId: string,
  after: { at: string; id: string } | undefined,
  limit: number,
) {
  let query = db
    .selectFrom('notices')
    .innerJoin('tickets', 'tickets.id', 'notices.ticket_id')
    .selectAll('notices')
    .select(['tickets.number', 'tickets.subject', 'tickets.company_snapshot', 'tickets.office_id'])
    .where('notices.user_id', '=', userId)
    .where('notices.kinds', '!=', '[]')
  if (after) {
    query = query.where((row) =>
      row(row.refTuple('notices.at', 'notices.id'), '<', row.tuple(after.at, after.id)),
    )
  }
  return query.orderBy('notices.at', 'desc').orderBy('notices.id', 'desc').limit(limit)
}

/** What a person is told about one ticket, as the list would show it. */
export async function listedNotice(
  db: Db,
  userId: string,
  ticketId: string,
): Promise<ListedNotice[]> {
  return await noticesQuery(db, userId, undefined, 1)
    .where('notices.ticket_id', '=', ticketId)
    .execute()
}

/** Of one ticket, or of all. */
export async function markRead(
  tx: Tx,
  userId: string,
  ticketId: string | undefined,
): Promise<number> {
  let query = tx.db
    .updateTable('notices')
    .set({ is_unread: 0, count: 0 })
    .where('user_id', '=', userId)
    .where('is_unread', '=', 1)
  if (ticketId !== undefined) query = query.where('ticket_id', '=', ticketId)
  return (await query.returning('id').execute()).length
}

export async function settingsRow(
  db: Db,
  userId: string,
): Promise<Selectable<NoticeSettingsRow> | undefined> {
  return await db
    .selectFrom('notice_settings')
    .selectAll()
    .where('user_id', '=', userId)
    .executeTakeFirst()
}

export async function saveSettings(tx: Tx, row: NoticeSettingsRow): Promise<void> {
  const { user_id: _, digest_on: __, ...change } = row
  await tx.db
    .insertInto('notice_settings')
    .values(row)
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(change))
    .execute()
}

export async function followersOf(db: Db, ticketId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('ticket_followers')
    .select('user_id')
    .where('ticket_id', '=', ticketId)
    .execute()
  return rows.map(({ user_id }) => user_id)
}

export async function setFollowing(
  tx: Tx,
  ticketId: string,
  userId: string,
  at: string | null,
): Promise<void> {
  if (at === null) {
    await tx.db
      .deleteFrom('ticket_followers')
      .where('ticket_id', '=', ticketId)
      .where('user_id', '=', userId)
      .execute()
    return
  }
  await tx.db
    .insertInto('ticket_followers')
    .values({ ticket_id: ticketId, user_id: userId, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function isFollowing(db: Db, ticketId: string, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('ticket_followers')
    .select('user_id')
    .where('ticket_id', '=', ticketId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row !== undefined
}

/** Read long ago; run now and then, so that the table does not grow with history. */
export async function forgetRead(tx: Tx, before: string): Promise<void> {
  await tx.db.deleteFrom('notices').where('at', '<', before).where('is_unread', '=', 0).execute()
}

/** Who has something for the next digest. */
export async function peopleWithDigest(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('notices')
    .select('user_id')
    .distinct()
    .where('in_digest', '=', IN_DIGEST)
    .limit(limit)
    .execute()
  return rows.map(({ user_id }) => user_id)
}

export function rowsForDigest(db: Db, userId: string): Promise<NoticeRow[]> {
  return db
    .selectFrom('notices')
    .selectAll()
    .where('user_id', '=', userId)
    .where('in_digest', '=', IN_DIGEST)
    .orderBy('at', 'desc')
    .limit(50)
    .execute()
}

export async function dropFromDigest(tx: Tx, userId: string): Promise<void> {
  await tx.db
    .updateTable('notices')
    .set({ in_digest: 0 })
    .where('user_id', '=', userId)
    .where('in_digest', '=', IN_DIGEST)
    .execute()
}

/** Of several who want to send it today, one does. */
export async function claimDigest(tx: Tx, userId: string, today: string): Promise<boolean> {
  const row = await tx.db
    .updateTable('notice_settings')
    .set({ digest_on: today })
    .where('user_id', '=', userId)
    .where((is) => is.or([is('digest_on', 'is', null), is('digest_on', '!=', today)]))
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}
