import { v7 as uuid } from 'uuid'
import { type Context, nowText } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import { noticeEvent } from './notices/events.ts'
import { insertEvent } from './store.ts'

/** What can happen to a ticket; the events are the truth, the columns of the ticket a cache. */
export type EventKind =
  | 'created'
  | 'assigned'
  | 'unassigned'
  | 'answered'
  | 'visitor-wrote'
  | 'resolved'
  | 'reopened'
  | 'status-set'
  | 'renamed'
  | 'guided'
  | 'rerouted'
  | 'rated'
  | 'continued'
  | 'prioritised'
  | 'topic-set'
  | 'tagged'
  | 'snoozed'
  | 'unsnoozed'
  | 'woken'
  | 'transferred'
  | 'referral-accepted'
  | 'referral-refused'
  | 'referral-expired'
  | 'referral-kept'
  | 'time-recorded'
  | 'time-corrected'
  | 'intervention-made'
  | 'reply-scheduled'
  | 'reply-taken-back'
  | 'reply-stopped'
  | 'after-not-done'
  | 'auto-assigned'
  | 'given-back'

declare module '../platform/realtime/news.ts' {
  interface NewsTopics {
    /** A ticket changed; `leftOfficeId` is the office it has just moved away from. */
    'ticket-changed': {
      number: string
      officeId: string
      leftOfficeId?: string | undefined
      /** Change in the number of tickets that wait for this office. */
      openBy: number
      /** The same for the office that it left; one less where nothing is said. */
      leftOpenBy?: number | undefined
    }
  }
}

/** Appends one event, with who did it and when. Events are never changed and never removed. */
export async function recordEvent(
  ctx: Context,
  tx: Tx,
  ticketId: string,
  kind: EventKind,
  data: object = {},
): Promise<void> {
  const { actor } = ctx
  await insertEvent(tx, {
    id: uuid(),
    ticket_id: ticketId,
    kind,
    actor_kind: actor.kind,
    actor_id: actor.kind === 'staff' ? actor.userId : null,
    at: nowText(ctx),
    data: JSON.stringify(data),
  })
  await noticeEvent(ctx, tx, ticketId, kind, data)
}
