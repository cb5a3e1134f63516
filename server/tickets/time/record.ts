import { v7 as uuid } from 'uuid'
import { can, requireStaff } from '../../accounts/service.ts'
import { minutesLine, recordMinutes } from '../../companies/service.ts'
import type { MinutesKind, RecordTime } from '../../contract/time.ts'
import { type Context, nowText, type StaffActor } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { InterventionMinutesRow } from '../../platform/db/intervention-tables.ts'
import { texts } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { loadTicketFor } from '../access.ts'
import { recordEvent } from '../events.ts'
import * as store from '../store.ts'
import { needOf } from './needs.ts'
import { settleTime } from './settle.ts'

/**
 * Writes down minutes spent on a ticket, or corrects a line of them by another that takes its place.
 * Where the ticket is resolved already, its intervention gets a new revision.
 * @returns whether the same line was there before
 * @throws not-found (404), not-allowed (403), invalid-input (400) at `replaces`,
 *   already-corrected (409), time-id-reused (422)
 */
export async function recordTime(
  ctx: Context,
  number: string,
  input: RecordTime,
): Promise<{ isRepeat: boolean }> {
  const actor = requireStaff(ctx, 'answer-tickets')
  const seen = await loadTicketFor(ctx, number, 'answer-tickets')
  return await ctx.app.db.inTransaction(async (tx) => {
    // Whoever closes it at the same moment either finds this line or leaves it to this act.
    await store.lockStates(tx, [number])
    const ticket = (await store.ticketById(tx.db, seen.id)) ?? seen
    const line = await newLine(ctx, tx, actor, ticket, input)
    if (!(await recordMinutes(tx, line))) return { isRepeat: await checkRepeat(tx, line) }
    await tellRecorded(ctx, tx, ticket, line)
    if (ticket.status === 'resolved') await settleTime(ctx, tx, ticket)
    await ctx.app.news.announce(tx, 'ticket-changed', {
      number,
      officeId: ticket.office_id,
      openBy: 0,
    })
    return { isRepeat: false }
  })
}

/** The first minutes of a ticket that has just been made in the caller's transaction. */
export async function recordFirstTime(
  ctx: Context,
  tx: Tx,
  ticket: store.Ticket,
  spent: { minutes: number; kind: MinutesKind },
): Promise<void> {
  const actor = requireStaff(ctx, 'answer-tickets')
  const line = await newLine(ctx, tx, actor, ticket, { id: uuid(), ...spent })
  await recordMinutes(tx, line)
  await tellRecorded(ctx, tx, ticket, line)
}

async function newLine(
  ctx: Context,
  tx: Tx,
  actor: StaffActor,
  ticket: store.Ticket,
  { id, minutes, kind, replaces, reason }: RecordTime,
): Promise<InterventionMinutesRow> {
  const line = {
    id,
    ticket_id: ticket.id,
    office_id: ticket.office_id,
    recorded_by: actor.userId,
    minutes,
    at: nowText(ctx),
    reason: reason ?? null,
  }
  if (replaces === undefined) {
    const { index: need } = await needOf(tx.db, ticket)
    const advisor_id = actor.userId
    return { ...line, need, advisor_id, kind: kind ?? 'advice', replaces_id: null }
  }
  const before = await minutesLine(tx.db, replaces)
  if (before?.ticket_id !== ticket.id) {
    const message = texts(ctx.lang)('validation.unknown-time')
    throw new Problem('invalid-input', 400, { errors: [{ path: 'replaces', message }] })
  }
  if (!mayCorrect(ctx, before)) throw new Problem('not-allowed', 403)
  const { need, advisor_id, office_id } = before
  return { ...line, need, advisor_id, office_id, kind: kind ?? before.kind, replaces_id: before.id }
}

/** One's own time, or anyone's for whoever looks after the office's. */
export function mayCorrect(ctx: Context, line: { advisor_id: string }): boolean {
  const { actor } = ctx
  if (actor.kind !== 'staff' || !can(actor, 'answer-tickets')) return false
  return line.advisor_id === actor.userId || can(actor, 'manage-time')
}

/** The same line again is a repeat; anything else under its id, or a second correction, is refused. */
async function checkRepeat(tx: Tx, line: InterventionMinutesRow): Promise<true> {
  const known = await minutesLine(tx.db, line.id)
  if (!known) throw new Problem('already-corrected', 409)
  const isSame =
    known.ticket_id === line.ticket_id &&
    known.recorded_by === line.recorded_by &&
    known.minutes === line.minutes &&
    known.kind === line.kind &&
    known.replaces_id === line.replaces_id
  if (!isSame) throw new Problem('time-id-reused', 422)
  return true
}

async function tellRecorded(
  ctx: Context,
  tx: Tx,
  ticket: store.Ticket,
  line: InterventionMinutesRow,
): Promise<void> {
  const { minutes, kind, replaces_id } = line
  if (replaces_id === null) {
    await recordEvent(ctx, tx, ticket.id, 'time-recorded', { minutes, kind })
    return
  }
  const before = await minutesLine(tx.db, replaces_id)
  const data = { minutes, kind, before: before?.minutes ?? 0 }
  await recordEvent(ctx, tx, ticket.id, 'time-corrected', data)
}
