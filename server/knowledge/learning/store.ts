import type { Kysely } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { inParts } from '../../platform/db/in-parts.ts'
import type { PhrasingRow } from '../../platform/db/knowledge-tables.ts'
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

function accepted(db: Db) {
  return db.selectFrom('phrasings').where('state', '=', 'accepted')
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
