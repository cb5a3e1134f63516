import type { StopReason } from '../../contract/outgoing.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import { recordEvent } from '../events.ts'
import type { Ticket } from '../store.ts'
import { mailStopped } from './mails.ts'
import { changeReply, type StoredReply, stopAll } from './store.ts'

/** Holds one reply back for good, until somebody decides, and says so. @returns whether it still waited */
export async function stopReply(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  reply: StoredReply,
  reason: StopReason,
): Promise<boolean> {
  const stopped = await changeReply(tx, reply, { state: 'stopped', reason })
  if (!stopped) return false
  await tell(ctx, tx, ticket, stopped, reason)
  const { number, office_id: officeId } = ticket
  await ctx.app.news.announce(tx, 'ticket-changed', { number, officeId, openBy: 0 })
  return true
}

/** What waits for its time on a ticket that is closed, or goes elsewhere: not sent, and told at once. */
export async function stopWaiting(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  reason: 'closed' | 'transferred',
): Promise<void> {
  const kinds = reason === 'closed' ? (['later'] as const) : (['soon', 'later'] as const)
  for (const reply of await stopAll(tx, ticket.id, kinds, { reason })) {
    await tell(ctx, tx, ticket, reply, reason)
  }
}

async function tell(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  reply: StoredReply,
  reason: StopReason,
): Promise<void> {
  await recordEvent(ctx, tx, ticket.id, 'reply-stopped', { reply: reply.id, reason })
  await mailStopped(ctx, tx, ticket, reply, reason)
}
