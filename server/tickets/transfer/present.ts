import { can, requireStaff } from '../../accounts/service.ts'
import type { HandedOver, HandedOverList, Referral } from '../../contract/transfer.ts'
import type { Context, StaffActor } from '../../platform/context.ts'
import { texts } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { mayOpen, officeIdsInScope } from '../access.ts'
import { officeName } from '../present.ts'
import type { Ticket } from '../store.ts'
import { nextRouting } from './decide.ts'
import * as store from './store.ts'
import { journeyOf } from './trail.ts'

const DEFAULT_PAGE = 50
const UUID = /^[0-9a-f-]{36}$/

/** How a ticket came to the office that has it, for its page; null where it has been from the start. */
export async function referralOf(ctx: Context, ticket: Ticket): Promise<Referral | null> {
  const referrals = await store.referralsOf(ctx.app.db.read, ticket.id)
  const last = referrals.at(-1)
  if (!last) return null
  const isHere = last.state === 'pending' && last.to_office_id === ticket.office_id
  const isAsked = isHere && can(ctx.actor, 'answer-tickets')
  return {
    from: officeName(ctx, last.from_office_id, ctx.lang),
    to: officeName(ctx, last.to_office_id, ctx.lang),
    rule: last.rule,
    reason: last.reason,
    detail: last.detail,
    by: last.by_name,
    at: last.made_at,
    state: last.state,
    acceptBy: last.accept_by,
    mayRefuse: isAsked && nextRouting(ctx, await journeyOf(ctx, ticket)) !== undefined,
  }
}

/**
 * What the caller's offices handed over, newest first. They keep seeing that they did, to whom, and what
 * became of it; the conversation is the other office's.
 */
export async function listHandedOver(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined },
): Promise<HandedOverList> {
  const actor = requireStaff(ctx, 'read-tickets')
  const limit = query.limit ?? DEFAULT_PAGE
  const rows = await store.handedOver(ctx.app.db.read, {
    officeIds: officeIdsInScope(ctx, actor),
    before: query.cursor === undefined ? undefined : readCursor(ctx, query.cursor),
    limit: limit + 1,
  })
  const items = rows.slice(0, limit)
  return {
    items: items.map((row) => presentHandedOver(ctx, actor, row)),
    nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
  }
}

function presentHandedOver(ctx: Context, actor: StaffActor, row: store.HandedOverRow): HandedOver {
  return {
    id: row.id,
    number: row.number,
    from: officeName(ctx, row.from_office_id, ctx.lang),
    to: officeName(ctx, row.to_office_id, ctx.lang),
    rule: row.rule,
    reason: row.reason,
    by: row.by_name,
    at: row.made_at,
    state: row.state,
    settledAt: row.accepted_at ?? row.refused_at ?? row.expired_at,
    refusal: row.refusal,
    now: officeName(ctx, row.now_office_id, ctx.lang),
    resolvedAt: row.resolved_at,
    mayOpen: mayOpen(ctx, actor, row.now_office_id),
  }
}

function readCursor(ctx: Context, cursor: string): string {
  if (UUID.test(cursor)) return cursor
  const message = texts(ctx.lang)('validation.cursor')
  throw new Problem('invalid-input', 400, { errors: [{ path: 'cursor', message }] })
}
