import type { Namespace, Socket } from 'socket.io'
import { actorOfSession, can, liveSessions } from '../accounts/service.ts'
import {
  DeskMessage,
  DeskRead,
  DeskTyping,
  DeskWatch,
  HandoverRequest,
  RateRequest,
  RerouteRequest,
} from '../contract/tickets.ts'
import type { StaffNews } from '../contract/together.ts'
import type { App, Context, StaffActor } from '../platform/context.ts'
import type { Origins } from '../platform/http/origins.ts'
import { LANGS, type Lang } from '../platform/i18n.ts'
import { Problem } from '../platform/problem.ts'
import type { NewsTopics } from '../platform/realtime/news.ts'
import type { PresenceBoard } from '../platform/realtime/presence-board.ts'
import {
  type Door,
  requireOwnHandshake,
  type SocketEvent,
  socketEvent,
} from '../platform/realtime/server.ts'
import type { DeskFeed } from './desk-feed.ts'
import {
  handOver,
  loadTicketFor,
  markReadByStaff,
  noticeNews,
  postTicketMessage,
  rateTicket,
  reroute,
  roomOfScope,
  staffRooms,
  tellTyping,
  viewRoomOf,
  viewRoomsOf,
} from './service.ts'

/** faults.md G10: a revoked right acts on live sockets within two seconds. */
const RECHECK_MS = 1_500

/** The visitor's events about a ticket, added to the `/chat` namespace. */
export function ticketChatEvents<Session>(): SocketEvent<Session>[] {
  return [
    socketEvent('handover', HandoverRequest, async ({ ctx, data }) => ({
      ticket: await handOver(ctx, data),
    })),
    socketEvent('reroute', RerouteRequest, async ({ ctx, data }) => ({
      ticket: await reroute(ctx, data),
    })),
    socketEvent('rate', RateRequest, async ({ ctx, data }) => rateTicket(ctx, data)),
  ]
}

export type DeskSession = {
  sessionToken: string
  sessionHash: string
  actor: StaffActor
  lang: Lang
  /** The ticket this connection is looking at. */
  watched: string | null
}

type DeskParts = {
  origins: Origins
  readCookie(socket: Socket): string | undefined
  watchers: PresenceBoard
}

/** The staff's namespace: own origin and session cookie, both asked again as long as it lasts. */
export function deskDoor(parts: DeskParts): Door<DeskSession> {
  return {
    name: '/desk',
    events: deskEvents(parts),
    admit: (app, socket) => admit(app, socket, parts),
    identify,
    async welcome(app, socket, session) {
      if (!can(session.actor, 'read-tickets')) return
      await socket.join(roomOfScope(session.actor, session.lang))
      await socket.join(roomOfPerson(session.actor.userId, session.lang))
      await socket.join(viewRoomsOf(session.actor))
      if (can(session.actor, 'answer-tickets')) app.staff.enter(session.actor)
      app.log.debug({ user: session.actor.userId }, 'desk connected')
    },
    leave(app, _socket, session, wasLost) {
      if (can(session.actor, 'answer-tickets')) app.staff.leave(session.actor, wasLost)
      stopWatching(parts, session)
    },
  }
}

async function admit(app: App, socket: Socket, parts: DeskParts): Promise<DeskSession> {
  requireOwnHandshake(socket, parts.origins)
  const sessionToken = parts.readCookie(socket)
  const found = sessionToken === undefined ? undefined : await actorOfSession(app, sessionToken)
  if (!found || sessionToken === undefined) throw new Problem('sign-in-required', 401)
  socket.data = { sessionHash: found.sessionHash }
  return { ...found, sessionToken, watched: null }
}

async function identify(
  app: App,
  session: DeskSession,
): Promise<{ actor: StaffActor; lang: Lang }> {
  const found = await actorOfSession(app, session.sessionToken)
  if (!found) throw new Problem('sign-in-required', 401)
  return found
}

function deskEvents(parts: DeskParts): SocketEvent<DeskSession>[] {
  return [
    socketEvent('message', DeskMessage, async ({ ctx, data }) => {
      const { ticket, ...input } = data
      const { message } = await postTicketMessage(ctx, ticket, input)
      return { message }
    }),
    socketEvent('typing', DeskTyping, async ({ ctx, data }) => tellTyping(ctx, data.ticket)),
    socketEvent('read', DeskRead, async ({ ctx, data }) =>
      markReadByStaff(ctx, data.ticket, data.seq),
    ),
    socketEvent('watch', DeskWatch, async ({ ctx, data, session, socket }) =>
      watch(parts, ctx, session, socket, data.ticket),
    ),
  ]
}

/** Looking at a ticket is told to whoever else looks at it; `null` looks away. */
async function watch(
  parts: DeskParts,
  ctx: Context,
  session: DeskSession,
  socket: Socket,
  number: string | null,
): Promise<{ watchers: Watcher[] }> {
  if (number !== null) await loadTicketFor(ctx, number)
  if (session.watched !== null) await socket.leave(watchRoom(session.watched))
  stopWatching(parts, session)
  if (number === null) return { watchers: [] }
  session.watched = number
  await socket.join(watchRoom(number))
  parts.watchers.enter(number, session.actor.userId, session.actor.name)
  return { watchers: watchersOf(parts, number) }
}

type Watcher = { id: string; name: string }

function watchersOf({ watchers }: DeskParts, number: string): Watcher[] {
  return watchers.members(number).map(({ member, label }) => ({ id: member, name: label }))
}

function stopWatching(parts: DeskParts, session: DeskSession): void {
  if (session.watched === null) return
  parts.watchers.leave(session.watched, session.actor.userId)
  session.watched = null
}

function watchRoom(number: string): string {
  return `watching:${number}`
}

/** Sends the desk its tickets, messages, watchers and presence. */
export function feedDesk(app: App, namespace: Namespace, feed: DeskFeed, parts: DeskParts): void {
  feed.onMessage(({ rooms, message }) => {
    if (isAnyoneIn(namespace, rooms)) namespace.to(rooms).emit('message', message())
  })
  feed.onTicket(async ({ rooms, row }) => {
    if (isAnyoneIn(namespace, rooms)) namespace.to(rooms).emit('ticket', await row())
  })
  feed.onGone(({ rooms, number }) => {
    namespace.to(rooms).emit('ticket-gone', { number })
    namespace.in(rooms).socketsLeave(watchRoom(number))
  })
  feed.onPresence(({ rooms, presence }) => namespace.to(rooms).emit('presence', presence))
  feed.onMacros(({ rooms }) => namespace.to(rooms).emit('macros', {}))
  feed.onTyping(({ rooms, typing }) => namespace.to(rooms).emit('typing', typing))
  app.staff.onStatus(({ place, userId, status }) => {
    const news: StaffNews = { id: userId, status }
    namespace.to(staffRooms(app, place)).emit('staff', news)
  })
  feedNotices(app, namespace)
  parts.watchers.onChange((number) => {
    const watchers = watchersOf(parts, number)
    namespace.to(watchRoom(number)).emit('watchers', { ticket: number, watchers })
  })
  app.news.on('views-changed', (group) => namespace.to(viewRoomOf(group)).emit('views', {}))
  closeEndedSessions(app, namespace)
}

/** Tells each desk of a person its own news, in the language that it was opened in. */
function feedNotices(app: App, namespace: Namespace): void {
  const tell = async (told: NewsTopics['notice']) => {
    for (const lang of LANGS) {
      const room = roomOfPerson(told.userId, lang)
      if (!isAnyoneIn(namespace, [room])) continue
      const ctx: Context = { app, actor: { kind: 'system' }, lang, requestId: '' }
      namespace.to(room).emit('notice', await noticeNews(ctx, told))
    }
  }
  app.news.on('notice', (told) => {
    void tell(told).catch((error: unknown) => app.log.error({ err: error }, 'notice not told'))
  })
}

function roomOfPerson(userId: string, lang: Lang): string {
  return `person:${userId}:${lang}`
}

function isAnyoneIn(namespace: Namespace, rooms: string[]): boolean {
  return rooms.some((room) => namespace.adapter.rooms.has(room))
}

/** Sessions end elsewhere too (a `support` command, another node), so they are looked up regularly. */
function closeEndedSessions(app: App, namespace: Namespace): void {
  const check = async () => {
    const sockets = [...namespace.sockets.values()]
    const hashes = [...new Set(sockets.map((socket) => hashOf(socket)))]
    const live = await liveSessions(app, hashes)
    for (const socket of sockets) if (!live.has(hashOf(socket))) socket.disconnect(true)
  }
  const tryCheck = () => {
    void check().catch((error: unknown) => app.log.error({ err: error }, 'session check failed'))
  }
  setInterval(tryCheck, RECHECK_MS).unref()
  app.news.on('sessions-changed', tryCheck)
}

function hashOf(socket: Socket): string {
  return (socket.data as { sessionHash: string }).sessionHash
}
