import { type Asked, advisorTexts, askedQuestions } from '../conversations/service.ts'
import {
  guidesLinkedIn,
  guideTitles,
  lookUpText,
  noteResolvedWith,
  proposePhrasing,
} from '../knowledge/service.ts'
import type { Context } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import { openQuestions } from './open-questions.ts'
import type { Ticket } from './store.ts'

/** In the ticket's column: an advisor said that no guide answers it. */
export const NO_GUIDE = ''

/** What the search can learn from a resolved ticket. */
type Lesson = { slug: string; questions: [Asked, ...Asked[]]; lang: string; isNew: boolean }

/** The guide that an advisor sent the company last, if it is published. */
export async function guideSent(
  ctx: Context,
  ticket: Ticket,
  saying = '',
): Promise<string | undefined> {
  const said = await advisorTexts(ctx, ticket.conversation_id)
  const sent = guidesLinkedIn(ctx, [...said, saying])
  const titles = await guideTitles(ctx, sent)
  return sent.findLast((slug) => titles.has(slug))
}

/** Neither the bot's own words nor a greeting teach anything; what the same guide answered is known. */
export async function lessonOf(
  ctx: Context,
  ticket: Ticket,
  slug: string,
): Promise<Lesson | undefined> {
  const open = openQuestions(await askedQuestions(ctx, ticket.conversation_id))
  const [question, ...others] = open
  if (!question || question.decision === 'smalltalk' || question.decision === 'human_request') {
    return undefined
  }
  const { text } = question
  const { lang, owner } = await lookUpText(ctx, { text, lang: ticket.lang })
  const isNew = owner === null && !question.cited.includes(slug)
  return { slug, questions: [question, ...others], lang, isNew }
}

/** Notes what the open questions were resolved with, and proposes the first to the guide's editors. */
export async function learnFrom(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  { slug, questions, lang, isNew }: Lesson,
): Promise<void> {
  for (const { questionId } of questions) await noteResolvedWith(tx, questionId, slug)
  if (!isNew) return
  await proposePhrasing(ctx, tx, {
    slug,
    text: questions[0].text,
    lang,
    ticketNumber: ticket.number,
    officeId: ticket.office_id,
  })
}
