import type { Kysely, Selectable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Tables } from '../../platform/db/tables.ts'
import type { SavedViewRow } from '../../platform/db/ticket-tables.ts'

type Db = Kysely<Tables>

/** One person's, one office's, and the network's: each group has as many at most. */
export const MAX_VIEWS = 30

export type StoredView = Selectable<SavedViewRow> & { owner_name: string }
type Reader = { userId: string; officeId: string | undefined }

function stored(db: Db) {
  return db
    .selectFrom('saved_views')
    .innerJoin('users', 'users.id', 'saved_views.owner_id')
    .selectAll('saved_views')
    .select('users.name as owner_name')
}

/** The views that someone sees: the network's, its office's, its own. */
export async function viewsFor(db: Db, reader: Reader): Promise<StoredView[]> {
  const groups = await Promise.all([
    viewsOf(db, { visibility: 'network', owner_id: '', office_id: null }),
    ...(reader.officeId
      ? [viewsOf(db, { visibility: 'office', owner_id: '', office_id: reader.officeId })]
      : []),
    viewsOf(db, { visibility: 'private', owner_id: reader.userId, office_id: null }),
  ])
  return groups.flat()
}

type Group = Pick<SavedViewRow, 'visibility' | 'owner_id' | 'office_id'>

function viewsOf(db: Db, { visibility, owner_id, office_id }: Group): Promise<StoredView[]> {
  let query = stored(db).where('visibility', '=', visibility)
  if (visibility === 'private') query = query.where('saved_views.owner_id', '=', owner_id)
  if (visibility === 'office') query = query.where('saved_views.office_id', '=', office_id)
  return query.orderBy('saved_views.id').limit(MAX_VIEWS).execute()
}

export function viewById(db: Db, id: string): Promise<StoredView | undefined> {
  return stored(db).where('saved_views.id', '=', id).executeTakeFirst()
}

/** Whether the group of a view has no room for another. */
export async function isGroupFull(tx: Tx, group: Group): Promise<boolean> {
  return (await viewsOf(tx.db, group)).length >= MAX_VIEWS
}

export async function insertView(tx: Tx, view: SavedViewRow): Promise<void> {
  await tx.db.insertInto('saved_views').values(view).execute()
}

type Versioned = Pick<SavedViewRow, 'id' | 'version'>

/** @returns whether it still had this version */
export async function updateView(
  tx: Tx,
  { id, version }: Versioned,
  change: Partial<SavedViewRow>,
): Promise<boolean> {
  const changed = await tx.db
    .updateTable('saved_views')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

/** @returns whether it still had this version */
export async function deleteView(tx: Tx, { id, version }: Versioned): Promise<boolean> {
  const deleted = await tx.db
    .deleteFrom('saved_views')
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return deleted !== undefined
}
