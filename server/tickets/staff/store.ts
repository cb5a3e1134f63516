import type { Kysely } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Tables } from '../../platform/db/tables.ts'
import type { AdvisorDeskRow, StaffStatus } from '../../platform/db/together-tables.ts'

type Db = Kysely<Tables>

export function chosenStatuses(db: Db): Promise<{ user_id: string; status: StaffStatus }[]> {
  return db.selectFrom('advisor_desks').select(['user_id', 'status']).execute()
}

export type DeskOf = {
  id: string
  name: string
  max_live: number | null
  last_given_at: string | null
  live: number
}

/** Who can be given a ticket of this office, with what each has in hand, by name. */
export async function desksOf(db: Db, officeId: string): Promise<DeskOf[]> {
  return await db
    .selectFrom('users')
    .leftJoin('advisor_desks', 'advisor_desks.user_id', 'users.id')
    .leftJoin('advisor_loads', 'advisor_loads.user_id', 'users.id')
    .select(['users.id', 'users.name', 'advisor_desks.max_live', 'advisor_desks.last_given_at'])
    .select((row) => row.fn.coalesce('advisor_loads.live', row.lit(0)).as('live'))
    .where('users.office_id', '=', officeId)
    .where('users.status', '=', 'active')
    .where('users.role', 'in', ['advisor', 'office-admin'])
    .orderBy('users.name')
    .limit(200)
    .execute()
}

/** One person's desk; nothing was chosen yet where there is no row. */
export async function deskOf(
  db: Db,
  userId: string,
): Promise<{ max_live: number | null; live: number }> {
  const [desk, load] = await Promise.all([
    db
      .selectFrom('advisor_desks')
      .select('max_live')
      .where('user_id', '=', userId)
      .executeTakeFirst(),
    db.selectFrom('advisor_loads').select('live').where('user_id', '=', userId).executeTakeFirst(),
  ])
  return { max_live: desk?.max_live ?? null, live: load?.live ?? 0 }
}

/** Keeps what is given of a person's desk, and what it had of the rest. */
export async function saveDesk(
  tx: Tx,
  userId: string,
  change: Partial<Omit<AdvisorDeskRow, 'user_id' | 'updated_at'>>,
  updated_at: string,
): Promise<void> {
  const fresh = { status: 'online' as const, max_live: null, last_given_at: null }
  await tx.db
    .insertInto('advisor_desks')
    .values({ user_id: userId, ...fresh, ...change, updated_at })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ ...change, updated_at }))
    .execute()
}
