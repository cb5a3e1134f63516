import { can, staffActor } from '../../accounts/service.ts'
import type { StopReason } from '../../contract/outgoing.ts'
import {
  conversationById,
  lockConversation,
  messagesAfter,
  type StoredMessage,
} from '../../conversations/service.ts'
import { type App, type Context, nowText, type StaffActor } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import { pickLang } from '../../platform/i18n.ts'
import { mayOpen } from '../access.ts'
import { carryOut } from '../change.ts'
import { recordEvent } from '../events.ts'
import { type Ticket, ticketById } from '../store.ts'
import { type Planned, planAfter } from './after.ts'
import { readAfter } from './present.ts'
import { stopReply } from './stop.ts'
import * as store from './store.ts'

const MAX_TRIES = 5
const MESSAGES_READ = 200

/** `gone`: somebody else has sent it, taken it back or changed it meanwhile. */
export type Sent =
  | { outcome: 'sent'; message: StoredMessage; acted: 'done' | 'conflict' | null }
  | { outcome: 'stopped' | 'gone' }

type Basis = { ticket: Ticket; planned: Planned }

/**
 * Makes a message of a reply whose time has come: row, message, mail and what was asked for besides are
 * one transaction, so it leaves once, whatever is killed. What may not leave any more is stopped and told.
 */
export async function sendReply(app: App, reply: store.StoredReply): Promise<Sent> {
  const author = await staffActor(app, reply.author_id)
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const ticket = await ticketById(app.db.read, reply.ticket_id)
    if (!ticket) throw new Error(`reply ${reply.id} has no ticket`)
    const ctx = contextOf(app, reply, ticket, author)
    const basis = { ticket, planned: author && (await planFor(ctx, reply, ticket)) }
    const sent = await app.db.inTransaction((tx) => sendIn(ctx, tx, reply, basis))
    if (sent) return sent
  }
  throw new Error(`ticket of reply ${reply.id} changed under each of several tries`)
}

function contextOf(
  app: App,
  { id }: store.StoredReply,
  ticket: Ticket,
  author: StaffActor | undefined,
): Context {
  return { app, actor: author ?? { kind: 'system' }, lang: pickLang(ticket.lang), requestId: id }
}

async function planFor(ctx: Context, reply: store.StoredReply, ticket: Ticket): Promise<Planned> {
  const isPublic = reply.visibility === 'public'
  const answered: Ticket = {
    ...ticket,
    ...(isPublic && {
      status: 'waiting',
      assignee_id: ticket.assignee_id ?? reply.author_id,
    }),
  }
  return await planAfter(ctx, answered, readAfter(reply), isPublic ? reply.text : '')
}

/** @returns undefined where the ticket has moved on since the plan was made */
async function sendIn(
  ctx: Context,
  tx: Tx,
  reply: store.StoredReply,
  { ticket: seen, planned }: Basis,
): Promise<Sent | undefined> {
  await lockConversation(tx, reply.conversation_id)
  const ticket = await ticketById(tx.db, reply.ticket_id)
  if (!ticket) throw new Error(`reply ${reply.id} has no ticket`)
  if (planned !== undefined && ticket.version !== seen.version) return undefined
  const since = await messagesAfter(tx.db, reply.conversation_id, reply.seq, MESSAGES_READ)
  const reason = await whyNot(ctx, tx, { reply, ticket, since })
  if (reason) {
    const isStopped = await stopReply(ctx, tx, ticket, reply, reason)
    return { outcome: isStopped ? 'stopped' : 'gone' }
  }
  const settled = { state: 'sent', settled_at: nowText(ctx) } as const
  if (!(await store.changeReply(tx, reply, settled))) return { outcome: 'gone' }
  const message = await append(ctx, tx, reply)
  if (!message) throw new Error(`reply ${reply.id} could not be appended`)
  const acted = await act(ctx, tx, { reply, before: ticket, planned, since })
  const { number, office_id: officeId } = ticket
  await ctx.app.news.announce(tx, 'ticket-changed', { number, officeId, openBy: 0 })
  return { outcome: 'sent', message, acted }
}

type Standing = { reply: store.StoredReply; ticket: Ticket; since: StoredMessage[] }

/** What has happened since somebody said that it is to leave, if that stands against it. */
async function whyNot(ctx: Context, tx: Tx, standing: Standing): Promise<StopReason | undefined> {
  const { reply, ticket, since } = standing
  if (ticket.office_id !== reply.office_id) return 'transferred'
  const { actor } = ctx
  const may = can(actor, 'answer-tickets') && actor.kind === 'staff'
  if (!may || !mayOpen(ctx, actor, ticket.office_id)) return 'rights'
  const conversation = await conversationById(tx.db, reply.conversation_id)
  if (conversation?.ticket_number !== ticket.number) return 'closed'
  if (ticket.status === 'resolved' && (ticket.resolved_at ?? '') > reply.held_at) return 'closed'
  if (await isTaken(tx, reply)) return 'failed'
  return whatCameBetween(reply, since)
}

/** What its writer has not seen. Of two who answer at once the second reads the first before it insists. */
function whatCameBetween(reply: store.StoredReply, since: StoredMessage[]): StopReason | undefined {
  if (reply.visibility === 'internal') return undefined
  if (reply.kind === 'later' && hasCompanyWritten(since)) return 'company-wrote'
  return since.some((row) => isByColleague(row, reply)) ? 'colleague-wrote' : undefined
}

function isByColleague(row: StoredMessage, reply: store.StoredReply): boolean {
  return row.author_kind === 'advisor' && row.author_id !== reply.author_id
}

function hasCompanyWritten(since: StoredMessage[]): boolean {
  return since.some(({ author_kind }) => author_kind === 'visitor')
}

/** Its id is that of another message already: nothing that can be mended by itself. */
async function isTaken(tx: Tx, { conversation_id, id, text }: store.StoredReply): Promise<boolean> {
  const known = await store.messageOf(tx.db, { conversation_id, id })
  return known !== undefined && known.text !== text
}

async function append(
  ctx: Context,
  tx: Tx,
  reply: store.StoredReply,
): Promise<StoredMessage | undefined> {
  const { actor } = ctx
  const [result] = await ctx.app.conversations.log.appendIn(tx, [
    {
      conversationId: reply.conversation_id,
      id: reply.id,
      author: {
        kind: 'advisor',
        id: reply.author_id,
        name: actor.kind === 'staff' ? actor.name : null,
      },
      text: reply.text,
      answer: null,
      isPublic: reply.visibility === 'public',
      at: nowText(ctx),
    },
  ])
  const isThere = result?.outcome === 'appended' || result?.outcome === 'repeated'
  return isThere ? result.message : undefined
}

type Acting = {
  reply: store.StoredReply
  before: Ticket
  planned: Planned
  since: StoredMessage[]
}

/** What a person has decided meanwhile, or the company has asked, stands above what was asked for. */
async function act(
  ctx: Context,
  tx: Tx,
  { reply, before, planned, since }: Acting,
): Promise<'done' | 'conflict' | null> {
  if (planned === undefined) return null
  if (planned !== 'impossible' && !isOverruled(planned.wanted, { reply, before, since })) {
    const ticket = await ticketById(tx.db, reply.ticket_id)
    if (ticket && (await carryOut(ctx, tx, ticket, planned.plan))) return 'done'
  }
  await recordEvent(ctx, tx, reply.ticket_id, 'after-not-done')
  return 'conflict'
}

function isOverruled(
  { wanted, assignee }: Exclude<Planned, undefined | 'impossible'>['wanted'],
  { reply, before, since }: Omit<Acting, 'planned'>,
): boolean {
  const settles = wanted.status !== undefined || wanted.snooze !== undefined
  if (settles && hasCompanyWritten(since)) return true
  const owners = [null, assignee, reply.author_id]
  return wanted.assignToMe === true && !owners.includes(before.assignee_id)
}
