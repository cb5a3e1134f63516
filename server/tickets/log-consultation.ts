import { v7 as uuid } from 'uuid'
import type { z } from 'zod'
import { isInScope, requireStaff } from '../accounts/service.ts'
import type { NewTicket as NewTicketInput } from '../contract/tickets.ts'
import { insertConversation } from '../conversations/service.ts'
import { isKnownPostcode, type Office, requireOffice, routeQuestion } from '../offices/service.ts'
import { type Context, nowText, type StaffActor } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import { once } from '../platform/db/idempotency.ts'
import { texts } from '../platform/i18n.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { createTicket } from './handover.ts'
import { subjectOf } from './subject.ts'

type Input = z.output<typeof NewTicketInput>

/**
 * Logs a consultation that came by phone or visit as a ticket of the advisor's office, once per
 * `Idempotency-Key`.
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
    once(ctx, tx, () => create(ctx, tx, office, input)),
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
  office: Office,
  input: Input,
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
  await appendQuestion(ctx, tx, conversation.id, input)
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
  })
  return { number: ticket.number }
}

async function appendQuestion(
  ctx: Context,
  tx: Tx,
  conversationId: string,
  { question, note }: Input,
): Promise<void> {
  const common = { conversationId, answer: null, at: nowText(ctx) }
  const { actor } = ctx
  const staff = actor.kind === 'staff' ? actor : undefined
  await ctx.app.conversations.log.appendIn(tx, [
    {
      ...common,
      id: uuid(),
      author: { kind: 'visitor', id: null, name: null },
      text: question,
      isPublic: true,
    },
    ...(note
      ? [
          {
            ...common,
            id: uuid(),
            author: {
              kind: 'advisor' as const,
              id: staff?.userId ?? null,
              name: staff?.name ?? null,
            },
            text: note,
            isPublic: false,
          },
        ]
      : []),
  ])
}
