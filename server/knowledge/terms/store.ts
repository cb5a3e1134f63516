import type { Kysely } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { inParts } from '../../platform/db/in-parts.ts'
import type { Tables } from '../../platform/db/tables.ts'
import type { Term } from './term.ts'

type Db = Kysely<Tables>

/** The glossary that readers see, by key. */
export async function allTerms(db: Db): Promise<Term[]> {
  const rows = await db.selectFrom('glossary_terms').selectAll().orderBy('key').execute()
  return rows.map(({ texts, ...term }) => ({ ...term, texts: JSON.parse(texts) as Term['texts'] }))
}

/** Of the file that the terms came from; `null` where there never was one. */
export async function glossaryHash(db: Db): Promise<string | null> {
  const row = await db.selectFrom('knowledge_state').select('glossary_hash').executeTakeFirst()
  return row?.glossary_hash ?? null
}

/** Takes the place of the whole glossary. */
export async function replaceTerms(tx: Tx, terms: Term[]): Promise<void> {
  await tx.db.deleteFrom('glossary_terms').execute()
  const rows = terms.map(({ texts, ...term }) => ({ ...term, texts: JSON.stringify(texts) }))
  for (const part of inParts(rows)) {
    await tx.db.insertInto('glossary_terms').values(part).execute()
  }
}

/** Remembers the file; the generation, in the same row, was moved on before. */
export async function saveGlossaryHash(tx: Tx, hash: string): Promise<void> {
  await tx.db.updateTable('knowledge_state').set({ glossary_hash: hash }).execute()
}
