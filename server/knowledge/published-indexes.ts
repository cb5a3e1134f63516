import type { Kysely } from 'kysely'
import type { Tables } from '../platform/db/tables.ts'
import type { Chunk, WholeMeta } from './article.ts'
import { buildIndexes } from './build-index.ts'
import type { IndexData, IndexedArticle } from './language-index.ts'
import { phrasingRows } from './learning/store.ts'
import * as store from './store.ts'
import { allTerms } from './terms/store.ts'

/** Indexes of what is published now. */
export async function publishedIndexes(db: Kysely<Tables>): Promise<IndexData[]> {
  const articles = (await store.indexRows(db)).map(toIndexed)
  return buildIndexes(articles, await allTerms(db), await phrasingRows(db))
}

export function toIndexed({ id, slug, lang, meta, chunks }: store.IndexRow): IndexedArticle {
  return {
    slug,
    lang,
    revision: id,
    meta: JSON.parse(meta) as WholeMeta,
    chunks: JSON.parse(chunks) as Chunk[],
  }
}
