import { v7 as uuid } from 'uuid'
import type { z } from 'zod'
import { isInScope, requireStaff } from '../accounts/service.ts'
import { recordContact } from '../companies/service.ts'
import type { NewTicket as NewTicketInput } from '../contract/tickets.ts'
import { insertConversation } from '../conversations/service.ts'
import { isKnownPostcode, type Office, requireOffice, routeQuestion } from '../offices/service.ts'
import { type Context, nowText, type StaffActor } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import { once } from '../platform/db/idempotency.ts'
import { texts } from '../platform/i18n.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { words } from '../platform/text/analyser.ts'
import { resolveIn } from './change.ts'
import { createTicket } from './handover.ts'
import { type Ticket, ticketById } from './store.ts'
import { subjectOf } from './subject.ts'
import { contactInScope } from './time/contacts.ts'
import { recordFirstTime } from './time/record.ts'

type Input = z.output<typeof NewTicketInput>

/**
 * Logs a consultation that came by phone, visit or on a field day as a ticket of the advisor's office,
 * with what was answered and how long it took, closed if so wished; once per `Idempotency-Key`.
 * @returns the ticket's number
 * @throws not-allowed (403), not-found (404) for an office outside the scope, invalid-input (400)
 */
export async function logConsultation(ctx: Context, input: Input): Promise<string> {
  const actor = requireStaff(ctx, 'answer-tickets')
  const office = chooseOffice(ctx, actor, input.office)
  if (!isKnownPostcode(ctx, input.company.postcode, office)) {
    const message = texts(ctx.lang)('validation.postcode')
    throw new Problem('invalid-input', 400, { errors: [{ path: 'company.postcode', message }] })
  }
  const { number } = await ctx.app.db.inTransaction((tx) =>
    once(ctx, tx, () => create(ctx, tx, { actor, office, input })),
  )
  return number
}

function chooseOffice(ctx: Context, actor: StaffActor, slug: string | undefined): Office {
  if (slug === undefined) {
    if (actor.scope.kind === 'office') return ctx.app.offices.require(actor.scope.officeId)
    const message = texts(ctx.lang)('validation.required')
    throw new Problem('invalid-input', 400, { errors: [{ path: 'office', message }] })
  }
  const office = requireOffice(ctx, slug)
  if (!isInScope(actor.scope, office)) throw notFound()
  return office
}

async function create(
  ctx: Context,
  tx: Tx,
  { actor, office, input }: { actor: StaffActor; office: Office; input: Input },
): Promise<{ number: string }> {
  const conversation = { id: uuid(), lang: ctx.lang }
  const now = nowText(ctx)
  await insertConversation(tx, {
    ...conversation,
    visitor_id: uuid(),
    office_slug: office.slug,
    last_seq: 0,
    visitor_read_seq: 0,
    staff_read_seq: 0,
    bot_silent: 1,
    ticket_number: null,
    created_at: now,
    last_at: now,
  })
  await append(ctx, tx, conversation.id, [
    { text: input.question, by: 'visitor', isPublic: true },
    ...(input.note ? [{ text: input.note, by: 'advisor', isPublic: false } as const] : []),
  ])
  const routing = routeQuestion(ctx, {
    text: input.question,
    nace: input.company.nace,
    activity: input.company.activity,
    postcode: input.company.postcode,
    office: office.slug,
  })
  const ticket = await createTicket(ctx, tx, {
    input: { ...input, conversation: conversation.id },
    conversation,
    // The company came to this office, so it stays here whatever the ladder would say.
    routing: { ...routing, office, decision: { ...routing.decision, rung: 'came-to-this-office' } },
    subject: subjectOf([input.question]),
    channel: input.channel,
    previousNumber: null,
    people: await knownPeople(ctx, tx, actor, input),
    isHandled: input.resolve,
  })
  await finish(ctx, tx, ticket, input)
  return { number: ticket.number }
}

/** What was said and how long it took is part of the ticket before it may be closed. */
async function finish(ctx: Context, tx: Tx, ticket: Ticket, input: Input): Promise<void> {
  const { answer, minutes, minutesKind: kind = 'advice' } = input
  if (answer) {
    const line = { text: answer, by: 'advisor', isPublic: true } as const
    await append(ctx, tx, ticket.conversation_id, [line])
  }
  if (minutes !== undefined) await recordFirstTime(ctx, tx, ticket, { minutes, kind })
  if (!input.resolve) return
  const answered = await ticketById(tx.db, ticket.id)
  if (answered) await resolveIn(ctx, tx, answered)
}

/**
 * The person found by name, and its company, unless another company was typed: its row is used again
 * while name and address stay as they are, else a new one in the same company.
 */
async function knownPeople(
  ctx: Context,
  tx: Tx,
  actor: StaffActor,
  { contact, company }: Input,
): Promise<{ companyId: string; contactId: string } | undefined> {
  if (contact.id === undefined) return undefined
  const known = await contactInScope(ctx, actor, contact.id)
  if (!known) {
    const message = texts(ctx.lang)('validation.unknown-contact')
    throw new Problem('invalid-input', 400, { errors: [{ path: 'contact.id', message }] })
  }
  const isOther = !isSameText(known.company.legal_name, company.name) || company.nif !== undefined
  if (isOther) return undefined
  const companyId = known.company.id
  const isSame =
    known.contact.email === contact.email && isSameText(known.contact.name, contact.name)
  if (isSame) return { companyId, contactId: known.contact.id }
  return {
    companyId,
    contactId: await recordContact(ctx, tx, { ...contact, companyId, lang: ctx.lang }),
  }
}

function isSameText(one: string, other: string): boolean {
  return words(one).join(' ') === words(other).join(' ')
}

type Said = { text: string; by: 'visitor' | 'advisor'; isPublic: boolean }

async function append(ctx: Context, tx: Tx, conversationId: string, lines: Said[]): Promise<void> {
  const { actor } = ctx
  const advisor =
    actor.kind === 'staff' ? { id: actor.userId, name: actor.name } : { id: null, name: null }
  await ctx.app.conversations.log.appendIn(
    tx,
    lines.map(({ text, by, isPublic }) => ({
      conversationId,
      id: uuid(),
      author: by === 'advisor' ? { kind: by, ...advisor } : { kind: by, id: null, name: null },
      text,
      isPublic,
      answer: null,
      at: nowText(ctx),
    })),
  )
}
