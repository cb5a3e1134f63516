import { v7 as uuid } from 'uuid'
import type { Alternative, AskReply, AskRequest, SearchReply } from '../contract/knowledge.ts'
import type { RouteRequest } from '../contract/routing.ts'
import { presentRoute, routeQuestion } from '../offices/service.ts'
import type { Context } from '../platform/context.ts'
import { once } from '../platform/db/idempotency.ts'
import { pickLang } from '../platform/i18n.ts'
import type { Cited, IndexAnswer } from './answerer.ts'
import { articleUrl, presentCitation, presentGuides } from './present.ts'
import { recordQuestion } from './question-log.ts'
import { materialFor } from './rephrasing/material.ts'
import { PATIENCE_MS, type Rephrased } from './rephrasing/rephraser.ts'
import { type Answered, type Worded, wordRephrased, wordReply } from './reply.ts'

export type { Answered } from './reply.ts'

const DEFAULT_RESULTS = 10

/**
 * The bot's answer to a question and the office it would go to. Stores nothing. What a language model may
 * take is counted from `askedAt`.
 * @throws unknown-office (400) at `office`; answers-unavailable (503)
 */
export async function answerQuestion(
  ctx: Context,
  request: AskRequest,
  askedAt: Date = ctx.app.now(),
): Promise<Answered> {
  const { text, lang, context } = request
  const question = { text, lang: lang ?? ctx.lang, context, today: today(ctx) }
  // The office is found while the other thread looks for the answer.
  const [found, routing] = await Promise.all([
    ctx.app.knowledge.ask(question),
    Promise.resolve().then(() => routeQuestion(ctx, routeRequest(request))),
  ])
  const own = { ...ctx, lang: pickLang(found.textLang) }
  const { reply, quote, rephrased } = await wordAnswer(ctx, text, found, askedAt)
  return {
    data: {
      decision: found.decision,
      lang: found.textLang,
      confidence: found.confidence,
      citations: citationsOf(found).map((cited) => presentCitation(own, cited)),
      alternatives: presentGuides(own, found.alternatives, found.textLang),
      route: presentRoute(own, routing),
      rephrased: rephrased !== null,
    },
    reply,
    answer: quote,
    retrieved: found.retrieved,
    askedLang: found.visitorLang,
    explanation: found.explanation,
    rephrased,
  }
}

/** The extract, or a language model's words for it where there is one and they hold. */
async function wordAnswer(
  { app }: Context,
  question: string,
  found: IndexAnswer,
  askedAt: Date,
): Promise<Worded & { rephrased: Rephrased | null }> {
  const worded = wordReply(found)
  const { cited } = found
  // Several questions have several sources: a model would be given one of them.
  const isOne = found.parts.length === 0
  const material = isOne && worded.quote && materialFor(question, found, worded.quote.text)
  if (!cited || !material) return { ...worded, rephrased: null }
  const patienceMs = PATIENCE_MS - (app.now().getTime() - askedAt.getTime())
  const rephrased = await app.rephraser.rephrase(material, patienceMs)
  if (!rephrased) return { ...worded, rephrased: null }
  return { ...wordRephrased(found, cited, rephrased.text), rephrased }
}

/**
 * Answers a question over HTTP and keeps it in the anonymous log, under `questionId` if it has one already.
 * @throws unknown-office (400) at `office`; answers-unavailable (503)
 */
export async function ask(
  ctx: Context,
  request: AskRequest,
  questionId = uuid(),
): Promise<AskReply> {
  const answered = await answerQuestion(ctx, request)
  return await ctx.app.db.inTransaction((tx) =>
    once(ctx, tx, async () => {
      await recordQuestion(ctx, tx, { id: questionId, request, answered })
      return publicShape(answered)
    }),
  )
}

/** Articles for the words of a search box, best first. @throws answers-unavailable (503) */
export async function search(
  ctx: Context,
  query: { q: string; lang?: string | undefined; limit?: number | undefined },
): Promise<SearchReply> {
  const found = await ctx.app.knowledge.search({
    text: query.q,
    lang: query.lang === undefined ? ctx.lang : pickLang(query.lang),
    today: today(ctx),
    limit: query.limit ?? DEFAULT_RESULTS,
  })
  return {
    items: found.map(({ section, ...item }) => ({
      ...item,
      url: articleUrl(ctx, item.slug, item.lang, section),
    })),
  }
}

/** The nearest guides to a question, for an advisor. @throws answers-unavailable (503) */
export async function suggestGuides(
  ctx: Context,
  text: string,
  limit: number,
): Promise<Alternative[]> {
  const { lang } = ctx
  const guides = await ctx.app.knowledge.suggest({ text, lang, today: today(ctx), limit })
  return presentGuides(ctx, guides, lang)
}

/** What was quoted, the main thing first, each section once. */
function citationsOf({ cited, parts }: IndexAnswer): Cited[] {
  const all = [cited, ...parts.map((part) => part.cited)].filter((one) => one !== undefined)
  const keyOf = ({ slug, section }: Cited) => `${slug}#${section}`
  return [...new Map(all.map((one) => [keyOf(one), one])).values()]
}

function routeRequest({ text, activity, nace, postcode, office }: AskRequest): RouteRequest {
  return { text, activity, nace, postcode, office }
}

function publicShape({ data, reply, answer }: Answered): AskReply {
  const { citations, alternatives, route, rephrased, ...rest } = data
  const quote = answer && { ...answer, citations, rephrased }
  return { ...rest, reply, answer: quote, alternatives, route }
}

function today(ctx: Context): string {
  return ctx.app.now().toISOString().slice(0, 10)
}
