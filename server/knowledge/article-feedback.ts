import { type Context, nowText } from '../platform/context.ts'
import { notFound } from '../platform/problem.ts'
import { findArticle } from './articles.ts'
import { maskPersonalData } from './mask.ts'
import * as store from './store.ts'

export type ArticleFeedback = {
  /** Made for the page that was read: pressing twice counts once. */
  id: string
  slug: string
  helpful: boolean
  reason?: string | undefined
}

/**
 * Whether a guide helped its reader, told to no one but the editors; personal data masked.
 * @throws not-found (404) for a guide that is not published
 */
export async function noteArticleFeedback(ctx: Context, feedback: ArticleFeedback): Promise<void> {
  const { id, slug, helpful, reason } = feedback
  const article = await findArticle(ctx, slug, ctx.lang)
  if (!article) throw notFound()
  await ctx.app.db.inTransaction((tx) =>
    store.insertArticleFeedback(tx, {
      id,
      at: nowText(ctx),
      slug,
      lang: article.lang,
      revision_id: article.revision,
      helpful: helpful ? 1 : 0,
      reason: reason === undefined ? null : maskPersonalData(reason),
    }),
  )
}
