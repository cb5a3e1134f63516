import { v7 as uuid } from 'uuid'
import { type AppendedMessage, silenceBot } from '../conversations/service.ts'
import { takeTicketNumber } from '../offices/service.ts'
import type { App, Context } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import type { TicketRow } from '../platform/db/ticket-tables.ts'
import { pickLang } from '../platform/i18n.ts'
import type { ActivityMarks } from './activity.ts'
import { dueAt, reopens } from './clock.ts'
import { type EventKind, recordEvent } from './events.ts'
import { searchText } from './handover.ts'
import { mailOfficeOfReply, mailReply } from './mails.ts'
import * as store from './store.ts'
import { acceptByActing } from './transfer/acceptance.ts'

/**
 * What messages do to their tickets, inside the transaction that appends them: a public reply makes a
 * ticket wait for the company, a visitor's message makes it wait for us, reopens it, or, when it was
 * resolved more than 14 days ago, opens a linked one.
 */
export async function followMessages(
  app: App,
  marks: ActivityMarks,
  tx: Tx,
  appended: AppendedMessage[],
  at: string,
): Promise<void> {
  const ofTickets = appended.filter(
    ({ message, conversation }) =>
      conversation.ticket_number !== null && message.seq !== null && isByPerson(message),
  )
  if (ofTickets.length === 0) return
  const numbers = [...new Set(ofTickets.map(({ conversation }) => numberOf(conversation)))]
  const states = await store.lockStates(tx, numbers)
  for (const item of ofTickets) {
    const state = states.get(numberOf(item.conversation))
    if (state) await followMessage(app, tx, item, state)
  }
  tx.afterCommit(() => {
    for (const number of numbers) marks.note(number, at)
  })
}

function isByPerson({ author_kind }: AppendedMessage['message']): boolean {
  return author_kind === 'visitor' || author_kind === 'advisor'
}

function numberOf({ ticket_number }: AppendedMessage['conversation']): string {
  return ticket_number ?? ''
}

async function followMessage(
  app: App,
  tx: Tx,
  item: AppendedMessage,
  state: store.TicketState,
): Promise<void> {
  const isVisitor = item.message.author_kind === 'visitor'
  // The common case, a further line while we owe an answer anyway, ends here.
  if (isVisitor && state.status === 'open' && state.snoozed_until === null) return
  const ticket = await store.ticketById(tx.db, state.id)
  if (!ticket) return
  const ctx = contextOf(app, item, ticket)
  if (isVisitor) await followVisitor(ctx, tx, ticket)
  else await followAdvisor(ctx, tx, ticket, item.message)
  state.status = isVisitor ? 'open' : 'waiting'
  if (isVisitor) state.snoozed_until = null
}

async function followVisitor(ctx: Context, tx: Tx, ticket: store.Ticket): Promise<void> {
  const { resolved_at } = ticket
  if (ticket.status === 'resolved' && resolved_at && !reopens(resolved_at, ctx.app.now())) {
    await openLinkedTicket(ctx, tx, ticket)
    return
  }
  if (ticket.status === 'open') {
    // It slept while we owed an answer: it comes back, and the clock has gone on.
    await apply(ctx, tx, ticket, 'woken', { snoozed_until: null })
    return
  }
  const isReopened = ticket.status === 'resolved'
  const changed = await apply(ctx, tx, ticket, isReopened ? 'reopened' : 'visitor-wrote', {
    status: 'open',
    snoozed_until: null,
    due_at: dueAt(ctx, ctx.app.offices.require(ticket.office_id)),
    resolved_at: null,
    resolved_by: null,
    reopen_count: ticket.reopen_count + Number(isReopened),
  })
  await mailOfficeOfReply(ctx, tx, changed)
}

async function followAdvisor(
  ctx: Context,
  tx: Tx,
  ticket: store.Ticket,
  message: AppendedMessage['message'],
): Promise<void> {
  const isUnchanged =
    ticket.status === 'waiting' && ticket.assignee_id !== null && ticket.first_response_at !== null
  if (!isUnchanged) await acceptByActing(ctx, tx, ticket)
  const changed = isUnchanged
    ? ticket
    : await apply(ctx, tx, ticket, 'answered', {
        status: 'waiting',
        due_at: null,
        resolved_at: null,
        resolved_by: null,
        first_response_at: ticket.first_response_at ?? message.at,
        assignee_id: ticket.assignee_id ?? message.author_id,
      })
  await mailReply(ctx, tx, changed, {
    author: message.author_name ?? '',
    text: message.text,
    seq: message.seq ?? 0,
  })
}

async function apply(
  ctx: Context,
  tx: Tx,
  ticket: store.Ticket,
  kind: EventKind,
  change: Partial<TicketRow>,
): Promise<store.Ticket> {
  const updated_at = ctx.app.now().toISOString()
  const changed = await store.changeTicket(tx, ticket, {
    ...change,
    updated_at,
    last_at: updated_at,
  })
  // Its state was locked by this very transaction, so no one else can have changed it since.
  if (!changed) throw new Error(`ticket ${ticket.number} changed under its own transaction`)
  await recordEvent(ctx, tx, ticket.id, kind, { status: changed.status })
  await ctx.app.news.announce(tx, 'ticket-changed', {
    number: ticket.number,
    officeId: ticket.office_id,
    openBy: Number(changed.status === 'open') - Number(ticket.status === 'open'),
  })
  await ctx.app.news.announce(tx, 'conversation-changed', { id: ticket.conversation_id })
  return changed
}

/** The same people and office, a new number, and a way back to the earlier one. */
async function openLinkedTicket(ctx: Context, tx: Tx, earlier: store.Ticket): Promise<void> {
  const now = ctx.app.now().toISOString()
  const office = ctx.app.offices.require(earlier.office_id)
  const number = await takeTicketNumber(tx, office.id)
  const ticket: store.Ticket = {
    ...earlier,
    id: uuid(),
    number,
    search_text: searchText([number, earlier.search_text]),
    status: 'open',
    assignee_id: null,
    version: 1,
    previous_number: earlier.number,
    created_at: now,
    updated_at: now,
    last_at: now,
    due_at: dueAt(ctx, office),
    first_response_at: null,
    resolved_at: null,
    resolved_by: null,
    reopen_count: 0,
    rating: null,
    rating_comment: null,
    rated_at: null,
    guide: null,
    priority: 'normal',
    topic: null,
    snoozed_until: null,
  }
  await store.insertTicket(tx, ticket)
  await recordEvent(ctx, tx, ticket.id, 'created', { previous: earlier.number })
  await recordEvent(ctx, tx, earlier.id, 'continued', { next: number })
  await silenceBot(tx, ticket.conversation_id, number)
  await mailOfficeOfReply(ctx, tx, ticket)
  const { id: officeId } = office
  await ctx.app.news.announce(tx, 'ticket-changed', { number, officeId, openBy: 1 })
  await ctx.app.news.announce(tx, 'conversation-changed', { id: ticket.conversation_id })
}

function contextOf(app: App, { message }: AppendedMessage, ticket: store.Ticket): Context {
  const lang = pickLang(ticket.lang)
  const { author_kind, author_id, author_name } = message
  if (author_kind === 'advisor' && author_id) {
    // Only to sign the event; rights were checked where the message came in.
    const scope = { kind: 'office', officeId: ticket.office_id } as const
    const actor = {
      kind: 'staff',
      userId: author_id,
      name: author_name ?? '',
      role: 'advisor',
      scope,
    } as const
    return { app, actor, lang, requestId: message.id }
  }
  const actor = {
    kind: 'visitor',
    visitorId: author_id ?? '',
    conversationId: ticket.conversation_id,
  } as const
  return { app, actor, lang, requestId: message.id }
}
