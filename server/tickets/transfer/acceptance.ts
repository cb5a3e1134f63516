import { type Context, nowText } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import { recordEvent } from '../events.ts'
import type { Ticket } from '../store.ts'
import { pendingReferral, type Referral, settleReferral } from './store.ts'

/** Whoever answers, assigns or closes a ticket that was sent on to them has taken it. */
export async function acceptByActing(
  ctx: Context,
  tx: Tx,
  ticket: Pick<Ticket, 'id' | 'office_id'>,
): Promise<void> {
  const pending = await pendingReferral(tx.db, ticket.id)
  if (pending) await accept(ctx, tx, ticket, pending)
}

/** @returns whether the referral still waited for an answer */
export async function accept(
  ctx: Context,
  tx: Tx,
  ticket: Pick<Ticket, 'id' | 'office_id'>,
  referral: Referral,
): Promise<boolean> {
  const { actor } = ctx
  const isDone = await settleReferral(tx, referral.id, {
    state: 'accepted',
    accepted_at: nowText(ctx),
    settled_by: actor.kind === 'staff' ? actor.userId : null,
  })
  if (!isDone) return false
  const office = ctx.app.offices.require(ticket.office_id).slug
  // Nobody accepted it, and nobody is left to ask.
  const kind = actor.kind === 'staff' ? 'referral-accepted' : 'referral-kept'
  await recordEvent(ctx, tx, ticket.id, kind, { office })
  return true
}
