import { requireStaff } from '../../accounts/service.ts'
import type { ReferralDecision, Transferred } from '../../contract/transfer.ts'
import { nextStep, type Routing, withDecision } from '../../offices/service.ts'
import { type Context, nowText } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import { Problem } from '../../platform/problem.ts'
import { loadTicketFor } from '../access.ts'
import { movedOn, orOutdated } from '../change.ts'
import { recordEvent } from '../events.ts'
import { changeTicket, type Ticket } from '../store.ts'
import { accept } from './acceptance.ts'
import { askedIn, lockForMove, type Move, moveTicket } from './move.ts'
import { type Referral, settleReferral } from './store.ts'
import { type Journey, journeyOf } from './trail.ts'
import { presentTransferred } from './transfer.ts'
import { becauseOfLadder } from './words.ts'

/**
 * The office says whether it takes what was sent on to it; what it does not take goes to the next step of the
 * ladder.
 * @throws not-found (404), not-allowed (403), nothing-to-accept (409), last-office (409),
 *   version-outdated (412)
 */
export async function decideReferral(
  ctx: Context,
  number: string,
  version: number,
  wanted: ReferralDecision,
): Promise<Transferred> {
  const actor = requireStaff(ctx, 'answer-tickets')
  const ticket = await loadTicketFor(ctx, number, 'answer-tickets')
  const journey = await journeyOf(ctx, ticket)
  const pending = pendingOf(journey)
  const versioned = { ...ticket, version }
  const moved =
    wanted.decision === 'accept'
      ? await acceptIt(ctx, versioned, pending)
      : await refuseIt(ctx, versioned, journey, { pending, wanted })
  return presentTransferred(ctx, actor, moved)
}

function pendingOf({ referrals }: Journey): Referral {
  const pending = referrals.find(({ state }) => state === 'pending')
  if (!pending) throw new Problem('nothing-to-accept', 409)
  return pending
}

async function acceptIt(
  ctx: Context,
  ticket: Ticket,
  referral: Referral,
): Promise<{ ticket: Ticket; acceptBy: null }> {
  return await orOutdated(ctx, ticket.number, async (tx) => {
    await lockForMove(tx, ticket)
    const changed = await changeTicket(tx, ticket, { updated_at: nowText(ctx) })
    if (!changed || !(await accept(ctx, tx, ticket, referral))) throw movedOn()
    await ctx.app.news.announce(tx, 'ticket-changed', {
      number: ticket.number,
      officeId: ticket.office_id,
      openBy: 0,
    })
    return { ticket: changed, acceptBy: null }
  })
}

type Refusal = { pending: Referral; wanted: ReferralDecision }

async function refuseIt(
  ctx: Context,
  ticket: Ticket,
  journey: Journey,
  { pending, wanted }: Refusal,
): Promise<{ ticket: Ticket; acceptBy: string | null }> {
  const { reason: refusal = 'other', detail = null } = wanted
  const next = nextRouting(ctx, journey)
  if (!next) throw new Problem('last-office', 409)
  const asked = await askedIn(ctx, ticket)
  return await orOutdated(ctx, ticket.number, async (tx) => {
    await lockForMove(tx, ticket)
    const isSettled = await settleReferral(tx, pending.id, {
      state: 'refused',
      refused_at: nowText(ctx),
      settled_by: ctx.actor.kind === 'staff' ? ctx.actor.userId : null,
      refusal,
      refusal_detail: detail,
    })
    const data = { office: journey.office.slug, refusal, detail }
    await recordEvent(ctx, tx, ticket.id, 'referral-refused', data)
    const move = { ...onward(ctx, pending, next, 'refused'), detail }
    const moved = isSettled && (await moveTicket(ctx, tx, ticket, move, asked))
    if (!moved) throw movedOn()
    return moved
  })
}

/** The next step of the ladder, never an office that has had it. */
export function nextRouting(ctx: Context, { trail, reading }: Journey): Routing | undefined {
  const decision = nextStep(reading.input, trail)
  return decision && withDecision(ctx, reading, () => decision)
}

function onward(
  ctx: Context,
  referral: Referral,
  routing: Routing,
  rule: 'refused' | 'not-accepted',
): Move {
  return {
    position: referral.position + 1,
    rule,
    reason: rule,
    detail: null,
    routing,
    because: becauseOfLadder(ctx, routing),
    note: undefined,
    // The company agreed that the office of the network which takes it answers.
    consentId: referral.consent_id,
  }
}

/**
 * Sends a ticket on that its office has not accepted in time; where no office is left, it stays.
 * @returns whether this call did it, and not another node, an advisor or the next sweep
 */
export async function passOn(ctx: Context, ticket: Ticket, referral: Referral): Promise<boolean> {
  const journey = await journeyOf(ctx, ticket)
  const next = nextRouting(ctx, journey)
  const asked = await askedIn(ctx, ticket)
  return await ctx.app.db.inTransaction(async (tx) => {
    await lockForMove(tx, ticket)
    if (!next) return await keep(ctx, tx, ticket, referral)
    const outcome = { state: 'expired' as const, expired_at: nowText(ctx) }
    if (!(await settleReferral(tx, referral.id, outcome))) return false
    await recordEvent(ctx, tx, ticket.id, 'referral-expired', { office: journey.office.slug })
    const moved = await moveTicket(
      ctx,
      tx,
      ticket,
      onward(ctx, referral, next, 'not-accepted'),
      asked,
    )
    // Changed meanwhile: nothing of it stays, and the next sweep looks again.
    if (!moved) throw movedOn()
    return true
  })
}

async function keep(ctx: Context, tx: Tx, ticket: Ticket, referral: Referral): Promise<boolean> {
  if (!(await accept(ctx, tx, ticket, referral))) return false
  const { number, office_id: officeId } = ticket
  await ctx.app.news.announce(tx, 'ticket-changed', { number, officeId, openBy: 0 })
  return true
}
