import type { ConversationState, Message, MessagePage } from '../contract/conversations.ts'
import { noteFeedback } from '../knowledge/service.ts'
import { type Context, nowText } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import { texts } from '../platform/i18n.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { loadOwnConversation, requireOwnConversation } from './access.ts'
import type { NewMessage } from './append.ts'
import type { Bot } from './bot.ts'
import type { Feed } from './feed.ts'
import type { MessageLog } from './message-log.ts'
import { appendUnlessOvertaken } from './overtaken.ts'
import { presentMessage, type StoredAnswer } from './present.ts'
import * as store from './store.ts'

export { loadOwnConversation } from './access.ts'
export type { AppendedMessage, NewMessage } from './append.ts'
export { Bot } from './bot.ts'
export { type Delivery, Feed } from './feed.ts'
export { MessageLog } from './message-log.ts'
export { presentMessage, questionOf } from './present.ts'
export { type Asked, advisorTexts, askedQuestions } from './questions.ts'
export {
  type Conversation,
  conversationById,
  insertConversation,
  lockConversation,
  messagesAfter,
  messagesBefore,
  notesBetween,
  type StoredMessage,
  silenceBot,
} from './store.ts'
export { newVisitor, openVisitorToken, visitorToken } from './visitor-token.ts'

const DEFAULT_PAGE = 100
/** A client that was away for a month gets its first thousand messages at once and asks again. */
const MAX_SYNC = 1_000

declare module '../platform/context.ts' {
  interface App {
    conversations: Conversations
  }
}

declare module '../platform/realtime/news.ts' {
  interface NewsTopics {
    /** A party has read up to `seq`, or the ticket behind the conversation changed. */
    'conversation-changed': { id: string }
    /** A visitor has read everything up to `seq`: mail about it is not needed any more. */
    'visitor-read': { id: string; seq: number }
  }
}

type Conversations = {
  log: MessageLog
  feed: Feed
  bot: Bot
  /** Whether a page of this visitor is connected to this node. */
  isVisitorOnline(conversationId: string): boolean
  /** Tells the visitor's pages on this node how the conversation stands. */
  refreshPages(conversationId: string): void
  /** What the visitor's page shows of the ticket; the tickets domain knows. */
  describeTicket(ctx: Context, ticketNumber: string): Promise<ConversationState['ticket']>
}

type Posted = { id: string; conversation: string; seq: number; at: string }

/**
 * Stores a visitor's message and resolves when it is durable; the first one makes the conversation.
 * @throws not-found (404) for a foreign conversation; message-id-reused (422)
 */
export async function postVisitorMessage(
  ctx: Context,
  input: { id: string; text: string; conversation?: string | null | undefined },
  origin: { officeSlug: string | null },
): Promise<Posted> {
  const { actor } = ctx
  if (actor.kind !== 'visitor') throw notFound()
  const conversationId = input.conversation ?? actor.conversationId
  requireOwnConversation(ctx, conversationId)
  const result = await ctx.app.conversations.log.append({
    conversationId,
    id: input.id,
    author: { kind: 'visitor', id: actor.visitorId, name: null },
    text: input.text,
    answer: null,
    isPublic: true,
    at: nowText(ctx),
    create: { visitorId: actor.visitorId, officeSlug: origin.officeSlug, lang: ctx.lang },
  })
  return acknowledged(result)
}

/**
 * Stores a message or note of staff. The caller has checked the right to the ticket.
 * @throws message-id-reused (422), colleague-replied (409) where one came after `seen`
 */
export async function postStaffMessage(
  ctx: Context,
  input: {
    conversationId: string
    id: string
    text: string
    isPublic: boolean
    /** The last message that the writer has seen; without it nothing is asked. */
    seen?: number | undefined
  },
): Promise<{ message: store.StoredMessage; isRepeat: boolean }> {
  const { actor } = ctx
  if (actor.kind !== 'staff') throw new Problem('sign-in-required', 401)
  const message: NewMessage = {
    conversationId: input.conversationId,
    id: input.id,
    author: { kind: 'advisor', id: actor.userId, name: actor.name },
    text: input.text,
    answer: null,
    isPublic: input.isPublic,
    at: nowText(ctx),
  }
  const result =
    input.isPublic && input.seen !== undefined
      ? await appendUnlessOvertaken(ctx, message, input.seen)
      : await ctx.app.conversations.log.append(message)
  if (result.outcome === 'unknown-conversation') throw notFound()
  if (result.outcome === 'reused') throw new Problem('message-id-reused', 422)
  return { message: result.message, isRepeat: result.outcome === 'repeated' }
}

/** A line of the service itself ("sent to the office …"), inside the transaction it tells about. */
export async function appendSystemLine(
  ctx: Context,
  tx: Tx,
  line: { conversationId: string; id: string; text: string },
): Promise<void> {
  await ctx.app.conversations.log.appendIn(tx, [
    {
      ...line,
      author: { kind: 'system', id: null, name: null },
      answer: null,
      isPublic: true,
      at: nowText(ctx),
    },
  ])
}

/** The visitor's own messages past `after`: what a client asks after a gap or a reconnect. */
export async function syncMessages(
  ctx: Context,
  id: string,
  after: number,
): Promise<{ messages: Message[]; last: number }> {
  const conversation = await loadOwnConversation(ctx, id)
  const rows = await store.messagesAfter(ctx.app.db.read, id, after, MAX_SYNC)
  // Read after the messages, so `last` never promises less than they hold.
  return { messages: rows.map(presentMessage), last: lastSeq(rows, conversation) }
}

/** As `syncMessages`, in pages over HTTP. */
export async function listOwnMessages(
  ctx: Context,
  id: string,
  query: { after?: number | undefined; cursor?: string | undefined; limit?: number | undefined },
): Promise<MessagePage> {
  const conversation = await loadOwnConversation(ctx, id)
  const limit = query.limit ?? DEFAULT_PAGE
  const after = query.cursor === undefined ? (query.after ?? 0) : cursorSeq(ctx, query.cursor)
  const rows = await store.messagesAfter(ctx.app.db.read, id, after, limit)
  const last = lastSeq(rows, conversation)
  const end = rows.at(-1)?.seq ?? after
  return {
    items: rows.map(presentMessage),
    nextCursor: rows.length === limit && end < last ? String(end) : null,
    last,
  }
}

function cursorSeq(ctx: Context, cursor: string): number {
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor)
  const message = texts(ctx.lang)('validation.cursor')
  throw new Problem('invalid-input', 400, { errors: [{ path: 'cursor', message }] })
}

/** Whether an answer helped; kept with the question, and told to no one. */
export async function giveFeedback(
  ctx: Context,
  input: { conversation: string; message: string; helpful: boolean; reason?: string | undefined },
): Promise<void> {
  await loadOwnConversation(ctx, input.conversation)
  const row = await store.messageById(ctx.app.db.read, input.conversation, input.message)
  if (!row?.answer) throw notFound()
  const { questionId } = JSON.parse(row.answer) as StoredAnswer
  if (questionId) await noteFeedback(ctx, questionId, input)
}

/** Moves the visitor's read mark; staff see it, and mail about what was read is called off. */
export async function markReadByVisitor(ctx: Context, id: string, seq: number): Promise<void> {
  requireOwnConversation(ctx, id)
  await moveReadMark(ctx, id, 'visitor', seq)
}

/** Moves the office's read mark; the visitor sees "read". The caller has checked the right. */
export async function moveReadMark(
  ctx: Context,
  id: string,
  party: 'visitor' | 'staff',
  seq: number,
): Promise<void> {
  await ctx.app.db.inTransaction(async (tx) => {
    const moved = await store.moveReadMark(tx, id, party, seq)
    if (!moved) return
    if (party === 'visitor') await ctx.app.news.announce(tx, 'visitor-read', { id, seq })
    await ctx.app.news.announce(tx, 'conversation-changed', { id })
  })
}

/** What the visitor's page has to know beside the messages. */
export async function describeConversation(
  ctx: Context,
  conversation: store.Conversation,
): Promise<ConversationState> {
  const { ticket_number } = conversation
  return {
    id: conversation.id,
    staffRead: conversation.staff_read_seq,
    visitorRead: conversation.visitor_read_seq,
    ticket: ticket_number ? await ctx.app.conversations.describeTicket(ctx, ticket_number) : null,
  }
}

function acknowledged(result: Awaited<ReturnType<MessageLog['append']>>): Posted {
  if (result.outcome === 'unknown-conversation') throw notFound()
  if (result.outcome === 'reused') throw new Problem('message-id-reused', 422)
  const { id, conversation_id, seq, at } = result.message
  return { id, conversation: conversation_id, seq: seq ?? 0, at }
}

function lastSeq(rows: store.StoredMessage[], conversation: store.Conversation): number {
  return Math.max(conversation.last_seq, rows.at(-1)?.seq ?? 0)
}
