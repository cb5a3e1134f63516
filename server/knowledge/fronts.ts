import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from '../platform/db/database.ts'
import { inParts } from '../platform/db/in-parts.ts'
import type { WholeMeta } from './article.ts'
import type { Published } from './present.ts'
import * as store from './store.ts'

/** A published article's front matter; the row has it as text no more. */
export type Front = Published & { slug: string; lang: string }

/** Front matter by revision, which never changes. */
const readBefore = new WeakMap<Database, Map<string, WholeMeta>>()

/**
 * Front matter of every published article, by slug. Only what is new is read and parsed, in parts:
 * that of ten thousand articles at once would hold up everybody for a fifth of a second.
 */
export async function publishedFronts(db: Database): Promise<Front[]> {
  const rows = await store.publishedDates(db.read)
  const before = readBefore.get(db) ?? new Map<string, WholeMeta>()
  const metas = new Map<string, WholeMeta>()
  const missing: string[] = []
  for (const { id } of rows) {
    const meta = before.get(id)
    if (meta) metas.set(id, meta)
    else missing.push(id)
  }
  for (const part of inParts(missing)) {
    for (const { id, meta } of await store.metasOf(db.read, part)) {
      metas.set(id, JSON.parse(meta) as WholeMeta)
    }
    await nextTurn()
  }
  readBefore.set(db, metas)
  return rows.flatMap((row) => {
    const meta = metas.get(row.id)
    return meta ? [{ slug: row.slug, lang: row.lang, row, meta }] : []
  })
}
