import type { MacroActions } from '../../../server/contract/macros.ts'
import { AfterSend } from '../../../server/contract/outgoing.ts'
import type { Ticket } from '../../../server/contract/tickets.ts'
import type { DraftKind } from './drafts.ts'

/** What remains to be done beyond what the message itself does; undefined for nothing. */
export function afterSend(
  ticket: Pick<Ticket, 'status' | 'assignee'>,
  kind: DraftKind,
  me: string,
  { status, assignToMe, ...others }: MacroActions,
): AfterSend | undefined {
  // A reply makes the ticket wait for the company, and one without an owner the writer's.
  const isReply = kind === 'public'
  const expected = isReply ? 'waiting' : ticket.status
  const owner = ticket.assignee?.id ?? (isReply ? me : null)
  const wanted = {
    ...others,
    ...(status !== undefined && status !== expected && { status }),
    ...(assignToMe && owner !== me && { assignToMe }),
  }
  const assignee = ticket.assignee?.id ?? null
  return Object.keys(wanted).length === 0 ? undefined : { wanted, assignee }
}

export function asAfterSend(value: unknown): AfterSend | undefined {
  return AfterSend.safeParse(value).data
}
