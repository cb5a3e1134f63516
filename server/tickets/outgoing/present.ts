import { can } from '../../accounts/service.ts'
import { AfterSend, type OutgoingReply, StopReason } from '../../contract/outgoing.ts'
import type { Context } from '../../platform/context.ts'
import type { StoredReply } from './store.ts'

/** A waiting or stopped reply as the caller sees it: what a colleague may still take back is not shown. */
export function presentReply(
  ctx: Context,
  reply: StoredReply & { author_name: string },
): OutgoingReply {
  const mayChange = mayChangeReply(ctx, reply)
  return {
    id: reply.id,
    version: reply.version,
    kind: reply.kind,
    state: reply.state === 'stopped' ? 'stopped' : 'waiting',
    author: { id: reply.author_id, name: reply.author_name },
    text: mayChange || reply.kind === 'later' ? reply.text : '',
    seq: reply.seq,
    dueAt: reply.due_at,
    reason: reply.state === 'stopped' ? StopReason.parse(reply.reason) : null,
    after: readAfter(reply),
    mayChange,
  }
}

/** Its author, and whoever looks after the office's replies. */
export function mayChangeReply({ actor }: Context, reply: StoredReply): boolean {
  if (actor.kind !== 'staff' || !can(actor, 'answer-tickets')) return false
  return actor.userId === reply.author_id || can(actor, 'manage-outgoing')
}

/** What is to be done with it; what only another version knows is left out. */
export function readAfter({ after }: StoredReply): AfterSend | null {
  return after === null ? null : AfterSend.strip().parse(JSON.parse(after))
}
