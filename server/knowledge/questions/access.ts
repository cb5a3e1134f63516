import type { Context } from '../../platform/context.ts'
import type { QuestionLogRow } from '../../platform/db/knowledge-tables.ts'
import { notFound } from '../../platform/problem.ts'
import { officesInScope } from '../scope.ts'
import { questionById } from './store.ts'

/**
 * The offices, by slug, whose questions the caller may read: those asked on their websites and those
 * handed over to them; `undefined` means the whole network.
 * @throws sign-in-required (401), not-allowed (403)
 */
export function slugsInScope(ctx: Context): string[] | undefined {
  return officesInScope(ctx, 'read-questions')?.map(({ slug }) => slug)
}

/**
 * The question, if it lies in the caller's scope; one of another office answers exactly as one that does
 * not exist, after the same query.
 * @throws sign-in-required (401), not-allowed (403), not-found (404)
 */
export async function loadQuestionFor(ctx: Context, id: string): Promise<QuestionLogRow> {
  const question = await questionById(ctx.app.db.read, id, slugsInScope(ctx))
  if (!question) throw notFound()
  return question
}
