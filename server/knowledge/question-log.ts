import { v5 as nameUuid } from 'uuid'
import type { AskRequest } from '../contract/knowledge.ts'
import { type Context, nowText } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import { maskPersonalData } from './mask.ts'
import type { Answered } from './reply.ts'
import * as store from './store.ts'

/** Namespace of the log's ids: a question is one entry, wherever and however often it is answered. */
const QUESTION_NAMESPACE = '5f0f7d0c-4c39-4b1b-8f0e-7f6a0c6d3b52'

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
  const { data, retrieved } = answered
  const cited = data.citations.map(({ slug, lang, revision }) => ({ slug, lang, revision }))
  await store.insertQuestion(tx, {
    id,
    at: nowText(ctx),
    text: maskPersonalData(request.text),
    lang: data.lang,
    decision: data.decision,
    confidence: data.confidence,
    cited: JSON.stringify(cited),
    retrieved: JSON.stringify(retrieved),
    office: request.office ?? null,
    outcome: null,
    outcome_reason: null,
  })
}

/** Whether an answer helped; the last word counts. */
export async function noteFeedback(
  ctx: Context,
  questionId: string,
  { helpful, reason }: { helpful: boolean; reason?: string | undefined },
): Promise<void> {
  await ctx.app.db.inTransaction((tx) =>
    store.saveOutcome(tx, questionId, {
      outcome: helpful ? 'helpful' : 'not-helpful',
      outcome_reason: reason === undefined ? null : maskPersonalData(reason),
    }),
  )
}

/** The question went on to an office; what the visitor said about its answer says more and stays. */
export async function noteHandedOver(tx: Tx, questionId: string): Promise<void> {
  await store.saveFirstOutcome(tx, questionId, 'handed-over')
}
