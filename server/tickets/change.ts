import { v7 as uuid } from 'uuid'
import { answeringStaff, requireStaff } from '../accounts/service.ts'
import { appendSystemLine, lockConversation } from '../conversations/service.ts'
import { guideTitles } from '../knowledge/service.ts'
import { type Context, nowText, type StaffActor } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import { once } from '../platform/db/idempotency.ts'
import type { TicketRow, TicketStatus } from '../platform/db/ticket-tables.ts'
import { pickLang, texts } from '../platform/i18n.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { loadTicketFor, mayOpen } from './access.ts'
import { dueAt } from './clock.ts'
import { type EventKind, recordEvent } from './events.ts'
import { listedTicket } from './inbox/store.ts'
import { guideSent, learnFrom, lessonOf, NO_GUIDE } from './lesson.ts'
import { mailResolved } from './mails.ts'
import { stopWaiting } from './outgoing/stop.ts'
import { presentRow } from './present.ts'
import { type PropertyChange, propertyChanges } from './properties/change.ts'
import * as store from './store.ts'
import { settleTime } from './time/settle.ts'
import { acceptByActing } from './transfer/acceptance.ts'

export type TicketChange = PropertyChange & {
  status?: TicketStatus | undefined
  assignee?: string | undefined
  subject?: string | undefined
  /** What answers it; null for none. */
  guide?: string | null | undefined
  /** A reply that leaves with the change. */
  saying?: string | undefined
}

/** Who does this with a ticket that was sent on to the office has accepted it. */
const TAKES = new Set<EventKind>(['assigned', 'resolved', 'status-set'])

type Step = {
  change: Partial<TicketRow>
  kind: EventKind
  data: object
  also?: (tx: Tx) => Promise<void>
}

export type ChangePlan = {
  steps: Step[]
  change: Partial<TicketRow>
  lesson: Awaited<ReturnType<typeof lessonOf>>
}

/**
 * Changes fields of a ticket that still has `version`: of two who change it at once, one wins.
 * @throws not-found (404), not-allowed (403), invalid-input (400) at `assignee` or `guide`,
 *   version-outdated (412) with the ticket as it is now
 */
export async function changeTicket(
  ctx: Context,
  number: string,
  version: number,
  wanted: TicketChange,
): Promise<void> {
  const found = await loadTicketFor(ctx, number, 'answer-tickets')
  const { ticket, basis } = await readyFor(ctx, found, version, wanted)
  const plan = await planChange(ctx, ticket, wanted)
  await orOutdated(ctx, number, async (tx) => {
    await lockConversation(tx, ticket.conversation_id)
    const held = { ...ticket, version: basis }
    if (!(await once(ctx, tx, () => carryOut(ctx, tx, held, plan)))) throw movedOn()
  })
}

/** Who closes a ticket relies on the reply that has just been sent: it leaves before. */
async function readyFor(
  ctx: Context,
  ticket: store.Ticket,
  version: number,
  { status }: TicketChange,
): Promise<{ ticket: store.Ticket; basis: number }> {
  const isClosing = status === 'resolved' && ticket.status !== 'resolved'
  if (!isClosing || ticket.version !== version) return { ticket, basis: version }
  if ((await ctx.app.outgoing.release(ticket.id)) === 0) return { ticket, basis: version }
  const answered = await loadTicketFor(ctx, ticket.number, 'answer-tickets')
  return { ticket: answered, basis: answered.version }
}

/** What a change is made of; nothing is written yet. @throws as `changeTicket` */
export async function planChange(
  ctx: Context,
  ticket: store.Ticket,
  wanted: TicketChange,
): Promise<ChangePlan> {
  const actor = requireStaff(ctx, 'answer-tickets')
  const steps = [
    ...(await assignment(ctx, actor, ticket, wanted.assignee)),
    ...statusChange(ctx, actor, ticket, wanted.status),
    ...renaming(ticket, wanted.subject),
    ...(await guidance(ctx, ticket, wanted)),
    ...(await propertyChanges(ctx, ticket, wanted)),
  ]
  const change: Partial<TicketRow> = Object.assign(
    { updated_at: nowText(ctx) },
    ...steps.map((step) => step.change),
  )
  return { steps, change, lesson: await lessonFrom(ctx, ticket, change) }
}

/** Makes a planned change of a ticket that still has its version. @returns whether it had */
export async function carryOut(
  ctx: Context,
  tx: Tx,
  ticket: store.Ticket,
  { steps, change, lesson }: ChangePlan,
): Promise<boolean> {
  const changed = await store.changeTicket(tx, ticket, change)
  if (changed) await follow(ctx, tx, ticket, changed, steps)
  if (changed && lesson) await learnFrom(ctx, tx, changed, lesson)
  return changed !== undefined
}

/** Resolves a ticket that the caller's transaction has just made or locked. */
export async function resolveIn(ctx: Context, tx: Tx, ticket: store.Ticket): Promise<void> {
  const actor = requireStaff(ctx, 'answer-tickets')
  const steps = statusChange(ctx, actor, ticket, 'resolved')
  const change = Object.assign({ updated_at: nowText(ctx) }, ...steps.map((step) => step.change))
  const changed = await store.changeTicket(tx, ticket, change)
  if (!changed) throw movedOn()
  await follow(ctx, tx, ticket, changed, steps)
}

/** Thrown inside a transaction on a ticket whose version has moved on, so that nothing of it stays. */
export function movedOn(): Problem {
  return new Problem('version-outdated', 412)
}

/**
 * Runs a change of a ticket in one transaction. Where it throws `movedOn()`, the refusal shows the ticket as it
 * is now: read afterwards, because a read inside takes a second connection, and those who wait for it hold one.
 * @throws version-outdated (412) with the ticket as it is now
 */
export async function orOutdated<T>(
  ctx: Context,
  number: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  try {
    return await ctx.app.db.inTransaction(work)
  } catch (error) {
    const isLost = error instanceof Problem && error.code === 'version-outdated'
    throw isLost ? await outdated(ctx, number) : error
  }
}

/** The refusal of a lost update, with the ticket as it is now. */
async function outdated(ctx: Context, number: string): Promise<Problem> {
  const listed = await listedTicket(ctx.app.db.read, number)
  // What went to another office meanwhile is not shown any more.
  if (listed && !mayOpen(ctx, requireStaff(ctx), listed.office_id)) return notFound()
  const extra = listed ? { current: presentRow(ctx, listed) } : {}
  return new Problem('version-outdated', 412, { extra })
}

async function assignment(
  ctx: Context,
  actor: StaffActor,
  ticket: store.Ticket,
  assignee: string | undefined,
): Promise<Step[]> {
  if (assignee === undefined) return []
  if (assignee === 'none') {
    return [{ change: { assignee_id: null }, kind: 'unassigned', data: {} }]
  }
  const id = assignee === 'me' ? actor.userId : assignee
  const staff = await answeringStaff(ctx.app.db.read, ticket.office_id)
  const chosen =
    staff.find((person) => person.id === id) ??
    (id === actor.userId ? { id, name: actor.name } : undefined)
  if (!chosen) {
    const message = texts(ctx.lang)('validation.assignee')
    throw new Problem('invalid-input', 400, { errors: [{ path: 'assignee', message }] })
  }
  const data = { to: chosen.id, toName: chosen.name }
  return [{ change: { assignee_id: chosen.id }, kind: 'assigned', data }]
}

function statusChange(
  ctx: Context,
  actor: StaffActor,
  ticket: store.Ticket,
  status: TicketStatus | undefined,
): Step[] {
  if (status === undefined || status === ticket.status) return []
  if (status === 'resolved') {
    const change = {
      status,
      resolved_at: nowText(ctx),
      resolved_by: actor.userId,
      due_at: null,
      snoozed_until: null,
      assignee_id: ticket.assignee_id ?? actor.userId,
    }
    return [{ change, kind: 'resolved', data: { status } }]
  }
  const isReopened = ticket.status === 'resolved'
  const office = ctx.app.offices.require(ticket.office_id)
  const change = {
    status,
    resolved_at: null,
    resolved_by: null,
    due_at: status === 'open' ? dueAt(ctx, office) : null,
    reopen_count: ticket.reopen_count + Number(isReopened),
  }
  return [{ change, kind: isReopened ? 'reopened' : 'status-set', data: { status } }]
}

function renaming(ticket: store.Ticket, subject: string | undefined): Step[] {
  if (subject === undefined || subject === ticket.subject) return []
  return [{ change: { subject }, kind: 'renamed', data: {} }]
}

/** What answers it, as the advisor says, or as the guide that was sent shows when it is resolved. */
async function guidance(
  ctx: Context,
  ticket: store.Ticket,
  { guide, status, saying }: TicketChange,
): Promise<Step[]> {
  const isResolved = status === 'resolved' && ticket.guide === null
  const wanted = guide === undefined && isResolved ? await guideSent(ctx, ticket, saying) : guide
  if (wanted === undefined || (wanted ?? NO_GUIDE) === ticket.guide) return []
  if (wanted === null) return [{ change: { guide: NO_GUIDE }, kind: 'guided', data: {} }]
  const title = (await guideTitles(ctx, [wanted])).get(wanted)
  if (title === undefined) {
    const message = texts(ctx.lang)('validation.unknown-guide')
    throw new Problem('invalid-input', 400, { errors: [{ path: 'guide', message }] })
  }
  return [{ change: { guide: wanted }, kind: 'guided', data: { guide: wanted, title } }]
}

/** A ticket teaches when it is resolved, and when its guide is named after that. */
async function lessonFrom(
  ctx: Context,
  before: store.Ticket,
  change: Partial<TicketRow>,
): ReturnType<typeof lessonOf> {
  const { status, guide } = { ...before, ...change }
  const isNews = change.status === 'resolved' || change.guide !== undefined
  return status === 'resolved' && guide && isNews ? await lessonOf(ctx, before, guide) : undefined
}

async function follow(
  ctx: Context,
  tx: Tx,
  before: store.Ticket,
  changed: store.Ticket,
  steps: Step[],
): Promise<void> {
  if (steps.some(({ kind }) => TAKES.has(kind))) await acceptByActing(ctx, tx, changed)
  for (const { kind, data, also } of steps) {
    await also?.(tx)
    await recordEvent(ctx, tx, changed.id, kind, data)
  }
  if (steps.some(({ kind }) => kind === 'resolved')) {
    await stopWaiting(ctx, tx, changed, 'closed')
    await settleTime(ctx, tx, changed)
    await tellResolved(ctx, tx, changed)
  }
  await ctx.app.news.announce(tx, 'ticket-changed', {
    number: changed.number,
    officeId: changed.office_id,
    openBy: Number(changed.status === 'open') - Number(before.status === 'open'),
  })
  await ctx.app.news.announce(tx, 'conversation-changed', { id: changed.conversation_id })
}

async function tellResolved(ctx: Context, tx: Tx, ticket: store.Ticket): Promise<void> {
  const { actor } = ctx
  const name = actor.kind === 'staff' ? actor.name : ''
  const t = texts(pickLang(ticket.lang))
  await appendSystemLine(ctx, tx, {
    conversationId: ticket.conversation_id,
    id: uuid(),
    text: t('tickets.line.resolved', { name }),
  })
  await mailResolved(ctx, tx, ticket, name)
}
