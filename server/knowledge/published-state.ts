import type { Kysely } from 'kysely'
import type { Tables } from '../platform/db/tables.ts'
import type { Phrasing } from './learning/phrasing.ts'
import { phrasingRows, phrasingStamp } from './learning/store.ts'
import * as store from './store.ts'
import { glossaryHash } from './terms/store.ts'

/** What answers are to be made of, as far as it is cheap to know. */
export type PublishedState = {
  /** Moves with every change of what follows. */
  generation: number
  glossary: string | null
  articles: { slug: string; lang: string; revision: string }[]
  stamp: string
  phrasings: Phrasing[]
}

/** `before` saves reading thousands of phrasings when they are the same. */
export async function readState(
  db: Kysely<Tables>,
  before: PublishedState | undefined,
): Promise<PublishedState> {
  const generation = await store.generation(db)
  const refs = await store.publishedRefs(db)
  const stamp = await phrasingStamp(db)
  const glossary = await glossaryHash(db)
  // Published meanwhile: what was read may be some of both.
  if ((await store.generation(db)) !== generation) return await readState(db, before)
  return {
    generation,
    glossary,
    articles: refs.map(({ slug, lang, revision_id }) => ({ slug, lang, revision: revision_id })),
    stamp,
    phrasings: before?.stamp === stamp ? before.phrasings : await phrasingRows(db),
  }
}
