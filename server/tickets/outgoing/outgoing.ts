import { requireStaff } from '../../accounts/service.ts'
import type {
  NewOutgoing,
  Outgoing,
  OutgoingReplies,
  OutgoingReply,
  PatchOutgoing,
} from '../../contract/outgoing.ts'
import { openingFromDay } from '../../offices/service.ts'
import { type Context, nowText } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { OutgoingReplyRow } from '../../platform/db/outgoing-tables.ts'
import { texts } from '../../platform/i18n.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import { loadTicketFor } from '../access.ts'
import { putAwaySent, restoreDraft } from '../drafts/drafts.ts'
import { recordEvent } from '../events.ts'
import { presentTicketMessage } from '../present.ts'
import type { Ticket } from '../store.ts'
import { mayChangeReply, presentReply, readAfter } from './present.ts'
import { type Sent, sendReply } from './send.ts'
import * as store from './store.ts'

const SECOND = 1_000
const DAY_MS = 24 * 60 * 60 * SECOND
const MAX_AHEAD_DAYS = 366
/** What leaves at once is sent by the call itself; the clock only looks after it if that dies. */
const ASIDE_MS = 3 * SECOND

/** What the company has not got yet. @throws not-found (404), not-allowed (403) */
export async function listOutgoing(ctx: Context, number: string): Promise<OutgoingReplies> {
  const ticket = await loadTicketFor(ctx, number)
  const office = ctx.app.offices.require(ticket.office_id)
  const replies = await store.repliesOf(ctx.app.db.read, ticket.id)
  return {
    items: replies.map((reply) => presentReply(ctx, reply)),
    undoSeconds: ctx.app.config.undoSeconds,
    nextDay: openingFromDay(office, ctx.app.now(), 1)?.toISOString() ?? null,
    timeZone: office.timeZone,
  }
}

/**
 * Takes a reply on. What goes to an open chat is there at once; what goes as mail waits for some seconds,
 * in which it can be taken back, or for the time that its writer chose.
 * @throws not-found (404), not-allowed (403), invalid-input (400) at `sendAt`, message-id-reused (422),
 *   reply-taken-back (409)
 */
export async function postOutgoing(
  ctx: Context,
  number: string,
  input: NewOutgoing,
): Promise<{ outgoing: Outgoing; isRepeat: boolean }> {
  const actor = requireStaff(ctx, 'answer-tickets')
  const ticket = await loadTicketFor(ctx, number, 'answer-tickets')
  const isLater = input.sendAt !== undefined
  if (isLater) requireAhead(ctx, input.sendAt ?? '')
  const visibility = input.visibility ?? 'public'
  const now = nowText(ctx)
  const row: OutgoingReplyRow = {
    conversation_id: ticket.conversation_id,
    id: input.id,
    ticket_id: ticket.id,
    office_id: ticket.office_id,
    author_id: actor.userId,
    visibility,
    text: input.text,
    seq: input.seq,
    kind: isLater ? 'later' : 'soon',
    state: 'waiting',
    due_at: input.sendAt ?? inMs(ctx, isLive(ctx, ticket, visibility) ? ASIDE_MS : undoMs(ctx)),
    reason: null,
    after: input.after ? JSON.stringify(input.after) : null,
    version: 1,
    created_at: now,
    held_at: now,
    settled_at: null,
  }
  // What its writer sent before it is there before it, also where a chat has just been opened.
  const isNow = !isLater && isLive(ctx, ticket, visibility)
  if (isNow) await ctx.app.outgoing.release(ticket.id, actor.userId)
  const isNew = await ctx.app.db.inTransaction((tx) => hold(ctx, tx, ticket, row))
  const known = isNew ? row : await knownReply(ctx, row)
  await putAwaySent(ctx, ticket, { text: input.text, visibility })
  return { outgoing: await outcomeOf(ctx, ticket, known, isNow), isRepeat: !isNew }
}

async function hold(ctx: Context, tx: Tx, ticket: Ticket, row: OutgoingReplyRow): Promise<boolean> {
  if (!(await store.insertReply(tx, row))) return false
  if (row.kind === 'later') await recordTime(ctx, tx, ticket, row.due_at)
  await told(ctx, tx, ticket)
  tx.afterCommit(() => ctx.app.outgoing.wake())
  return true
}

async function recordTime(ctx: Context, tx: Tx, ticket: Ticket, until: string): Promise<void> {
  const zone = ctx.app.offices.require(ticket.office_id).timeZone
  await recordEvent(ctx, tx, ticket.id, 'reply-scheduled', { until, zone })
}

async function told(ctx: Context, tx: Tx, ticket: Ticket): Promise<void> {
  const { number, office_id: officeId } = ticket
  await ctx.app.news.announce(tx, 'ticket-changed', { number, officeId, openBy: 0 })
}

/** The same id again: the same reply, however often it is sent. */
async function knownReply(ctx: Context, row: OutgoingReplyRow): Promise<store.StoredReply> {
  const known = await store.replyByKey(ctx.app.db.read, row)
  const isSame = known?.ticket_id === row.ticket_id && known.author_id === row.author_id
  if (!known || !isSame || known.text !== row.text) throw new Problem('message-id-reused', 422)
  if (known.state === 'taken-back') throw new Problem('reply-taken-back', 409)
  return known
}

/** Sends what is due already, and says how things stand. */
async function outcomeOf(
  ctx: Context,
  ticket: Ticket,
  reply: store.StoredReply,
  isNow: boolean,
): Promise<Outgoing> {
  const isToLeave = isNow && reply.state === 'waiting'
  const sent: Sent | undefined = isToLeave ? await sendReply(ctx.app, reply) : undefined
  if (sent?.outcome === 'sent') {
    const message = presentTicketMessage(sent.message, ticket.number)
    return { reply: null, message, acted: sent.acted }
  }
  const replies = await store.repliesOf(ctx.app.db.read, ticket.id)
  const waiting = replies.find(({ id }) => id === reply.id)
  if (waiting) return { reply: presentReply(ctx, waiting), message: null, acted: null }
  const message = await store.messageOf(ctx.app.db.read, reply)
  if (!message) throw notFound()
  return { reply: null, message: presentTicketMessage(message, ticket.number), acted: null }
}

/** Notes and open chats do not wait. */
function isLive(ctx: Context, ticket: Ticket, visibility: OutgoingReplyRow['visibility']): boolean {
  if (visibility === 'internal' || undoMs(ctx) === 0) return true
  return ctx.app.conversations.isVisitorOnline(ticket.conversation_id)
}

function undoMs(ctx: Context): number {
  return ctx.app.config.undoSeconds * SECOND
}

function inMs(ctx: Context, ms: number): string {
  return new Date(ctx.app.now().getTime() + ms).toISOString()
}

function requireAhead(ctx: Context, sendAt: string): void {
  const ms = Date.parse(sendAt) - ctx.app.now().getTime()
  if (ms > 0 && ms <= MAX_AHEAD_DAYS * DAY_MS) return
  const message = texts(ctx.lang)('validation.send-at')
  throw new Problem('invalid-input', 400, { errors: [{ path: 'sendAt', message }] })
}

/**
 * Sends a reply now after all, or at another time; who says so answers for it.
 * @throws not-found (404), not-allowed (403), invalid-input (400) at `sendAt`, version-outdated (412)
 */
export async function changeOutgoing(
  ctx: Context,
  key: { number: string; id: string },
  version: number,
  { sendAt, seq }: PatchOutgoing,
): Promise<Outgoing> {
  const actor = requireStaff(ctx, 'answer-tickets')
  const { ticket, reply } = await loadReply(ctx, key)
  const isNow = sendAt === 'now'
  if (!isNow) requireAhead(ctx, sendAt)
  const isAtOnce = isNow && isLive(ctx, ticket, 'public')
  const due = isNow ? inMs(ctx, isAtOnce ? ASIDE_MS : undoMs(ctx)) : new Date(sendAt).toISOString()
  const changed = await ctx.app.db.inTransaction(async (tx) => {
    const next = await store.changeReply(
      tx,
      { ...reply, version },
      {
        seq,
        kind: isNow ? 'soon' : 'later',
        state: 'waiting',
        reason: null,
        due_at: due,
        held_at: nowText(ctx),
        office_id: ticket.office_id,
        author_id: actor.userId,
      },
    )
    if (!next) return undefined
    if (!isNow) await recordTime(ctx, tx, ticket, due)
    await told(ctx, tx, ticket)
    tx.afterCommit(() => ctx.app.outgoing.wake())
    return next
  })
  if (!changed) throw new Problem('version-outdated', 412)
  return await outcomeOf(ctx, ticket, changed, isAtOnce)
}

/**
 * Takes a reply back before it has left; its text is a draft of the caller again, in the same transaction.
 * @throws not-found (404), not-allowed (403), reply-has-left (409)
 */
export async function takeBack(
  ctx: Context,
  key: { number: string; id: string },
): Promise<OutgoingReply> {
  const { ticket, reply } = await loadReply(ctx, key)
  const settled = { state: 'taken-back', settled_at: nowText(ctx) } as const
  const isBack = await ctx.app.db.inTransaction(async (tx) => {
    if (!(await store.changeReply(tx, reply, settled))) return false
    const actions = readAfter(reply)?.wanted ?? {}
    await restoreDraft(ctx, tx, ticket, { ...reply, actions })
    await recordEvent(ctx, tx, ticket.id, 'reply-taken-back')
    await told(ctx, tx, ticket)
    return true
  })
  if (!isBack) throw new Problem('reply-has-left', 409)
  return presentReply(ctx, reply)
}

type Loaded = { ticket: Ticket; reply: store.StoredReply & { author_name: string } }

async function loadReply(
  ctx: Context,
  { number, id }: { number: string; id: string },
): Promise<Loaded> {
  const ticket = await loadTicketFor(ctx, number, 'answer-tickets')
  const { read } = ctx.app.db
  const reply = (await store.repliesOf(read, ticket.id)).find((each) => each.id === id)
  if (reply && mayChangeReply(ctx, reply)) return { ticket, reply }
  if (reply) throw new Problem('not-allowed', 403)
  const earlier = await store.replyByKey(read, { conversation_id: ticket.conversation_id, id })
  if (earlier?.ticket_id !== ticket.id) throw notFound()
  throw new Problem('reply-has-left', 409)
}
