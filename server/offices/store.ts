import type { Kysely, Selectable } from 'kysely'
import type { Tx } from '../platform/db/database.ts'
import type {
  OfficeCoverageRow,
  OfficeRow,
  PackRow,
  ProgrammeCallRow,
  Tables,
} from '../platform/db/tables.ts'

type Db = Kysely<Tables>

/** Every region pack, by country. */
export function allPacks(db: Db): Promise<Selectable<PackRow>[]> {
  return db.selectFrom('packs').selectAll().orderBy('country').execute()
}

/** The hash of the files that a country's pack was last imported from. */
export async function packHash(db: Db, country: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('packs')
    .select('hash')
    .where('country', '=', country)
    .executeTakeFirst()
  return row?.hash
}

export async function savePack(tx: Tx, pack: PackRow): Promise<void> {
  await tx.db
    .insertInto('packs')
    .values(pack)
    .onConflict((conflict) =>
      conflict.column('country').doUpdateSet({ hash: pack.hash, data: pack.data }),
    )
    .execute()
}

export async function saveCall(tx: Tx, call: ProgrammeCallRow): Promise<void> {
  await tx.db
    .insertInto('programme_calls')
    .values(call)
    .onConflict((conflict) => conflict.column('code').doUpdateSet(call))
    .execute()
}

/** Inserts or updates by slug; id and ticket counter of a known office stay. Gives the office's id. */
export async function saveOffice(tx: Tx, office: OfficeRow): Promise<string> {
  const { id: _id, next_number: _next, ...changes } = office
  const saved = await tx.db
    .insertInto('offices')
    .values(office)
    .onConflict((conflict) => conflict.column('slug').doUpdateSet(changes))
    .returning('id')
    .executeTakeFirstOrThrow()
  return saved.id
}

/** Empties the coverage of these offices before it is written anew, so that divisions can move. */
export async function clearCoverage(tx: Tx, officeIds: string[]): Promise<void> {
  if (officeIds.length === 0) return
  await tx.db.deleteFrom('office_coverage').where('office_id', 'in', officeIds).execute()
}

export async function saveCoverage(tx: Tx, rows: OfficeCoverageRow[]): Promise<void> {
  if (rows.length > 0) await tx.db.insertInto('office_coverage').values(rows).execute()
}

export function allOffices(db: Db): Promise<Selectable<OfficeRow>[]> {
  return db.selectFrom('offices').selectAll().orderBy('slug').execute()
}

export function allCoverage(db: Db): Promise<Selectable<OfficeCoverageRow>[]> {
  return db.selectFrom('office_coverage').selectAll().execute()
}

export function allCalls(db: Db): Promise<Selectable<ProgrammeCallRow>[]> {
  return db.selectFrom('programme_calls').selectAll().execute()
}

/** The next ticket number of an office, `GR-2481`; unique because the row is locked by the update. */
export async function takeTicketNumber(tx: Tx, officeId: string): Promise<string> {
  const { prefix, next_number } = await tx.db
    .updateTable('offices')
    .set((row) => ({ next_number: row('next_number', '+', 1) }))
    .where('id', '=', officeId)
    .returning(['prefix', 'next_number'])
    .executeTakeFirstOrThrow()
  return `${prefix}-${next_number - 1}`
}
