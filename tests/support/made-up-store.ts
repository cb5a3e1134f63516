import { v7 as uuid } from 'uuid'
import * as store from '../../server/knowledge/store.ts'
import type { MadeUp } from '../bench/made-up.ts'
import type { Service } from './service.ts'

/** Publishes a text of an article as an editor would; found by everybody when it resolves. */
export async function publishArticle({ app }: Service, article: MadeUp): Promise<void> {
  const { slug, lang, meta, chunks, markdown, html } = article
  const [id, at] = [uuid(), app.now().toISOString()]
  await app.db.inTransaction(async (tx) => {
    await store.bumpGeneration(tx)
    const texts = { meta: JSON.stringify(meta), chunks: JSON.stringify(chunks), markdown, html }
    await store.insertRevision(tx, { id, slug, lang, origin: 'console', ...texts, created_at: at })
    await store.saveArticle(tx, {
      slug,
      lang,
      file_hash: null,
      origin: 'console',
      revision_id: id,
      draft_revision_id: null,
      created_at: at,
      updated_at: at,
    })
  })
  await app.knowledge.refresh()
}

/** Takes an article off the shelf; nobody is given it when it resolves. */
export async function withdrawArticle({ app }: Service, slug: string): Promise<void> {
  await app.db.inTransaction(async (tx) => {
    await store.bumpGeneration(tx)
    await tx.db.deleteFrom('articles').where('slug', '=', slug).execute()
  })
  await app.knowledge.refresh()
}
