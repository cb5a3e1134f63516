import type { z } from 'zod'
import { requireStaff } from '../../accounts/service.ts'
import type { TicketCounts, TicketList, TicketQuery, TicketView } from '../../contract/tickets.ts'
import type { Context, StaffActor } from '../../platform/context.ts'
import type { TicketStatus } from '../../platform/db/ticket-tables.ts'
import { texts } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { words } from '../../platform/text/analyser.ts'
import { officeIdsInScope } from '../access.ts'
import { presentRow } from '../present.ts'
import * as store from '../store.ts'
import * as lists from './store.ts'

type Query = z.output<typeof TicketQuery>

const DEFAULT_PAGE = 50
const MAX_SEARCH_WORDS = 8

/** One page of the tickets in the caller's scope, newest activity first. */
export async function listTickets(ctx: Context, query: Query): Promise<TicketList> {
  const actor = requireStaff(ctx, 'read-tickets')
  const limit = query.limit ?? DEFAULT_PAGE
  const view = viewFilter(query.view ?? 'all', actor, ctx)
  const rows = await lists.listTickets(ctx.app.db.read, {
    ...view,
    statuses: query.status ? [query.status] : view.statuses,
    assigneeId: assigneeFilter(query.assignee, actor) ?? view.assigneeId,
    officeIds: officeFilter(ctx, actor, query.office),
    words: words(query.q ?? '').slice(0, MAX_SEARCH_WORDS),
    after: query.cursor === undefined ? undefined : readCursor(ctx, query.cursor),
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((ticket) => presentRow(ctx, ticket)),
    nextCursor: rows.length > limit && last ? writeCursor(last) : null,
  }
}

type ViewFilter = Pick<lists.ListFilter, 'statuses' | 'assigneeId' | 'overdueAt'>

function viewFilter(view: TicketView, actor: StaffActor, ctx: Context): ViewFilter {
  const everything = { statuses: undefined, assigneeId: undefined, overdueAt: undefined }
  switch (view) {
    case 'unassigned':
      return { ...everything, statuses: ['open'], assigneeId: null }
    case 'mine':
      return { ...everything, statuses: ['open', 'waiting'], assigneeId: actor.userId }
    case 'open':
    case 'waiting':
    case 'resolved':
      return { ...everything, statuses: [view satisfies TicketStatus] }
    case 'overdue':
      return { ...everything, statuses: ['open'], overdueAt: ctx.app.now().toISOString() }
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

function writeCursor({ last_at, id }: lists.ListedTicket): string {
  return Buffer.from(`${last_at}|${id}`).toString('base64url')
}

function readCursor(ctx: Context, cursor: string): { lastAt: string; id: string } {
  const [lastAt, id, ...rest] = Buffer.from(cursor, 'base64url').toString('utf8').split('|')
  if (lastAt && id && rest.length === 0) return { lastAt, id }
  const message = texts(ctx.lang)('validation.cursor')
  throw new Problem('invalid-input', 400, { errors: [{ path: 'cursor', message }] })
}

/** How many unresolved tickets stand in each view of the caller. */
export async function countTickets(ctx: Context): Promise<z.output<typeof TicketCounts>> {
  const actor = requireStaff(ctx, 'read-tickets')
  const officeIds = officeIdsInScope(ctx, actor)
  const [counts, overdue] = await Promise.all([
    store.countUnresolved(ctx.app.db.read, officeIds),
    store.countOverdue(ctx.app.db.read, officeIds, ctx.app.now().toISOString()),
  ])
  const sum = (match: (count: store.Count) => boolean) =>
    counts.filter(match).reduce((total, { count }) => total + count, 0)
  return {
    unassigned: sum(({ status, assignee_id }) => status === 'open' && assignee_id === null),
    mine: sum(({ assignee_id }) => assignee_id === actor.userId),
    open: sum(({ status }) => status === 'open'),
    waiting: sum(({ status }) => status === 'waiting'),
    overdue,
  }
}
