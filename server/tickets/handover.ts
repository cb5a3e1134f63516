import { v7 as uuid } from 'uuid'
import { recordCompany, recordConsent, recordContact } from '../companies/service.ts'
import type { HandoverRequest, TicketReceipt } from '../contract/tickets.ts'
import {
  type Asked,
  appendSystemLine,
  askedQuestions,
  type Conversation,
  loadOwnConversation,
  lockConversation,
  silenceBot,
} from '../conversations/service.ts'
import { noteAsker, noteHandedOver, noteHandedTo } from '../knowledge/service.ts'
import {
  isKnownPostcode,
  type Office,
  type Routing,
  requireOffice,
  routeQuestion,
  takeTicketNumber,
} from '../offices/service.ts'
import { type Context, nowText } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import { inLang, pickLang, texts } from '../platform/i18n.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { words } from '../platform/text/analyser.ts'
import { dueAt } from './clock.ts'
import { recordEvent } from './events.ts'
import { mailNewTicket, mailOfficeNotice } from './mails.ts'
import { openQuestions } from './open-questions.ts'
import { presentReceipt } from './present.ts'
import { saveTrace } from './routing-trace.ts'
import * as store from './store.ts'
import { subjectOf } from './subject.ts'
import { referralsOf } from './transfer/store.ts'

/** Version of the line above the hand-over button (`widget.handover.consent` in the locales). */
export const CONSENT_VERSION = '2026-11'

/** Characters of what was asked that the routing reads. */
const MAX_ROUTED = 4_000

export type HandoverInput = Omit<HandoverRequest, 'consent'>

/**
 * Hands the visitor's conversation to the office that the ladder names: company, contact, consent,
 * ticket, trace, the line in the chat, both mails, all in one transaction. A repeat gives the same
 * ticket.
 * @throws invalid-input (400) at `company.postcode`; not-found (404) for a foreign conversation
 */
export async function handOver(ctx: Context, input: HandoverInput): Promise<TicketReceipt> {
  const conversation = await loadOwnConversation(ctx, input.conversation)
  const site = conversation.office_slug
    ? ctx.app.offices.bySlug(conversation.office_slug)
    : undefined
  checkPostcode(ctx, input.company.postcode, site)
  // What was asked before still gets its answer; from the hand-over on the bot is silent.
  await ctx.app.conversations.bot.settled(conversation.id)
  const asked = await askedQuestions(ctx, conversation.id)
  const questions = openQuestions(asked)
  const routing = routeQuestion(ctx, {
    text: textOf(asked),
    activity: input.company.activity,
    nace: input.company.nace,
    postcode: input.company.postcode,
    office: site?.slug,
  })
  const ticket = await ctx.app.db.inTransaction(async (tx) => {
    // Whoever presses twice at once: the second waits here and finds the ticket of the first.
    await lockConversation(tx, conversation.id)
    const earlier = await store.ticketOfConversation(tx.db, conversation.id)
    if (earlier && earlier.status !== 'resolved') return earlier
    const questionId = questions.at(-1)?.questionId
    if (questionId) await noteHandedOver(tx, questionId)
    await noteHandedTo(tx, idsOf(asked), routing.office.slug)
    const ticket = await createTicket(ctx, tx, {
      input,
      conversation,
      routing,
      subject: subjectOf(questions.map(({ text }) => text)),
      channel: 'chat',
      previousNumber: earlier?.number ?? null,
    })
    for (const { questionId: id } of questions) await noteAsker(tx, id, ticket)
    return ticket
  })
  return await presentReceipt(ctx, ticket, input.contact.email)
}

export type NewTicket = {
  input: HandoverInput
  conversation: Pick<Conversation, 'id' | 'lang'>
  routing: Routing
  subject: string
  channel: string
  previousNumber: string | null
  /** Known already. */
  people?: { companyId: string; contactId: string } | undefined
  /** Resolved as it is logged: nobody needs to hear that it came in. */
  isHandled?: boolean | undefined
}

/** Everything a new ticket consists of, inside the caller's transaction. */
export async function createTicket(ctx: Context, tx: Tx, order: NewTicket): Promise<store.Ticket> {
  const { conversation, routing } = order
  const ids = { ticket: uuid(), trace: uuid() }
  const people = order.people ?? (await recordPeople(ctx, tx, order))
  const number = await takeTicketNumber(tx, routing.office.id)
  const ticket = ticketRow(ctx, order, { ...ids, ...people, number })
  await saveTrace(ctx, tx, { id: ids.trace, ticketId: ids.ticket, routing })
  await store.insertTicket(tx, ticket)
  await recordEvent(ctx, tx, ids.ticket, 'created', {
    office: routing.office.slug,
    channel: order.channel,
    step: routing.decision.step,
  })
  await silenceBot(tx, conversation.id, number)
  const t = texts(pickLang(conversation.lang))
  const office = inLang(routing.office.name, pickLang(conversation.lang))
  await appendSystemLine(ctx, tx, {
    conversationId: conversation.id,
    id: uuid(),
    text: t('tickets.line.created', { number, office }),
  })
  if (!order.isHandled) await mailNewTicket(ctx, tx, ticket, order.input)
  const { id: officeId } = routing.office
  await ctx.app.news.announce(tx, 'ticket-changed', { number, officeId, openBy: 1 })
  await ctx.app.news.announce(tx, 'conversation-changed', { id: conversation.id })
  return ticket
}

async function recordPeople(
  ctx: Context,
  tx: Tx,
  { input, conversation, routing }: NewTicket,
): Promise<{ companyId: string; contactId: string }> {
  const { pack } = ctx.app.offices.territory(routing.office)
  const companyId = await recordCompany(ctx, tx, {
    ...input.company,
    section: routing.sector?.section,
    division: routing.sector?.division,
    activityScheme: pack.settings.activityScheme,
    nuts3: routing.place?.nuts3.length === 1 ? routing.place.nuts3[0] : undefined,
    nuts2: routing.place?.nuts2,
    taxId: input.company.nif,
    country: pack.settings.taxId.country,
  })
  const contactId = await recordContact(ctx, tx, {
    ...input.contact,
    companyId,
    lang: conversation.lang,
  })
  await recordConsent(ctx, tx, {
    contactId,
    purpose: 'answering-and-evidence',
    textVersion: input.consentVersion ?? CONSENT_VERSION,
    evidence: { act: 'handover', conversation: conversation.id, request: ctx.requestId },
  })
  return { companyId, contactId }
}

function ticketRow(
  ctx: Context,
  { input, conversation, routing, subject, channel, previousNumber }: NewTicket,
  ids: { ticket: string; trace: string; companyId: string; contactId: string; number: string },
): store.Ticket {
  const now = nowText(ctx)
  const { contact, company } = input
  return {
    id: ids.ticket,
    number: ids.number,
    office_id: routing.office.id,
    origin_office_id: routing.office.id,
    conversation_id: conversation.id,
    contact_id: ids.contactId,
    company_id: ids.companyId,
    company_snapshot: JSON.stringify({ ...company, place: routing.place?.name ?? null }),
    subject,
    search_text: searchText([ids.number, subject, contact.name, contact.email, company.name]),
    channel,
    lang: conversation.lang,
    section: routing.sector?.section ?? null,
    nuts2: routing.place?.nuts2 ?? null,
    status: 'open',
    assignee_id: null,
    version: 1,
    trace_id: ids.trace,
    previous_number: previousNumber,
    created_at: now,
    updated_at: now,
    last_at: now,
    due_at: dueAt(ctx, routing.office),
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
}

/** Folded words, so that a search finds "Ortega" by "ortega" and "GARCÍA" by "garcia". */
export function searchText(parts: string[]): string {
  return words(parts.join(' ')).join(' ')
}

function checkPostcode(ctx: Context, postcode: string, site: Office | undefined): void {
  if (isKnownPostcode(ctx, postcode, site)) return
  const message = texts(ctx.lang)('validation.postcode')
  throw new Problem('invalid-input', 400, { errors: [{ path: 'company.postcode', message }] })
}

function idsOf(asked: Asked[]): string[] {
  return asked.map(({ questionId }) => questionId)
}

function textOf(asked: Asked[]): string {
  const texts = asked.map(({ text }) => text)
  return texts.join('. ').slice(0, MAX_ROUTED)
}

/**
 * Sends the ticket to another office at the visitor's wish, before an advisor has taken it.
 * @throws not-found (404), already-taken (409), unknown-office (400)
 */
export async function reroute(
  ctx: Context,
  request: { ticket: string; office?: string | undefined; nace?: string | undefined },
): Promise<TicketReceipt> {
  const { actor } = ctx
  if (actor.kind !== 'visitor') throw notFound()
  const before = await store.ticketOfConversation(ctx.app.db.read, actor.conversationId)
  if (before?.number !== request.ticket) throw notFound()
  if (before.assignee_id || before.status !== 'open') throw new Problem('already-taken', 409)
  // An office was chosen by someone who has read it.
  const isReferred = (await referralsOf(ctx.app.db.read, before.id)).length > 0
  if (isReferred) throw new Problem('already-taken', 409)
  const routing = await newRouting(ctx, before, request)
  const traceId = uuid()
  const asked = await askedQuestions(ctx, before.conversation_id)
  const ticket = await ctx.app.db.inTransaction(async (tx) => {
    await saveTrace(ctx, tx, { id: traceId, ticketId: before.id, routing })
    const changed = await store.changeTicket(tx, before, {
      office_id: routing.office.id,
      section: routing.sector?.section ?? before.section,
      trace_id: traceId,
      updated_at: nowText(ctx),
      due_at: before.due_at,
    })
    if (!changed) throw new Problem('already-taken', 409)
    await noteHandedTo(tx, idsOf(asked), routing.office.slug)
    await tellOfReroute(ctx, tx, before, changed, routing)
    return changed
  })
  return await presentReceipt(ctx, ticket)
}

async function newRouting(
  ctx: Context,
  ticket: store.Ticket,
  { office, nace }: { office?: string | undefined; nace?: string | undefined },
): Promise<Routing> {
  const company = JSON.parse(ticket.company_snapshot) as HandoverInput['company']
  const routing = routeQuestion(ctx, {
    nace: nace ?? company.nace,
    activity: nace ? undefined : company.activity,
    postcode: company.postcode,
  })
  if (office === undefined) return routing
  const chosen = requireOffice(ctx, office)
  const step = { ...routing.decision, rung: 'chosen-by-the-company' as const }
  return { ...routing, office: chosen, decision: step }
}

async function tellOfReroute(
  ctx: Context,
  tx: Tx,
  before: store.Ticket,
  ticket: store.Ticket,
  routing: Routing,
): Promise<void> {
  const lang = pickLang(ticket.lang)
  await recordEvent(ctx, tx, ticket.id, 'rerouted', {
    from: before.office_id,
    to: ticket.office_id,
    step: routing.decision.step,
  })
  await appendSystemLine(ctx, tx, {
    conversationId: ticket.conversation_id,
    id: uuid(),
    text: texts(lang)('tickets.line.rerouted', { office: inLang(routing.office.name, lang) }),
  })
  await mailOfficeNotice(ctx, tx, ticket)
  await ctx.app.news.announce(tx, 'ticket-changed', {
    number: ticket.number,
    officeId: ticket.office_id,
    leftOfficeId: before.office_id === ticket.office_id ? undefined : before.office_id,
    openBy: 1,
  })
  await ctx.app.news.announce(tx, 'conversation-changed', { id: ticket.conversation_id })
}
