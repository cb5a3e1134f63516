import type { Insertable, Kysely, Selectable } from 'kysely'
import type { Tx } from '../platform/db/database.ts'
import type { SessionRow, SetupLinkRow, Tables, UserRow } from '../platform/db/tables.ts'

type Db = Kysely<Tables>
export type User = Selectable<UserRow>

/** Of a large network (domain.md §2: 150 offices). */
const MOST_PEOPLE = 5_000

export function userByEmail(db: Db, email: string): Promise<User | undefined> {
  return db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst()
}

export function userById(db: Db, id: string): Promise<User | undefined> {
  return db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function hasUsers(db: Db): Promise<boolean> {
  return (await db.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** Gives the id, or undefined when the address is taken. */
export async function insertUser(tx: Tx, user: Insertable<UserRow>): Promise<string | undefined> {
  const row = await tx.db
    .insertInto('users')
    .values(user)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export async function setUserPassword(
  tx: Tx,
  email: string,
  hash: string,
): Promise<User | undefined> {
  return await tx.db
    .updateTable('users')
    .set({ password_hash: hash })
    .where('email', '=', email)
    .returningAll()
    .executeTakeFirst()
}

export async function disableUser(tx: Tx, email: string): Promise<User | undefined> {
  return await tx.db
    .updateTable('users')
    .set({ status: 'disabled' })
    .where('email', '=', email)
    .returningAll()
    .executeTakeFirst()
}

export function activeUser(db: Db, id: string): Promise<User | undefined> {
  return db
    .selectFrom('users')
    .selectAll()
    .where('id', '=', id)
    .where('status', '=', 'active')
    .executeTakeFirst()
}

/** Who can be assigned a ticket of this office, by name. */
export function answeringStaff(db: Db, officeId: string): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('office_id', '=', officeId)
    .where('status', '=', 'active')
    .where('role', 'in', ['advisor', 'office-admin'])
    .orderBy('name')
    .limit(200)
    .execute()
}

/** Those who answer, of these offices (`undefined`: all), by name. */
export function answeringPeople(
  db: Db,
  officeIds: string[] | undefined,
): Promise<{ id: string; name: string; office_id: string | null }[]> {
  let query = db
    .selectFrom('users')
    .select(['id', 'name', 'office_id'])
    .where('status', '=', 'active')
    .where('role', 'in', ['advisor', 'office-admin'])
  if (officeIds) query = query.where('office_id', 'in', officeIds)
  return query.orderBy('name').limit(MOST_PEOPLE).execute()
}

export async function changeUser(
  tx: Tx,
  id: string,
  change: Partial<Pick<User, 'lang' | 'keys_off'>>,
): Promise<void> {
  await tx.db.updateTable('users').set(change).where('id', '=', id).execute()
}

export async function insertSession(tx: Tx, session: SessionRow): Promise<void> {
  await tx.db.insertInto('sessions').values(session).execute()
}

/** The active user of a session that has not run out, with the moment it does. */
export function sessionUser(
  db: Db,
  tokenHash: string,
  now: string,
): Promise<(User & { expires_at: string }) | undefined> {
  return db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .selectAll('users')
    .select('sessions.expires_at')
    .where('sessions.token_hash', '=', tokenHash)
    .where('sessions.expires_at', '>', now)
    .where('users.status', '=', 'active')
    .executeTakeFirst()
}

/** Those of the given sessions that still hold. */
export async function liveSessions(db: Db, hashes: string[], now: string): Promise<Set<string>> {
  if (hashes.length === 0) return new Set()
  const rows = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select('sessions.token_hash')
    .where('sessions.token_hash', 'in', hashes)
    .where('sessions.expires_at', '>', now)
    .where('users.status', '=', 'active')
    .execute()
  return new Set(rows.map(({ token_hash }) => token_hash))
}

export async function deleteSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.db.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute()
}

export async function deleteSessionsOf(tx: Tx, userId: string): Promise<void> {
  await tx.db.deleteFrom('sessions').where('user_id', '=', userId).execute()
}

export async function deleteExpiredSessions(tx: Tx, now: string): Promise<void> {
  await tx.db.deleteFrom('sessions').where('expires_at', '<=', now).execute()
}

export async function insertSetupLink(tx: Tx, link: SetupLinkRow): Promise<void> {
  await tx.db.deleteFrom('setup_links').where('used_at', 'is', null).execute()
  await tx.db.insertInto('setup_links').values(link).execute()
}

/** Uses the link up; false when it is unknown, used or run out. */
export async function useSetupLink(tx: Tx, tokenHash: string, now: string): Promise<boolean> {
  const row = await tx.db
    .updateTable('setup_links')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('token_hash')
    .executeTakeFirst()
  return row !== undefined
}

export async function isSetupLinkOpen(db: Db, tokenHash: string, now: string): Promise<boolean> {
  const row = await db
    .selectFrom('setup_links')
    .select('token_hash')
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row !== undefined
}
