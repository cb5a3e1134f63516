import { addOpenMinutes } from '../../offices/service.ts'
import { type App, type Context, nowText } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import { DEFAULT_LANG } from '../../platform/i18n.ts'
import { recordEvent } from '../events.ts'
import { desksOf, saveDesk } from '../staff/store.ts'
import { changeTicket, type Ticket, ticketById } from '../store.ts'
import { type Candidate, chooseFor } from './rules.ts'
import type { Settings } from './settings.ts'
import { assignmentOf, insertAssignment, lockSettings, longestWaiting } from './store.ts'

/** The queue is looked through this far for a ticket that someone there may have. */
const LOOKED_AT = 50

type Given = 'one' | 'none' | 'outrun'

/**
 * Gives the ticket that has waited longest to whom the office's rule names, in one transaction: nodes
 * take turns by the lock on the office's rule, and a person who takes it first wins by its version.
 */
export async function giveNext(app: App, officeId: string): Promise<Given> {
  const ctx = robot(app)
  return await app.db.inTransaction(async (tx) => {
    const settings = await lockSettings(tx, officeId)
    if (!settings || settings.mode === 'off') return 'none'
    const candidates = await candidatesAt(ctx, tx, officeId, settings)
    if (candidates.length === 0) return 'none'
    for (const ticket of await longestWaiting(tx.db, officeId, LOOKED_AT)) {
      const chosen = chooseFor(ticket, settings.mode, candidates)
      if (chosen) return await give(ctx, tx, ticket, chosen, settings)
    }
    return 'none'
  })
}

type Chosen = Candidate & { name: string }

async function candidatesAt(
  ctx: Context,
  tx: Tx,
  officeId: string,
  settings: Settings,
): Promise<Chosen[]> {
  const desks = await desksOf(tx.db, officeId)
  const people = desks.map((desk) => ({
    id: desk.id,
    name: desk.name,
    status: ctx.app.staff.statusOf(officeId, desk.id),
    live: desk.live,
    maxLive: desk.max_live ?? settings.max_live,
    lastGivenAt: desk.last_given_at,
  }))
  return people.filter(({ status }) => status === 'online' || status === 'transfers-only')
}

async function give(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  { id }: Candidate,
  settings: Settings,
): Promise<Given> {
  const now = nowText(ctx)
  const changed = await changeTicket(tx, pick(ticket), { assignee_id: id, updated_at: now })
  if (!changed) return 'outrun'
  const office = ctx.app.offices.require(ticket.office_id)
  const { return_minutes } = settings
  const returnAt =
    return_minutes === null ? null : addOpenMinutes(office, ctx.app.now(), return_minutes)
  await insertAssignment(tx, {
    ticket_id: ticket.id,
    user_id: id,
    given_at: now,
    return_at: returnAt?.toISOString() ?? null,
  })
  await saveDesk(tx, id, { last_given_at: now }, now)
  const name = await nameOf(tx, id)
  await recordEvent(ctx, tx, ticket.id, 'auto-assigned', {
    to: id,
    toName: name,
    assignedBy: settings.mode,
  })
  await tell(ctx, tx, changed)
  return 'one'
}

/**
 * Puts a ticket back into the queue that was given by rule and not answered.
 * @returns whether it was still so
 */
export async function giveBack(
  app: App,
  ticketId: string,
  cause: 'unanswered' | 'left',
): Promise<boolean> {
  const ctx = robot(app)
  return await app.db.inTransaction(async (tx) => {
    const ticket = await ticketById(tx.db, ticketId)
    const assignment = await assignmentOf(tx.db, ticketId)
    if (!ticket || !assignment || ticket.assignee_id !== assignment.user_id) return false
    const change = { assignee_id: null, updated_at: nowText(ctx) }
    const changed = await changeTicket(tx, pick(ticket), change)
    if (!changed) return false
    const name = await nameOf(tx, assignment.user_id)
    await recordEvent(ctx, tx, ticket.id, 'given-back', { hadName: name, cause })
    await tell(ctx, tx, changed)
    return true
  })
}

function pick({ id, version }: Ticket): Pick<Ticket, 'id' | 'version'> {
  return { id, version }
}

async function nameOf(tx: Tx, userId: string): Promise<string> {
  const user = await tx.db
    .selectFrom('users')
    .select('name')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  return user.name
}

async function tell(ctx: Context, tx: Tx, ticket: Ticket): Promise<void> {
  await ctx.app.news.announce(tx, 'ticket-changed', {
    number: ticket.number,
    officeId: ticket.office_id,
    openBy: 0,
  })
  await ctx.app.news.announce(tx, 'conversation-changed', { id: ticket.conversation_id })
}

function robot(app: App): Context {
  return { app, actor: { kind: 'system' }, lang: DEFAULT_LANG, requestId: '' }
}
