import type { z } from 'zod'
import { requireStaff } from '../../accounts/service.ts'
import type { TicketSort } from '../../contract/properties.ts'
import type { TicketCounts, TicketList, TicketQuery, TicketView } from '../../contract/tickets.ts'
import type { Context, StaffActor } from '../../platform/context.ts'
import type { TicketStatus } from '../../platform/db/ticket-tables.ts'
import { texts } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { words } from '../../platform/text/analyser.ts'
import { officeIdsInScope } from '../access.ts'
import { presentRow } from '../present.ts'
import { tagOf } from '../properties/tags.ts'
import * as store from '../store.ts'
import { countToAccept, ticketsToAccept } from '../transfer/store.ts'
import { type Count, countsAtHand } from './counters.ts'
import { createdUntil, dueUntil, type Narrowing } from './narrowing.ts'
import * as lists from './store.ts'

type Query = z.output<typeof TicketQuery>

const DEFAULT_PAGE = 50
const MAX_SEARCH_WORDS = 8

/** One page of the tickets in the caller's scope, newest activity first unless asked otherwise. */
export async function listTickets(ctx: Context, query: Query): Promise<TicketList> {
  const actor = requireStaff(ctx, 'read-tickets')
  const limit = query.limit ?? DEFAULT_PAGE
  const sort = query.sort ?? 'activity'
  const view = viewFilter(query.view ?? 'all', actor)
  const asked = assigneeFilter(query.assignee, actor)
  const assigneeId = asked === undefined ? view.assigneeId : asked
  const officeIds = officeFilter(ctx, actor, query.office)
  const ids =
    query.view === 'incoming' ? await ticketsToAccept(ctx.app.db.read, officeIds) : undefined
  const { rows, next } = await lists.listTickets(ctx.app.db.read, {
    ids,
    statuses: query.status ? [query.status] : view.statuses,
    officeIds,
    isAwake: query.snoozed === undefined ? view.isAwake : query.snoozed === 'no',
    sort,
    ...(sort === 'activity'
      ? { assigneeId, narrowing: narrowingOf(ctx, query, view) }
      : { assigneeId: undefined, narrowing: { ...narrowingOf(ctx, query, view), assigneeId } }),
    after: query.cursor === undefined ? undefined : readCursor(ctx, query.cursor, sort),
    limit,
  })
  return {
    items: rows.map((ticket) => presentRow(ctx, ticket)),
    nextCursor: next ? writeCursor(sort, next) : null,
  }
}

function narrowingOf(ctx: Context, query: Query, view: ViewFilter): Narrowing {
  const now = ctx.app.now()
  const tag = query.tag === undefined ? undefined : (tagOf(query.tag)?.folded ?? '')
  const due = query.due ?? (view.isOverdue ? 'overdue' : undefined)
  return {
    words: words(query.q ?? '').slice(0, MAX_SEARCH_WORDS),
    assigneeId: undefined,
    section: query.sector,
    nuts2: query.region,
    topic: query.topic,
    channel: query.channel,
    lang: query.language,
    tag,
    priority: query.priority,
    createdUntil: query.age === undefined ? undefined : createdUntil(now, query.age),
    dueUntil: due === undefined ? undefined : dueUntil(now, due),
    isSnoozed: query.snoozed === 'yes' ? true : undefined,
  }
}

type ViewFilter = Pick<lists.ListFilter, 'statuses' | 'assigneeId' | 'isAwake'> & {
  isOverdue: boolean
}

/** What sleeps leaves the lists of work at hand; what is overdue stays, its clock goes on. */
function viewFilter(view: TicketView, actor: StaffActor): ViewFilter {
  const everything = {
    statuses: undefined,
    assigneeId: undefined,
    isAwake: false,
    isOverdue: false,
  }
  switch (view) {
    case 'unassigned':
      return { ...everything, statuses: ['open'], assigneeId: null, isAwake: true }
    case 'mine':
      return {
        ...everything,
        statuses: ['open', 'waiting'],
        assigneeId: actor.userId,
        isAwake: true,
      }
    case 'open':
      return { ...everything, statuses: [view satisfies TicketStatus], isAwake: true }
    case 'waiting':
    case 'resolved':
      return { ...everything, statuses: [view satisfies TicketStatus] }
    case 'overdue':
      return { ...everything, statuses: ['open'], isOverdue: true }
    case 'incoming':
    case 'all':
      return everything
  }
}

function assigneeFilter(asked: string | undefined, actor: StaffActor): string | null | undefined {
  if (asked === 'me') return actor.userId
  return asked === 'none' ? null : asked
}

/** An office outside the scope, or unknown, simply has no tickets for this caller. */
function officeFilter(
  ctx: Context,
  actor: StaffActor,
  slug: string | undefined,
): string[] | undefined {
  const inScope = officeIdsInScope(ctx, actor)
  if (slug === undefined) return inScope
  const wanted = ctx.app.offices.bySlug(slug)
  if (!wanted) return []
  return inScope === undefined || inScope.includes(wanted.id) ? [wanted.id] : []
}

function writeCursor(sort: TicketSort, { key, id }: lists.Position): string {
  return Buffer.from(`${sort}|${key}|${id}`).toString('base64url')
}

/** A page of another order is no place in this one. */
function readCursor(ctx: Context, cursor: string, wanted: TicketSort): lists.Position {
  const [sort, key, id, ...rest] = Buffer.from(cursor, 'base64url').toString('utf8').split('|')
  if (
    sort === wanted &&
    key &&
    id &&
    rest.length === 0 &&
    !key.includes('\0') &&
    !id.includes('\0')
  )
    return { key, id }
  const message = texts(ctx.lang)('validation.cursor')
  throw new Problem('invalid-input', 400, { errors: [{ path: 'cursor', message }] })
}

/** How many unresolved tickets stand in each view of the caller. */
export async function countTickets(ctx: Context): Promise<z.output<typeof TicketCounts>> {
  const actor = requireStaff(ctx, 'read-tickets')
  const officeIds = officeIdsInScope(ctx, actor)
  const [counts, overdue, incoming] = await Promise.all([
    countsAtHand(ctx.app.db.read, officeIds),
    store.countOverdue(ctx.app.db.read, officeIds, ctx.app.now().toISOString()),
    countToAccept(ctx.app.db.read, officeIds),
  ])
  const sum = (match: (count: Count) => boolean) =>
    counts.filter(match).reduce((total, { count }) => total + count, 0)
  return {
    unassigned: sum(
      ({ status, assigneeId, isSnoozed }) => status === 'open' && assigneeId === null && !isSnoozed,
    ),
    mine: sum(({ assigneeId, isSnoozed }) => assigneeId === actor.userId && !isSnoozed),
    open: sum(({ status, isSnoozed }) => status === 'open' && !isSnoozed),
    waiting: sum(({ status }) => status === 'waiting'),
    overdue,
    incoming,
  }
}
