import type { Kysely, Selectable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { MacroRow } from '../../platform/db/macro-tables.ts'
import type { Tables } from '../../platform/db/tables.ts'

type Db = Kysely<Tables>
export type StoredMacro = Selectable<MacroRow>
/** Where macros stand together: one person's, one office's, or the network's. */
export type Shelf = Pick<StoredMacro, 'visibility' | 'keeper_id'>

/** The newest macros of one shelf, from `before` on. */
export function macrosOf(
  db: Db,
  shelf: Shelf,
  before: string | undefined,
  limit: number,
): Promise<StoredMacro[]> {
  return macrosOfQuery(db, shelf, before, limit).execute()
}

/** Apart, so that a test can ask for its plan. */
export function macrosOfQuery(db: Db, shelf: Shelf, before: string | undefined, limit: number) {
  const query = db
    .selectFrom('macros')
    .selectAll()
    .where('visibility', '=', shelf.visibility)
    .where('keeper_id', '=', shelf.keeper_id)
    .where('deleted_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(limit)
  return before === undefined ? query : query.where('id', '<', before)
}

/**
 * A macro that this person sees: the own, those of these offices (`undefined`: all), the network's.
 */
export function macroInSight(
  db: Db,
  id: string,
  { userId, officeIds }: { userId: string; officeIds: string[] | undefined },
): Promise<StoredMacro | undefined> {
  return db
    .selectFrom('macros')
    .selectAll()
    .where('id', '=', id)
    .where(({ and, eb, or }) =>
      or([
        eb('visibility', '=', 'network'),
        and([eb('visibility', '=', 'private'), eb('keeper_id', '=', userId)]),
        and([
          eb('visibility', '=', 'office'),
          ...(officeIds ? [eb('keeper_id', 'in', officeIds)] : []),
        ]),
      ]),
    )
    .executeTakeFirst()
}

export async function insertMacro(tx: Tx, macro: StoredMacro): Promise<void> {
  await tx.db.insertInto('macros').values(macro).execute()
}

/** @returns the changed row, or undefined when its version had moved on */
export function changeMacro(
  tx: Tx,
  { id, version }: Pick<StoredMacro, 'id' | 'version'>,
  change: Partial<MacroRow>,
): Promise<StoredMacro | undefined> {
  return tx.db
    .updateTable('macros')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()
}

/** How many stand on a shelf; bounded, because a shelf is. */
export async function countMacros(tx: Tx, shelf: Shelf): Promise<number> {
  const { count } = await tx.db
    .selectFrom('macros')
    .select((fn) => fn.fn.countAll<number>().as('count'))
    .where('visibility', '=', shelf.visibility)
    .where('keeper_id', '=', shelf.keeper_id)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Forgets what was deleted from a shelf before `at`: nobody will want it back. */
export async function forgetDeleted(tx: Tx, shelf: Shelf, at: string): Promise<void> {
  await tx.db
    .deleteFrom('macros')
    .where('visibility', '=', shelf.visibility)
    .where('keeper_id', '=', shelf.keeper_id)
    .where('deleted_at', '<', at)
    .execute()
}
