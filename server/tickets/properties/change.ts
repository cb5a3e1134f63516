import type { Priority, Snooze } from '../../contract/properties.ts'
import { categories } from '../../knowledge/service.ts'
import { type Context, nowText } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { TicketRow, TicketStatus } from '../../platform/db/ticket-tables.ts'
import { texts } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import type { EventKind } from '../events.ts'
import type { Ticket } from '../store.ts'
import { changeTags, knownTags, tagsOfTickets } from './store.ts'
import { type Tag, tagsOf } from './tags.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const MAX_SNOOZE_DAYS = 366

export type PropertyChange = {
  status?: TicketStatus | undefined
  priority?: Priority | undefined
  topic?: string | null | undefined
  tags?: string[] | undefined
  /** An instant, `reply`, or null to wake it. */
  snoozed?: Snooze | null | undefined
}

type Step = {
  change: Partial<TicketRow>
  kind: EventKind
  data: object
  /** What is to be written besides the ticket's own row. */
  also?: (tx: Tx) => Promise<void>
}

/** @throws invalid-input (400) at `topic` or `snoozed` */
export async function propertyChanges(
  ctx: Context,
  ticket: Ticket,
  wanted: PropertyChange,
): Promise<Step[]> {
  return [
    ...prioritising(ticket, wanted.priority),
    ...topicChange(ctx, ticket, wanted.topic),
    ...(await tagging(ctx, ticket, wanted.tags)),
    ...snoozing(ctx, ticket, wanted),
  ]
}

function prioritising(ticket: Ticket, priority: Priority | undefined): Step[] {
  if (priority === undefined || priority === ticket.priority) return []
  return [{ change: { priority }, kind: 'prioritised', data: { priority } }]
}

function topicChange(ctx: Context, ticket: Ticket, topic: string | null | undefined): Step[] {
  if (topic === undefined || topic === ticket.topic) return []
  if (topic !== null && !categories.includes(topic)) throw invalid(ctx, 'topic', 'unknown-topic')
  return [{ change: { topic }, kind: 'topic-set', data: { topic } }]
}

async function tagging(ctx: Context, ticket: Ticket, typed: string[] | undefined): Promise<Step[]> {
  if (typed === undefined) return []
  const { read } = ctx.app.db
  const wanted = tagsOf(typed)
  const before = await tagsOfTickets(read, [ticket.id])
  const has = (tags: Tag[], { folded }: Tag) => tags.some((tag) => tag.folded === folded)
  const fresh = wanted.filter((tag) => !has(before, tag))
  const known = await knownTags(
    read,
    ticket.office_id,
    fresh.map(({ folded }) => folded),
  )
  const added = fresh.map((tag) => known.find(({ folded }) => folded === tag.folded) ?? tag)
  const removed = before.filter((tag) => !has(wanted, tag))
  if (added.length + removed.length === 0) return []
  const names = (tags: Tag[]) => tags.map(({ tag }) => tag)
  return [
    {
      change: {},
      kind: 'tagged',
      data: { added: names(added), removed: names(removed) },
      also: (tx) => changeTags(tx, ticket, { added, removed }, nowText(ctx)),
    },
  ]
}

/** Closing it wakes it without a word (`change.ts`). */
function snoozing(ctx: Context, ticket: Ticket, { snoozed, status }: PropertyChange): Step[] {
  const isClosed = (status ?? ticket.status) === 'resolved'
  if (snoozed && isClosed) throw invalid(ctx, 'snoozed', 'snooze-closed')
  if (isClosed || snoozed === undefined || snoozed === ticket.snoozed_until) return []
  if (snoozed === null) return [{ change: { snoozed_until: null }, kind: 'unsnoozed', data: {} }]
  if (snoozed !== 'reply' && !isAhead(ctx, snoozed)) throw invalid(ctx, 'snoozed', 'snooze-time')
  const until = snoozed === 'reply' ? snoozed : new Date(snoozed).toISOString()
  const zone = ctx.app.offices.require(ticket.office_id).timeZone
  return [{ change: { snoozed_until: until }, kind: 'snoozed', data: { until, zone } }]
}

function isAhead(ctx: Context, instant: string): boolean {
  const ms = Date.parse(instant) - ctx.app.now().getTime()
  return ms > 0 && ms <= MAX_SNOOZE_DAYS * DAY_MS
}

function invalid(ctx: Context, path: string, reason: string): Problem {
  const message = texts(ctx.lang)(`validation.${reason}`)
  return new Problem('invalid-input', 400, { errors: [{ path, message }] })
}
