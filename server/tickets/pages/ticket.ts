import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { FormError } from '../../../client/help/forms/error-summary.tsx'
import { addressesByQuery } from '../../../client/help/layout/frame.ts'
import { LinkExpiredPage, LinkSentPage } from '../../../client/help/tickets/link-pages.tsx'
import { TicketPage } from '../../../client/help/tickets/ticket-page.tsx'
import { Uuid } from '../../contract/common.ts'
import { MessageText } from '../../contract/conversations.ts'
import { MAX_QUESTION } from '../../contract/routing.ts'
import { RateRequest } from '../../contract/tickets.ts'
import { markReadByVisitor, postVisitorMessage } from '../../conversations/service.ts'
import { entryFiles } from '../../platform/http/assets.ts'
import type { PageCall, Reply } from '../../platform/http/route.ts'
import { fieldErrors } from '../../platform/http/validation.ts'
import { texts } from '../../platform/i18n.ts'
import { formText, looseText } from '../../platform/pages/input.ts'
import { frameOf, goOn, show } from '../../platform/pages/show.ts'
import { Problem } from '../../platform/problem.ts'
import { rateTicket, readWidgetConfig, requestNewLink } from '../service.ts'
import { type OwnTicket, openOwnTicket } from './own-ticket.ts'

const MAX_COMMENT = 1_000
const MAX_LANG = 35

export const ByToken = z.object({ token: z.string() })
export const TicketQuery = z.object({
  lang: looseText(MAX_LANG),
  done: z.enum(['written', 'rated']).nullable().catch(null).default(null),
})

type Call = PageCall<typeof ByToken, undefined>
type Visit = Pick<Call, 'ctx' | 'nonce' | 'params'>

type View = {
  done?: 'written' | 'rated' | null
  errors?: FormError[]
  text?: string
  rating?: { score: number | null; comment: string }
  status?: number
}

export async function showTicket(
  call: PageCall<typeof ByToken, typeof TicketQuery>,
): Promise<Reply> {
  const { lang, done } = call.query
  return await withTicket(call, lang === '', (own) => showPage(call, own, { done }))
}

/** Writes to the office from the plain form; sending it twice writes once. */
export async function takeMessage(call: Call): Promise<Reply> {
  const text = formText(call.form, 'text')
  const { id, seen } = call.form
  return await withTicket(call, false, async (own) => {
    const t = texts(own.ctx.lang)
    const parsed = MessageText.safeParse(text)
    if (!parsed.success) {
      const [fault] = fieldErrors(parsed.error.issues, t)
      const errors = [{ field: 'text', message: fault?.message ?? '' }]
      return await showPage(call, own, { errors, text, status: 400 })
    }
    await postOnce(own, Uuid.safeParse(id).data ?? uuid(), text)
    const read = /^\d{1,9}$/.test(seen ?? '') ? Number(seen) : 0
    if (read > 0) await markReadByVisitor(own.ctx, own.conversationId, read)
    return goOn(backTo(call, own, 'written'))
  })
}

async function postOnce(own: OwnTicket, id: string, text: string): Promise<void> {
  const message = { id, text, conversation: own.conversationId }
  try {
    await postVisitorMessage(own.ctx, message, { officeSlug: null })
  } catch (error) {
    // Gone back and changed: another message, not the same one again.
    if (!(error instanceof Problem) || error.code !== 'message-id-reused') throw error
    await postVisitorMessage(own.ctx, { ...message, id: uuid() }, { officeSlug: null })
  }
}

export async function takeRating(call: Call): Promise<Reply> {
  const comment = formText(call.form, 'comment')
  const score = /^[1-5]$/.test(call.form['score'] ?? '') ? Number(call.form['score']) : null
  return await withTicket(call, false, async (own) => {
    const t = texts(own.ctx.lang)
    const parsed = RateRequest.safeParse({
      ticket: own.view.number,
      score: score ?? undefined,
      ...(comment.trim() !== '' && { comment }),
    })
    if (!parsed.success) {
      const errors = fieldErrors(parsed.error.issues, t).map(({ path, message }) =>
        path === 'score'
          ? { field: path, message: t('help.rating.choose') }
          : { field: 'comment', message },
      )
      return await showPage(call, own, { errors, rating: { score, comment }, status: 400 })
    }
    await rateTicket(own.ctx, parsed.data)
    return goOn(backTo(call, own, 'rated'))
  })
}

/** The same page for every link, known or not. */
export async function mailLink(call: Call): Promise<Reply> {
  await requestNewLink(call.ctx, call.params.token)
  return show(frameOf(call, addressesByQuery(addressOf(call))), LinkSentPage, {})
}

/** Opens the ticket behind the link; one that ran out offers a new one. */
async function withTicket(
  call: Visit,
  inTicketLanguage: boolean,
  work: (own: OwnTicket) => Promise<Reply>,
): Promise<Reply> {
  try {
    return await work(await openOwnTicket(call.ctx, call.params.token, inTicketLanguage))
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'link-expired') throw error
    const frame = frameOf(call, addressesByQuery(addressOf(call)))
    return show(frame, LinkExpiredPage, { action: addressOf(call) }, { status: error.status })
  }
}

async function showPage(call: Visit, own: OwnTicket, view: View): Promise<Reply> {
  const { done = null, errors = [], text = '', status = 200 } = view
  const action = addressOf(call)
  const visit = { ctx: own.ctx, nonce: call.nonce }
  const writing = {
    id: uuid(),
    text,
    seen: own.view.messages.at(-1)?.seq ?? 0,
    maxLength: MAX_QUESTION,
  }
  const chat = {
    config: await readWidgetConfig(own.ctx, own.view.office.slug),
    files: entryFiles('widget', 'page.tsx'),
    token: own.token,
  }
  const frame = frameOf(visit, addressesByQuery(action))
  const rating = { ...(view.rating ?? own.rating), maxComment: MAX_COMMENT }
  const data = { ticket: own.view, action, writing, rating, errors, done, chat }
  return show(frame, TicketPage, data, { status })
}

function addressOf({ params }: Visit): string {
  return `/t/${encodeURIComponent(params.token)}`
}

function backTo(call: Visit, { ctx }: OwnTicket, done: 'written' | 'rated'): string {
  return `${addressOf(call)}?${new URLSearchParams({ lang: ctx.lang, done })}`
}
