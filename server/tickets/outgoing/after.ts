import type { AfterSend } from '../../contract/outgoing.ts'
import { MAX_TAGS } from '../../contract/properties.ts'
import { openingFromDay } from '../../offices/service.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/problem.ts'
import { type ChangePlan, planChange, type TicketChange } from '../change.ts'
import { tagsOfTickets } from '../properties/store.ts'
import type { Ticket } from '../store.ts'

/** What is to be done with a message: planned before it is sent, carried out with it. */
export type Planned = { plan: ChangePlan; wanted: AfterSend } | 'impossible' | undefined

/**
 * Plans what was asked for with a message, on the ticket as the message will leave it. What cannot be
 * done any more (a topic that is gone) is said and holds nothing up.
 */
export async function planAfter(
  ctx: Context,
  ticket: Ticket,
  after: AfterSend | null,
  saying: string,
): Promise<Planned> {
  if (!after) return undefined
  try {
    const change = await changeOf(ctx, ticket, after)
    const plan = await planChange(ctx, ticket, { ...change, saying })
    return plan.steps.length === 0 ? undefined : { plan, wanted: after }
  } catch (error) {
    if (error instanceof Problem) return 'impossible'
    throw error
  }
}

async function changeOf(
  ctx: Context,
  ticket: Ticket,
  { wanted }: AfterSend,
): Promise<TicketChange> {
  const { status, priority, topic, tags, snooze, assignToMe } = wanted
  return {
    status,
    priority,
    topic,
    ...(assignToMe && { assignee: 'me' }),
    ...(tags && { tags: await withTags(ctx, ticket, tags) }),
    ...(snooze && status !== 'resolved' && { snoozed: until(ctx, ticket, snooze) }),
  }
}

async function withTags(ctx: Context, ticket: Ticket, more: string[]): Promise<string[]> {
  const known = await tagsOfTickets(ctx.app.db.read, [ticket.id])
  return [...known.map(({ tag }) => tag), ...more].slice(0, MAX_TAGS)
}

function until(ctx: Context, ticket: Ticket, snooze: string): string {
  if (snooze === 'reply') return snooze
  const office = ctx.app.offices.require(ticket.office_id)
  const opening = openingFromDay(office, ctx.app.now(), Number(snooze))
  if (!opening) throw new Problem('invalid-input', 400)
  return opening.toISOString()
}
