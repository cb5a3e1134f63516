import { type Kysely, type Selectable, sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Tables } from '../../platform/db/tables.ts'
import type { ReferralRow, ReferralState } from '../../platform/db/ticket-tables.ts'

type Db = Kysely<Tables>
export type Referral = Selectable<ReferralRow>

/** A literal, because SQLite takes a partial index only for a term it can read in the statement. */
const PENDING = sql.lit<ReferralState>('pending')

export async function insertReferral(tx: Tx, referral: ReferralRow): Promise<void> {
  await tx.db.insertInto('referrals').values(referral).execute()
}

/** A ticket's moves, first to last, with who made them. */
export function referralsOf(
  db: Db,
  ticketId: string,
): Promise<(Referral & { by_name: string | null })[]> {
  return db
    .selectFrom('referrals')
    .leftJoin('users', 'users.id', 'referrals.made_by')
    .selectAll('referrals')
    .select('users.name as by_name')
    .where('ticket_id', '=', ticketId)
    .orderBy('position')
    .execute()
}

/**
 * Ends the wait for an answer to a referral; of two who end it at once, one does.
 * @returns whether it still waited
 */
export async function settleReferral(
  tx: Tx,
  id: string,
  outcome: Partial<ReferralRow>,
): Promise<boolean> {
  const settled = await tx.db
    .updateTable('referrals')
    .set(outcome)
    .where('id', '=', id)
    .where('state', '=', PENDING)
    .returning('id')
    .executeTakeFirst()
  return settled !== undefined
}

/** The referral of a ticket that waits for an answer, if there is one. */
export function pendingReferral(db: Db, ticketId: string): Promise<Referral | undefined> {
  return db
    .selectFrom('referrals')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .where('state', '=', PENDING)
    .executeTakeFirst()
}

/** Referrals whose time to be accepted has run out, the longest first. */
export function overdueReferrals(db: Db, now: string, limit: number): Promise<Referral[]> {
  return db
    .selectFrom('referrals')
    .selectAll()
    .where('state', '=', PENDING)
    .where('accept_by', '<=', now)
    .orderBy('accept_by')
    .limit(limit)
    .execute()
}

/** More wait nowhere; who has this many begins with the oldest. */
const MAX_TO_ACCEPT = 300

/** Tickets that wait for these offices (`undefined`: all) to say whether they take them. */
export async function ticketsToAccept(db: Db, officeIds: string[] | undefined): Promise<string[]> {
  const rows = await toAccept(db, officeIds)
    .select('ticket_id')
    .orderBy('id')
    .limit(MAX_TO_ACCEPT)
    .execute()
  return rows.map(({ ticket_id }) => ticket_id)
}

export async function countToAccept(db: Db, officeIds: string[] | undefined): Promise<number> {
  const { count } = await toAccept(db, officeIds)
    .select((fn) => fn.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

function toAccept(db: Db, officeIds: string[] | undefined) {
  const query = db.selectFrom('referrals').where('state', '=', PENDING)
  return officeIds ? query.where('to_office_id', 'in', officeIds) : query
}

export type HandedOverRow = Referral & {
  number: string
  now_office_id: string
  resolved_at: string | null
  by_name: string | null
}

/** One page of what these offices (`undefined`: all) handed over, newest first: a keyset list for each. */
export async function handedOver(
  db: Db,
  filter: { officeIds: string[] | undefined; before: string | undefined; limit: number },
): Promise<HandedOverRow[]> {
  const offices = filter.officeIds ?? [undefined]
  const lists = offices.map((office) => keysetList(db, filter, office))
  const [first, ...rest] = lists
  if (!first) return []
  const page = db
    .selectFrom(rest.reduce((union, list) => union.unionAll(list), first).as('merged'))
    .select('id')
    .orderBy('id', 'desc')
    .limit(filter.limit)
  const rows = await db
    .selectFrom('referrals')
    .innerJoin('tickets', 'tickets.id', 'referrals.ticket_id')
    .leftJoin('users', 'users.id', 'referrals.made_by')
    .selectAll('referrals')
    .select([
      'tickets.number',
      'tickets.office_id as now_office_id',
      'tickets.resolved_at',
      'users.name as by_name',
    ])
    .where('referrals.id', 'in', page)
    .execute()
  return rows.sort((a, b) => (a.id < b.id ? 1 : -1))
}

function keysetList(
  db: Db,
  { before, limit }: { before: string | undefined; limit: number },
  officeId: string | undefined,
) {
  let page = db.selectFrom('referrals').select('id').orderBy('id', 'desc').limit(limit)
  if (officeId !== undefined) page = page.where('from_office_id', '=', officeId)
  if (before !== undefined) page = page.where('id', '<', before)
  return db.selectFrom(page.as('page')).selectAll()
}
