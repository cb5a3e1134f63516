import { v5 as nameUuid } from 'uuid'
import type { AskRequest } from '../contract/knowledge.ts'
import { type Context, nowText } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import { words } from '../platform/text/analyser.ts'
import { saveAsker, saveResolvedWith } from './learning/store.ts'
import { maskPersonalData } from './mask.ts'
import { saveHandedTo } from './questions/store.ts'
import type { Answered } from './reply.ts'
import * as store from './store.ts'

/** Namespace of the log's ids: a question is one entry, wherever and however often it is answered. */
const QUESTION_NAMESPACE = '5f0f7d0c-4c39-4b1b-8f0e-7f6a0c6d3b52'

type CitedRevision = { slug: string; lang: string; revision: string }

/** Under which id the question of a visitor's message is kept. */
export function questionIdOf(message: string): string {
  return nameUuid(message, QUESTION_NAMESPACE)
}

/** Keeps a question without personal data, with what was cited and what was retrieved, apart; once by id. */
export async function recordQuestion(
  ctx: Context,
  tx: Tx,
  { id, request, answered }: { id: string; request: AskRequest; answered: Answered },
): Promise<void> {
  const { data, retrieved, askedLang, explanation, rephrased } = answered
  const cited: CitedRevision[] = data.citations.map(({ slug, lang, revision }) => ({
    slug,
    lang,
    revision,
  }))
  const at = nowText(ctx)
  const office = request.office ?? null
  const text = maskPersonalData(request.text)
  const isNew = await store.insertQuestion(tx, {
    id,
    at,
    text,
    lang: data.lang,
    decision: data.decision,
    confidence: data.confidence,
    cited: JSON.stringify(cited),
    retrieved: JSON.stringify(retrieved),
    office,
    outcome: null,
    outcome_reason: null,
    section: data.route.sector?.nace ?? null,
    nuts2: data.route.region?.nuts2 ?? null,
    resolved_with: null,
    asked_lang: askedLang,
    handed_to: null,
    search_text: words(text).join(' '),
    explanation,
    rephrased: rephrased && JSON.stringify(rephrased),
  })
  if (isNew) tx.afterCommit(() => countAnswer(ctx, { at, office, cited }, 1))
}

/** Whether an answer helped; the last word counts. */
export async function noteFeedback(
  ctx: Context,
  questionId: string,
  { helpful, reason }: { helpful: boolean; reason?: string | undefined },
): Promise<void> {
  await ctx.app.db.inTransaction(async (tx) => {
    const turned = await store.saveOutcome(tx, questionId, {
      outcome: helpful ? 'helpful' : 'not-helpful',
      outcome_reason: reason === undefined ? null : maskPersonalData(reason),
    })
    if (!turned) return
    const cited = JSON.parse(turned.cited) as CitedRevision[]
    tx.afterCommit(() => countAnswer(ctx, { ...turned, cited }, helpful ? 1 : -1))
  })
}

/** The question went on to an office; what the visitor said about its answer says more and stays. */
export async function noteHandedOver(tx: Tx, questionId: string): Promise<void> {
  await store.saveFirstOutcome(tx, questionId, 'handed-over')
}

/** Which office took the questions of a conversation over: from now on they are its own as well. */
export async function noteHandedTo(tx: Tx, questionIds: string[], office: string): Promise<void> {
  await saveHandedTo(tx, questionIds, office)
}

/** What is known of who asked since the question went on to an office. */
export async function noteAsker(
  tx: Tx,
  questionId: string,
  { section, nuts2 }: { section: string | null; nuts2: string | null },
): Promise<void> {
  await saveAsker(tx, questionId, { section, nuts2 })
}

/** The guide that answered it after all: an advisor said so, or the visitor chose it. */
export async function noteResolvedWith(tx: Tx, questionId: string, slug: string): Promise<void> {
  await saveResolvedWith(tx, questionId, slug)
}

/** Only the guide that was quoted counts, on the day of the question and for the office it came from. */
function countAnswer(
  { app }: Context,
  { at, office, cited }: { at: string; office: string | null; cited: CitedRevision[] },
  step: 1 | -1,
): void {
  const [quoted] = cited
  if (!quoted) return
  app.popularity.answers.add(
    { day: at.slice(0, 10), office: office ?? '', slug: quoted.slug },
    step,
  )
}
