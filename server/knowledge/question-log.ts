import type { AskRequest } from '../contract/knowledge.ts'
import { type Context, nowText } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import { maskPersonalData } from './mask.ts'
import type { Answered } from './reply.ts'
import * as store from './store.ts'

/** Keeps a question without personal data, with what was cited and what was retrieved, apart. */
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

/** What came of an answer; the last word counts. */
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
