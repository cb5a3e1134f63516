import { answeringStaff } from '../../accounts/service.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import { type Ticket, ticketById } from '../store.ts'
import { pendingReferral } from '../transfer/store.ts'
import { SETTLED_BY } from './rules.ts'
import { followersOf } from './store.ts'
import { settleNotices, tellPeople } from './tell.ts'

/** What followers hear of; the rest is book-keeping. */
const FOLLOWED = new Set([
  'assigned',
  'auto-assigned',
  'given-back',
  'answered',
  'resolved',
  'reopened',
  'status-set',
  'transferred',
  'rerouted',
  'referral-accepted',
  'referral-refused',
  'prioritised',
  'rated',
])

const SETTLES: Record<string, keyof typeof SETTLED_BY> = {
  'given-back': 'reassignment',
  unassigned: 'reassignment',
  answered: 'answer',
  resolved: 'resolution',
  transferred: 'move',
  rerouted: 'move',
  'referral-accepted': 'referral',
  'referral-refused': 'referral',
  'referral-expired': 'referral',
  'referral-kept': 'referral',
}

/** What the clock says of a ticket, once. */
const DEADLINES: Record<string, 'deadline-near' | 'deadline-breached'> = {
  'due-soon': 'deadline-near',
  overdue: 'deadline-breached',
}

/** What an event means for people's news: some no longer matter, some are told. */
export async function noticeEvent(
  ctx: Context,
  tx: Tx,
  ticketId: string,
  kind: string,
  data: object,
): Promise<void> {
  const settled = SETTLES[kind]
  if (settled) await settleNotices(ctx, tx, ticketId, { gone: SETTLED_BY[settled] })
  const deadline = DEADLINES[kind]
  const isGiven = kind === 'assigned' || kind === 'auto-assigned'
  if (!isGiven && !deadline && !FOLLOWED.has(kind)) return
  const ticket = await ticketById(tx.db, ticketId)
  if (!ticket) return
  const told = isGiven ? await tellOwner(ctx, tx, ticket, data) : []
  if (deadline) await tellDeadline(ctx, tx, ticket, deadline)
  if (kind === 'transferred') told.push(...(await tellOffice(ctx, tx, ticket)))
  if (!FOLLOWED.has(kind)) return
  const followers = await followersOf(tx.db, ticketId)
  const userIds = followers.filter((id) => !told.includes(id))
  await tellPeople(ctx, tx, ticket, { kind: 'followed', userIds })
}

/** The one to whom it is given; to whoever had it before it matters no longer. */
async function tellOwner(ctx: Context, tx: Tx, ticket: Ticket, data: object): Promise<string[]> {
  const owner = ticket.assignee_id
  const { to } = data as { to?: string }
  if (owner === null || owner !== to) return []
  const gone = SETTLED_BY.reassignment
  await settleNotices(ctx, tx, ticket.id, { gone, except: owner })
  await tellPeople(ctx, tx, ticket, { kind: 'assigned', userIds: [owner] })
  return [owner]
}

/** Everyone who may accept what another office has sent. */
async function tellOffice(ctx: Context, tx: Tx, ticket: Ticket): Promise<string[]> {
  if (!(await pendingReferral(tx.db, ticket.id))) return []
  const userIds = (await answeringStaff(tx.db, ticket.office_id)).map(({ id }) => id)
  await tellPeople(ctx, tx, ticket, { kind: 'transfer', userIds })
  return userIds
}

/** To whoever has the ticket, else to everyone who answers at its office. */
async function tellDeadline(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  kind: 'deadline-near' | 'deadline-breached',
): Promise<void> {
  const staff = ticket.assignee_id === null ? await answeringStaff(tx.db, ticket.office_id) : []
  const userIds = ticket.assignee_id === null ? staff.map(({ id }) => id) : [ticket.assignee_id]
  await tellPeople(ctx, tx, ticket, { kind, userIds })
}
