import { requireStaff } from '../accounts/service.ts'
import type { App, Context } from '../platform/context.ts'
import { toFinding } from './content-import.ts'
import { type ContentProblem, describeFinding } from './content-report.ts'
import * as store from './store.ts'

export { type Answered, answerQuestion, ask, search, suggestGuides } from './answers.ts'
export { noteArticleFeedback } from './article-feedback.ts'
export { findArticle, guidesVersion, guideTitles, listArticles } from './articles.ts'
export { categories } from './categories.ts'
export { exportContent } from './content-export.ts'
export { importContent } from './content-import.ts'
export { type ContentProblem, checkContent } from './content-report.ts'
export { KnowledgeEngine } from './engine.ts'
export { proposePhrasing } from './learning/proposals.ts'
export { lookUpText } from './learning/text-lookup.ts'
export { byDemand, popularGuides } from './popular/popular-guides.ts'
export { forgetOldAnswers, Popularity } from './popular/popularity.ts'
export { guidesLinkedIn } from './present.ts'
export {
  noteAsker,
  noteFeedback,
  noteHandedOver,
  noteHandedTo,
  noteResolvedWith,
  questionIdOf,
  recordQuestion,
} from './question-log.ts'
export { askAgain, readGuideText, readQuestion } from './questions/question-detail.ts'
export { listQuestions } from './questions/question-list.ts'
export { answerReliability } from './questions/reliability.ts'
export { Rephraser } from './rephrasing/rephraser.ts'
export { explainTerms, listTerms } from './terms/glossary-pages.ts'

/**
 * What the last import found wrong in the content files, in the reader's words.
 * @throws sign-in-required (401); not-allowed (403)
 */
export async function listContentProblems(ctx: Context): Promise<ContentProblem[]> {
  requireStaff(ctx, 'read-content-problems')
  const rows = await store.contentProblems(ctx.app.db.read)
  return rows.map((row) => describeFinding(toFinding(row), ctx.lang))
}

/**
 * Has the index built or read beside the rest of the start. The very first start has nothing to answer
 * from before its import.
 */
export async function startIndex(app: App): Promise<void> {
  if (await store.isAnyPublished(app.db.read)) void app.knowledge.start()
}

/** Has every index built anew, in this process and, within a second, in every other one. */
export async function reindex(app: App): Promise<void> {
  await app.db.inTransaction((tx) => store.bumpGeneration(tx))
  await app.knowledge.refresh()
}
