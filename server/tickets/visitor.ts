import { verifyEmail } from '../companies/service.ts'
import type { ConversationState } from '../contract/conversations.ts'
import type { TicketReceipt } from '../contract/tickets.ts'
import { isOpen, nextOpening } from '../offices/service.ts'
import { type Context, nowText } from '../platform/context.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { recordEvent } from './events.ts'
import { listedTicket } from './inbox/store.ts'
import { openTicketLink } from './links.ts'
import { mailNewLink } from './mails.ts'
import { officeName, presentReceipt, shownUrl } from './present.ts'
import { peopleAhead } from './queue/queue.ts'
import { routeOf } from './routing-trace.ts'
import * as store from './store.ts'
import { settleRating } from './time/settle.ts'

/** What the visitor's page shows of its ticket. */
export async function describeTicket(
  ctx: Context,
  number: string,
): Promise<ConversationState['ticket']> {
  const ticket = await listedTicket(ctx.app.db.read, number)
  if (!ticket) return null
  const [route, ahead] = await Promise.all([
    routeOf(ctx, ticket.trace_id),
    peopleAhead(ctx.app, ticket),
  ])
  const office = ctx.app.offices.require(ticket.office_id)
  const now = ctx.app.now()
  const openNow = isOpen(office, now)
  return {
    number,
    url: shownUrl(ctx, ticket),
    status: ticket.status,
    office: officeName(ctx, ticket.office_id, ctx.lang),
    advisor: ticket.assignee_name,
    rating: ticket.rating,
    reason: route.reasons[0] ?? null,
    replyHours: office.replyHours,
    dueAt: ticket.due_at,
    openNow,
    nextOpening: openNow ? null : (nextOpening(office, now)?.toISOString() ?? null),
    timeZone: office.timeZone,
    ahead,
  }
}

/**
 * Keeps how it went, for the ticket and the advisor of that moment; a later rating takes its place.
 * @throws not-found (404) for another's ticket; not-resolved (409) while it is being worked on
 */
export async function rateTicket(
  ctx: Context,
  input: { ticket: string; score: number; comment?: string | undefined },
): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'visitor') throw notFound()
  const ticket = await store.ticketByNumber(ctx.app.db.read, input.ticket, undefined)
  if (ticket?.conversation_id !== actor.conversationId) throw notFound()
  if (ticket.status !== 'resolved') throw new Problem('not-resolved', 409)
  await ctx.app.db.inTransaction(async (tx) => {
    await store.amendTicket(tx, ticket.id, {
      rating: input.score,
      rating_comment: input.comment ?? null,
      rated_at: nowText(ctx),
    })
    const { assignee_id } = ticket
    await recordEvent(ctx, tx, ticket.id, 'rated', { score: input.score, advisor: assignee_id })
    await settleRating(ctx, tx, ticket.id)
    await ctx.app.news.announce(tx, 'ticket-changed', {
      number: ticket.number,
      officeId: ticket.office_id,
      openBy: 0,
    })
    await ctx.app.news.announce(tx, 'conversation-changed', { id: ticket.conversation_id })
  })
}

/**
 * The ticket behind a link, for the page `/t/{token}`. Following a mailed one proves the address.
 * @throws not-found (404) for a link that is not ours; link-expired (410)
 */
export async function loadLinkedTicket(ctx: Context, token: string): Promise<store.Ticket> {
  const { ticket, isMailed } = await ticketOfLink(ctx, token)
  if (isMailed) await verifyEmail(ctx, ticket.contact_id)
  return ticket
}

/**
 * What the company was told when it handed its question over, for the page that follows the form.
 * @throws not-found (404) for a link that is not ours; link-expired (410)
 */
export async function readReceipt(
  ctx: Context,
  token: string,
): Promise<{ receipt: TicketReceipt; lang: string }> {
  const { ticket } = await ticketOfLink(ctx, token)
  return { receipt: await presentReceipt(ctx, ticket), lang: ticket.lang }
}

async function ticketOfLink(
  ctx: Context,
  token: string,
): Promise<{ ticket: store.Ticket; isMailed: boolean }> {
  const link = openTicketLink(ctx.app, token)
  if (!link) throw notFound()
  if (link.isExpired) throw new Problem('link-expired', 410)
  const ticket = await store.ticketById(ctx.app.db.read, link.ticketId)
  if (ticket?.contact_id !== link.contactId) throw notFound()
  return { ticket, isMailed: link.isMailed }
}

/** Mails a fresh link to the address behind an old one; answers alike whether there is one or not. */
export async function requestNewLink(ctx: Context, token: string): Promise<void> {
  const link = openTicketLink(ctx.app, token)
  const ticket = link && (await store.ticketById(ctx.app.db.read, link.ticketId))
  if (ticket) await ctx.app.db.inTransaction((tx) => mailNewLink(ctx, tx, ticket))
}
