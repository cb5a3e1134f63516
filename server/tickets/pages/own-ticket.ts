import type { TicketView } from '../../../client/help/tickets/ticket-view.ts'
import { conversationById, syncMessages, visitorToken } from '../../conversations/service.ts'
import { findOffice } from '../../offices/service.ts'
import type { Context } from '../../platform/context.ts'
import { pickLang, texts } from '../../platform/i18n.ts'
import { notFound } from '../../platform/problem.ts'
import { presentReceipt } from '../present.ts'
import { loadLinkedTicket } from '../service.ts'
import { describeTicket } from '../visitor.ts'

/** What the holder of a mailed link sees and may do: one conversation, as its visitor. */
export type OwnTicket = {
  ctx: Context
  conversationId: string
  /** Opens the chat of this conversation. */
  token: string
  view: TicketView
  rating: { score: number | null; comment: string }
}

/** @throws not-found (404) for a link that is not ours; link-expired (410) */
export async function openOwnTicket(
  ctx: Context,
  token: string,
  inTicketLanguage: boolean,
): Promise<OwnTicket> {
  const ticket = await loadLinkedTicket(ctx, token)
  const conversation = await conversationById(ctx.app.db.read, ticket.conversation_id)
  const lang = inTicketLanguage ? pickLang(ticket.lang) : ctx.lang
  const state = await describeTicket({ ...ctx, lang }, ticket.number)
  if (!conversation || !state) throw notFound()
  const visitor = { visitorId: conversation.visitor_id, conversationId: conversation.id }
  const own: Context = { ...ctx, lang, actor: { kind: 'visitor', ...visitor } }
  const office = findOffice(own, state.office.slug)
  if (!office) throw notFound()
  const [{ messages }, receipt] = await Promise.all([
    syncMessages(own, conversation.id, 0),
    presentReceipt(own, ticket),
  ])
  const { number, status, dueAt, advisor, rating } = state
  return {
    ctx: own,
    conversationId: conversation.id,
    token: visitorToken(ctx.app, visitor),
    view: {
      number,
      subject: ticket.subject,
      status,
      dueAt,
      advisor,
      office,
      because: becauseOf(receipt.route.reasons[0], ticket.lang),
      lang: pickLang(ticket.lang),
      messages,
    },
    rating: { score: rating, comment: ticket.rating_comment ?? '' },
  }
}

/** The reason was worded when the office was chosen, so the sentence around it is in that language too. */
function becauseOf(reason: string | undefined, lang: string): string {
  return reason === undefined ? '' : texts(pickLang(lang))('help.ticket.because', { reason })
}
