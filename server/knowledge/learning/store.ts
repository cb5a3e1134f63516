import { type Kysely, sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { inParts } from '../../platform/db/in-parts.ts'
import type { GapMarkRow, PhrasingRow, QuestionLogRow } from '../../platform/db/knowledge-tables.ts'
import type { Tables } from '../../platform/db/tables.ts'
import { OUT_OF_SCOPE, type Phrasing } from './phrasing.ts'

type Db = Kysely<Tables>

/** What the search learns from, in the same order however it came into the database. */
export async function phrasingRows(db: Db): Promise<Phrasing[]> {
  const rows = await accepted(db).select(['slug', 'lang', 'text', 'folded']).execute()
  return rows
    .sort((one, other) => compare(keyOf(one), keyOf(other)))
    .map(({ slug, lang, text }) =>
      slug === OUT_OF_SCOPE
        ? { slug: undefined, lang, text, isOutOfScope: true }
        : { slug: slug ?? undefined, lang, text },
    )
}

/** Another one whenever other phrasings are accepted. */
export async function phrasingStamp(db: Db): Promise<string> {
  const { count, newest, decided } = await accepted(db)
    .select((row) => [
      row.fn.countAll<number>().as('count'),
      row.fn.max('id').as('newest'),
      row.fn.max('decided_at').as('decided'),
    ])
    .executeTakeFirstOrThrow()
  return JSON.stringify([Number(count), newest, decided])
}

export type AcceptedPhrasing = Pick<
  PhrasingRow,
  'id' | 'slug' | 'lang' | 'text' | 'folded' | 'origin'
>

export function acceptedPhrasings(db: Db): Promise<AcceptedPhrasing[]> {
  return accepted(db).select(['id', 'slug', 'lang', 'text', 'folded', 'origin']).execute()
}

/** A literal, because SQLite takes a partial index only for a term it can read in the statement. */
const ACCEPTED = sql.lit<PhrasingRow['state']>('accepted')

function accepted(db: Db) {
  return db.selectFrom('phrasings').where('state', '=', ACCEPTED)
}

/** Hashes of the files that phrasings came from, by file. */
export async function phrasingHashes(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('phrasing_files').selectAll().execute()
  return new Map(rows.map(({ file, hash }) => [file, hash]))
}

export async function savePhrasingHash(tx: Tx, file: string, hash: string): Promise<void> {
  await tx.db
    .insertInto('phrasing_files')
    .values({ file, hash })
    .onConflict((conflict) => conflict.column('file').doUpdateSet({ hash }))
    .execute()
}

/** Keeps those that nobody has yet: one phrasing belongs to one guide. */
export async function insertPhrasings(tx: Tx, rows: PhrasingRow[]): Promise<void> {
  for (const part of inParts(rows)) {
    await tx.db
      .insertInto('phrasings')
      .values(part)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** Takes out phrasings that came from files, never those that somebody decided about. */
export async function withdrawFilePhrasings(tx: Tx, ids: string[]): Promise<void> {
  for (const part of inParts(ids)) {
    await tx.db
      .deleteFrom('phrasings')
      .where('id', 'in', part)
      .where('origin', '=', 'file')
      .execute()
  }
}

function keyOf({ slug, lang, folded }: Pick<PhrasingRow, 'slug' | 'lang' | 'folded'>): string {
  return `${slug ?? ''} ${lang} ${folded}`
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}

export type ListedPhrasing = PhrasingRow & { decider: string | null }

/** What somebody decides or decided about, newest first. `officeIds`: `undefined` means all. */
export async function listPhrasings(
  db: Db,
  { state, officeIds, before, limit }: PhrasingFilter,
): Promise<ListedPhrasing[]> {
  if (officeIds?.length === 0) return []
  let query = decidable(db).where('p.state', '=', state)
  if (officeIds) query = query.where('p.office_id', 'in', officeIds)
  if (before !== undefined) query = query.where('p.id', '<', before)
  return await query.orderBy('p.id', 'desc').limit(limit).execute()
}

type PhrasingFilter = {
  state: PhrasingRow['state']
  officeIds: string[] | undefined
  before: string | undefined
  limit: number
}

export async function phrasingById(
  db: Db,
  id: string,
  officeIds: string[] | undefined,
): Promise<ListedPhrasing | undefined> {
  if (officeIds?.length === 0) return undefined
  let query = decidable(db).where('p.id', '=', id)
  if (officeIds) query = query.where('p.office_id', 'in', officeIds)
  return await query.executeTakeFirst()
}

function decidable(db: Db) {
  return db
    .selectFrom('phrasings as p')
    .leftJoin('users as u', 'u.id', 'p.decided_by')
    .selectAll('p')
    .select('u.name as decider')
    .where('p.origin', '<>', 'file')
}

/** Whose an accepted phrasing is: null is a person; `undefined` where nobody has it. */
export async function acceptedOwner(
  db: Db,
  lang: string,
  folded: string,
): Promise<{ id: string; slug: string | null } | undefined> {
  return await accepted(db)
    .select(['id', 'slug'])
    .where('lang', '=', lang)
    .where('folded', '=', folded)
    .executeTakeFirst()
}

/** Changes a phrasing that is still as it was read. Gives whether it was. */
export async function savePhrasing(
  tx: Tx,
  { id, state }: Pick<PhrasingRow, 'id' | 'state'>,
  change: Partial<PhrasingRow>,
): Promise<boolean> {
  const changed = await tx.db
    .updateTable('phrasings')
    .set(change)
    .where('id', '=', id)
    .where('state', '=', state)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

export async function insertGapMark(tx: Tx, mark: GapMarkRow): Promise<void> {
  await tx.db.insertInto('gap_marks').values(mark).execute()
}

/** Notes what is known of who asked, for counting gaps by sector and region. */
export async function saveAsker(
  tx: Tx,
  id: string,
  asker: Pick<QuestionLogRow, 'section' | 'nuts2'>,
): Promise<void> {
  await tx.db.updateTable('question_log').set(asker).where('id', '=', id).execute()
}

export async function saveResolvedWith(tx: Tx, id: string, slug: string): Promise<void> {
  await tx.db
    .updateTable('question_log')
    .set({ resolved_with: slug })
    .where('id', '=', id)
    .execute()
}
