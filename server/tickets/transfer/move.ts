import { v7 as uuid } from 'uuid'
import { appendSystemLine, askedQuestions, lockConversation } from '../../conversations/service.ts'
import { noteHandedTo } from '../../knowledge/service.ts'
import { addOpenMinutes, type Office, type Routing } from '../../offices/service.ts'
import { type Context, nowText } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { ReferralRow } from '../../platform/db/ticket-tables.ts'
import { inLang, LANGS, pickLang } from '../../platform/i18n.ts'
import { dueAt } from '../clock.ts'
import { recordEvent } from '../events.ts'
import { stopWaiting } from '../outgoing/stop.ts'
import { saveTrace } from '../routing-trace.ts'
import { changeTicket, type Ticket } from '../store.ts'
import { mailOfficeTransfer, mailTransferred } from './mails.ts'
import { insertReferral } from './store.ts'
import {
  chatLine,
  type InEachLang,
  mailFacts,
  momentOf,
  reasonInEachLang,
  type Telling,
  untilOf,
} from './words.ts'

const MINUTES_PER_HOUR = 60

export type Move = Pick<ReferralRow, 'position' | 'rule' | 'reason' | 'detail'> & {
  routing: Routing
  because: InEachLang
  note: { author: string; text: string } | undefined
  consentId: string
}

/** Until when an office says whether it takes a ticket; the national desk takes what comes. */
function acceptBy(ctx: Context, office: Office): string | null {
  if (office.kind === 'desk') return null
  const minutes = ctx.app.config.acceptHours * MINUTES_PER_HOUR
  return addOpenMinutes(office, ctx.app.now(), minutes).toISOString()
}

/** What was asked, read before the transaction: the log of questions follows the ticket. */
export async function askedIn(ctx: Context, ticket: Ticket): Promise<string[]> {
  const asked = await askedQuestions(ctx, ticket.conversation_id)
  return asked.map(({ questionId }) => questionId)
}

/** By when the company is answered: what was promised stands; what only waited for it is owed anew. */
export function promiseOf(ctx: Context, ticket: Ticket, office: Office): string {
  const promised = ticket.status === 'open' ? ticket.due_at : null
  return promised ?? dueAt(ctx, office)
}

/**
 * Takes a ticket to another office inside the caller's transaction, which has locked its conversation:
 * the ticket of `version` with its trace, referral, event, the line in the chat, mails and news.
 * @returns the ticket there, or undefined when the version had moved on
 */
export async function moveTicket(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  move: Move,
  asked: string[],
): Promise<{ ticket: Ticket; acceptBy: string | null } | undefined> {
  const { routing } = move
  const { office } = routing
  const traceId = uuid()
  const changed = await changeTicket(tx, ticket, {
    office_id: office.id,
    assignee_id: null,
    status: 'open',
    trace_id: traceId,
    updated_at: nowText(ctx),
    due_at: promiseOf(ctx, ticket, office),
  })
  if (!changed) return undefined
  // The trace keeps the words that the company is told.
  const forCompany = { ...ctx, lang: pickLang(ticket.lang) }
  await stopWaiting(ctx, tx, changed, 'transferred')
  await saveTrace(forCompany, tx, { id: traceId, ticketId: ticket.id, routing })
  const referral = referralRow(ctx, ticket, move, traceId)
  await insertReferral(tx, referral)
  await noteHandedTo(tx, asked, office.slug)
  await recordEvent(ctx, tx, ticket.id, 'transferred', {
    from: ctx.app.offices.require(ticket.office_id).slug,
    to: office.slug,
    rule: move.rule,
    reason: move.reason,
    detail: move.detail,
  })
  await tell(ctx, tx, { before: ticket, changed, move, acceptBy: referral.accept_by })
  return { ticket: changed, acceptBy: referral.accept_by }
}

/** So that a visitor's message and a move never wait for each other. */
export async function lockForMove(tx: Tx, ticket: Ticket): Promise<void> {
  await lockConversation(tx, ticket.conversation_id)
}

function referralRow(ctx: Context, ticket: Ticket, move: Move, traceId: string): ReferralRow {
  const until = acceptBy(ctx, move.routing.office)
  const now = nowText(ctx)
  return {
    id: uuid(),
    ticket_id: ticket.id,
    position: move.position,
    from_office_id: ticket.office_id,
    to_office_id: move.routing.office.id,
    rule: move.rule,
    reason: move.reason,
    detail: move.detail,
    note: move.note?.text ?? null,
    made_by: ctx.actor.kind === 'staff' ? ctx.actor.userId : null,
    made_at: now,
    state: until === null ? 'accepted' : 'pending',
    accept_by: until,
    accepted_at: until === null ? now : null,
    refused_at: null,
    expired_at: null,
    settled_by: null,
    refusal: null,
    refusal_detail: null,
    consent_id: move.consentId,
    trace_id: traceId,
  }
}

type Told = { before: Ticket; changed: Ticket; move: Move; acceptBy: string | null }

async function tell(
  ctx: Context,
  tx: Tx,
  { before, changed, move, acceptBy: until }: Told,
): Promise<void> {
  const { office } = move.routing
  const telling = tellingOf(ctx, office, move, changed.due_at)
  await mailTransferred(ctx, tx, changed, mailFacts(telling))
  await appendSystemLine(ctx, tx, {
    conversationId: changed.conversation_id,
    id: uuid(),
    text: chatLine(telling, changed, pickLang(changed.lang)),
  })
  const from = ctx.app.offices.require(before.office_id)
  await mailOfficeTransfer(ctx, tx, changed, {
    from: Object.fromEntries(LANGS.map((lang) => [lang, inLang(from.name, lang)])),
    reason: reasonInEachLang(move.reason),
    until: momentOf(until, office),
    ...(move.detail && { quotes: [{ author: nameOf(ctx), text: move.detail }] }),
  })
  await ctx.app.news.announce(tx, 'ticket-changed', {
    number: changed.number,
    officeId: changed.office_id,
    leftOfficeId: before.office_id,
    openBy: 1,
    leftOpenBy: before.status === 'open' ? -1 : 0,
  })
  await ctx.app.news.announce(tx, 'conversation-changed', { id: changed.conversation_id })
}

export function tellingOf(
  ctx: Context,
  office: Office,
  { because, note }: Pick<Move, 'because' | 'note'>,
  promised: string | null,
): Telling {
  return { office, because, note, until: untilOf(ctx, office, promised) }
}

function nameOf({ actor }: Context): string {
  return actor.kind === 'staff' ? actor.name : ''
}
