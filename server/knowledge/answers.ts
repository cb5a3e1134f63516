import { v7 as uuid } from 'uuid'
import type { Alternative, AskReply, AskRequest, SearchReply } from '../contract/knowledge.ts'
import type { RouteRequest } from '../contract/routing.ts'
import { presentRoute, routeQuestion } from '../offices/service.ts'
import type { Context } from '../platform/context.ts'
import { once } from '../platform/db/idempotency.ts'
import { pickLang } from '../platform/i18n.ts'
import { articleUrl, presentCitation, presentGuides } from './present.ts'
import { recordQuestion } from './question-log.ts'
import { type Answered, wordReply } from './reply.ts'

export type { Answered } from './reply.ts'

const DEFAULT_RESULTS = 10

/**
 * The bot's answer to a question and the office it would go to. Stores nothing.
 * @throws unknown-office (400) at `office`; answers-unavailable (503)
 */
export async function answerQuestion(ctx: Context, request: AskRequest): Promise<Answered> {
  const { text, lang, context } = request
  const question = { text, lang: lang ?? ctx.lang, context, today: today(ctx) }
  // The office is found while the other thread looks for the answer.
  const [found, routing] = await Promise.all([
    ctx.app.knowledge.ask(question),
    Promise.resolve().then(() => routeQuestion(ctx, routeRequest(request))),
  ])
  const own = { ...ctx, lang: pickLang(found.textLang) }
  const { reply, quote } = wordReply(found)
  return {
    data: {
      decision: found.decision,
      lang: found.textLang,
      confidence: found.confidence,
      citations: found.cited ? [presentCitation(own, found.cited)] : [],
      alternatives: presentGuides(own, found.alternatives, found.textLang),
      route: presentRoute(own, routing),
    },
    reply,
    answer: quote,
    retrieved: found.retrieved,
    askedLang: found.visitorLang,
    explanation: found.explanation,
  }
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

function routeRequest({ text, activity, nace, postcode, office }: AskRequest): RouteRequest {
  return { text, activity, nace, postcode, office }
}

function publicShape({ data, reply, answer }: Answered): AskReply {
  const { citations, alternatives, route, ...rest } = data
  return { ...rest, reply, answer: answer && { ...answer, citations }, alternatives, route }
}

function today(ctx: Context): string {
  return ctx.app.now().toISOString().slice(0, 10)
}
