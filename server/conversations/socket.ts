import type { Socket } from 'socket.io'
import {
  ChatAuth,
  type ChatPresence,
  type ConversationState,
  FeedbackRequest,
  ReadRequest,
  SendMessage,
  type SessionEvent,
  SyncRequest,
  TypingRequest,
} from '../contract/conversations.ts'
import { requireOffice } from '../offices/service.ts'
import type { App, Context } from '../platform/context.ts'
import type { Origins } from '../platform/http/origins.ts'
import { parseInput } from '../platform/http/validation.ts'
import { type Lang, pickLang, texts } from '../platform/i18n.ts'
import { Problem } from '../platform/problem.ts'
import { type Door, type SocketEvent, socketEvent } from '../platform/realtime/server.ts'
import { RateLimit } from '../platform/security/rate-limit.ts'
import { requireOwnConversation } from './access.ts'
import {
  describeConversation,
  giveFeedback,
  markReadByVisitor,
  postVisitorMessage,
  syncMessages,
} from './service.ts'
import { conversationById } from './store.ts'
import type { VisitorPages } from './visitor-pages.ts'
import {
  newVisitor,
  openVisitorToken,
  renewedToken,
  type Visitor,
  visitorToken,
} from './visitor-token.ts'

/** contract.md §3: visitor messages, per visitor. */
const MESSAGE_LIMIT = { perSecond: 5, burst: 10 }

export type ChatSession = Visitor & {
  token: string
  isReset: boolean
  officeSlug: string | null
  lang: Lang
}

/** The visitors' namespace. Other domains add their events (hand-over, rating). */
export function chatDoor(
  origins: Origins,
  pages: VisitorPages,
  more: SocketEvent<ChatSession>[],
): Door<ChatSession> {
  return {
    name: '/chat',
    events: [...chatEvents(), ...more],
    admit: (app, socket) => admit(app, socket, origins),
    identify: (_app, session) => ({
      actor: { kind: 'visitor', ...visitorOf(session) },
      lang: session.lang,
    }),
    async welcome(app, socket, session) {
      // Known as open before reading where the conversation stands, so that nothing falls in between.
      pages.add(session.conversationId, socket)
      await welcome(app, pages, socket, session)
    },
    leave: (_app, socket, session) => pages.remove(session.conversationId, socket),
  }
}

function visitorOf({ visitorId, conversationId }: ChatSession): Visitor {
  return { visitorId, conversationId }
}

/** @throws foreign-origin (403), unknown-office (400), invalid-input (400) */
function admit(app: App, socket: Socket, origins: Origins): ChatSession {
  const auth = parseInput(ChatAuth, socket.handshake.auth, texts('es'))
  const lang = pickLang(auth.lang)
  const ctx: Context = { app, actor: { kind: 'anonymous' }, lang, requestId: '' }
  const office = auth.office === undefined ? undefined : requireOffice(ctx, auth.office)
  const { origin } = socket.handshake.headers
  const isOwnSite = office ? office.websites.includes(origin ?? '') : origins.isKnownSite(origin)
  if (origin !== undefined && !origins.isOwn(origin) && !isOwnSite) {
    throw new Problem('foreign-origin', 403)
  }
  const known = openVisitorToken(app, auth.token)
  const visitor = known ?? newVisitor()
  const token =
    known && auth.token ? renewedToken(app, auth.token, known) : visitorToken(app, visitor)
  const isReset = auth.token !== undefined && !known
  return { ...visitor, token, isReset, officeSlug: office?.slug ?? null, lang }
}

async function welcome(
  app: App,
  pages: VisitorPages,
  socket: Socket,
  session: ChatSession,
): Promise<void> {
  const conversation = await conversationById(app.db.read, session.conversationId)
  const event: SessionEvent = {
    token: session.token,
    visitor: session.visitorId,
    conversation: conversation?.id ?? null,
    seq: conversation?.last_seq ?? 0,
    ...(session.isReset && { reset: true }),
  }
  socket.emit('session', event)
  if (!conversation) return
  const actor = { kind: 'visitor', ...visitorOf(session) } as const
  const ctx: Context = { app, actor, lang: session.lang, requestId: '' }
  const state = await describeConversation(ctx, conversation)
  socket.emit('conversation', state)
  const presence = presenceOf(ctx, pages, state)
  if (presence) socket.emit('presence', presence)
}

/** Whether someone is at the desk of the office that has the conversation; before a hand-over none has. */
function presenceOf(
  ctx: Context,
  pages: VisitorPages,
  { id, ticket }: ConversationState,
): ChatPresence | undefined {
  if (!ticket) return undefined
  const office = requireOffice(ctx, ticket.office.slug)
  pages.place(id, office.id)
  return { conversation: id, someoneThere: ctx.app.offices.staffed(office.id) }
}

function chatEvents(): SocketEvent<ChatSession>[] {
  const limit = new RateLimit(MESSAGE_LIMIT)
  return [
    socketEvent('message', SendMessage, async ({ ctx, data, session }) => {
      if (ctx.app.config.rateLimits) limit.take(session.visitorId)
      return { message: await postVisitorMessage(ctx, data, session) }
    }),
    socketEvent('sync', SyncRequest, async ({ ctx, data }) =>
      syncMessages(ctx, data.conversation, data.after),
    ),
    socketEvent('feedback', FeedbackRequest, async ({ ctx, data }) => giveFeedback(ctx, data)),
    socketEvent('read', ReadRequest, async ({ ctx, data }) =>
      markReadByVisitor(ctx, data.conversation, data.seq),
    ),
    socketEvent('typing', TypingRequest, ({ ctx, data }) => {
      requireOwnConversation(ctx, data.conversation)
      ctx.app.news.tell('visitor-typing', { id: data.conversation })
    }),
  ]
}

/** Whether someone of an office takes consultations now, and when that may have changed. */
type Staffed = {
  isAnyone(officeId: string): boolean
  onChange(listen: (officeId: string) => void): void
}

/** Sends every public message and change to the visitor's connections, in order. */
export function feedChat(app: App, pages: VisitorPages, staffed: Staffed): void {
  app.conversations.feed.onDelivered(({ row, message }) => {
    if (row.seq !== null) pages.tell(row.conversation_id, 'message', message)
  })
  const refresh = (id: string) => {
    if (pages.isHere(id)) void sendState(app, pages, id)
  }
  app.conversations.refreshPages = refresh
  app.news.on('conversation-changed', ({ id }) => refresh(id))
  app.news.on('staff-typing', ({ id, name }) => {
    pages.tell(id, 'typing', { conversation: id, author: { kind: 'advisor', name } })
  })
  followOffices(pages, staffed)
}

/** Tells waiting visitors when the first advisor of their office arrives and when the last one leaves. */
function followOffices(pages: VisitorPages, staffed: Staffed): void {
  const told = new Map<string, boolean>()
  staffed.onChange((officeId) => {
    const someoneThere = staffed.isAnyone(officeId)
    if (told.get(officeId) === someoneThere) return
    told.set(officeId, someoneThere)
    for (const conversation of pages.ofOffice(officeId)) {
      const presence: ChatPresence = { conversation, someoneThere }
      pages.tell(conversation, 'presence', presence)
    }
  })
}

async function sendState(app: App, pages: VisitorPages, id: string): Promise<void> {
  const conversation = await conversationById(app.db.read, id)
  if (!conversation) return
  const lang = pickLang(conversation.lang)
  const ctx: Context = { app, actor: { kind: 'system' }, lang, requestId: '' }
  const state = await describeConversation(ctx, conversation)
  pages.tell(id, 'conversation', state)
  const presence = presenceOf(ctx, pages, state)
  if (presence) pages.tell(id, 'presence', presence)
}

declare module '../platform/realtime/news.ts' {
  interface NewsTopics {
    'visitor-typing': { id: string }
    'staff-typing': { id: string; userId: string; name: string }
  }
}
