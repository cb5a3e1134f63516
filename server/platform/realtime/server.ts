import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { type Namespace as IoNamespace, Server, type Socket } from 'socket.io'
import { v7 as uuid } from 'uuid'
import type { z } from 'zod'
import type { Actor, App, Context } from '../context.ts'
import { isFromOwnPage, type Origins } from '../http/origins.ts'
import { asProblem, logProblem, problemDocument } from '../http/problems.ts'
import { parseInput } from '../http/validation.ts'
import { type Lang, texts } from '../i18n.ts'
import { Problem } from '../problem.ts'
import { RateLimit } from '../security/rate-limit.ts'

const SECOND = 1_000
/** Larger frames close the connection: the longest message is 4,000 characters. */
const MAX_FRAME_BYTES = 32_768
/** Any event of one connection; messages have a stricter limit of their own. */
const EVENT_LIMIT = { perSecond: 20, burst: 60 }

/** Ways in which a connection ends without anyone having ended it. */
const LOST: ReadonlySet<string> = new Set(['transport close', 'transport error', 'ping timeout'])

/** What an acknowledgement carries besides `ok: true`. */
// biome-ignore lint/suspicious/noConfusingVoidType: handlers of events without a reply return nothing
type Outcome = object | void

/** One event a client may send; the reply is its acknowledgement. */
export type SocketEvent<Session> = {
  name: string
  schema: z.ZodType
  handle(call: EventCall<Session, unknown>): Outcome | Promise<Outcome>
}

export type EventCall<Session, Data> = {
  ctx: Context
  session: Session
  socket: Socket
  data: Data
}

/** Declares one event with its schema; the handler is as thin as a route's. */
export function socketEvent<Session, Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  handle: (call: EventCall<Session, z.output<Schema>>) => Outcome | Promise<Outcome>,
): SocketEvent<Session> {
  return { name, schema, handle: handle as SocketEvent<Session>['handle'] }
}

/** One namespace: who is let in, what they may send, and what happens as they come and go. */
export type Door<Session> = {
  name: '/chat' | '/desk'
  events: SocketEvent<Session>[]
  /** @throws Problem: reaches the client as `connect_error` with the problem in `data` */
  admit(app: App, socket: Socket): Promise<Session> | Session
  /** Who the session is now: asked again on each event, so that a lost right acts at once. */
  identify(
    app: App,
    session: Session,
  ):
    | Promise<{ actor: Actor; lang: Lang }>
    | {
        actor: Actor
        lang: Lang
      }
  welcome(app: App, socket: Socket, session: Session): Promise<void> | void
  /** `wasLost`: nobody closed the connection, it broke. */
  leave?(app: App, socket: Socket, session: Session, wasLost: boolean): void
}

/**
 * Socket.IO behind the HTTP server. The origin is checked in `allowRequest`, because its `cors` option
 * does not stop a foreign page from opening a WebSocket (faults.md §0.2).
 */
export function buildRealtime(http: HttpServer, origins: Origins): Server {
  return new Server(http, {
    path: '/socket.io',
    serveClient: false,
    allowRequest: (req, decide) => decide(null, isAllowed(req, origins)),
    cors: {
      origin: (origin, decide) =>
        decide(null, origins.isOwn(origin) || origins.isKnownSite(origin)),
      credentials: false,
    },
    transports: ['websocket', 'polling'],
    maxHttpBufferSize: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    httpCompression: false,
    pingInterval: 15 * SECOND,
    pingTimeout: 10 * SECOND,
    connectTimeout: 10 * SECOND,
  })
}

/** Without an origin (no browser) only a token counts: `/desk` then asks for Sec-Fetch-Site. */
function isAllowed(req: IncomingMessage, origins: Origins): boolean {
  const { origin } = req.headers
  return origin === undefined || origins.isOwn(origin) || origins.isKnownSite(origin)
}

/** The events of one namespace with their schemas. */
export type SocketDoor = { name: string; events: { name: string; schema: z.ZodType }[] }

export function describeDoor<Session>({ name, events }: Door<Session>): SocketDoor {
  return { name, events: events.map((event) => ({ name: event.name, schema: event.schema })) }
}

/** Mounts one namespace of the contract. */
export function openDoor<Session>(io: Server, app: App, door: Door<Session>): IoNamespace {
  const namespace = io.of(door.name)
  const sessions = new WeakMap<Socket, Session>()
  // Shared by all connections: thousands of them stand idle.
  const limit = new RateLimit(EVENT_LIMIT)
  const events = new Map(door.events.map((event) => [event.name, event]))
  namespace.use((socket, next) => {
    void Promise.resolve()
      .then(() => door.admit(app, socket))
      .then((session) => {
        sessions.set(socket, session)
        next()
      })
      .catch((error: unknown) => next(refusedConnection(app, error)))
  })
  namespace.on('connection', (socket) => {
    const session = sessions.get(socket)
    if (session === undefined) return void socket.disconnect(true)
    attach({ app, door, limit, events }, socket, session)
    void Promise.resolve(door.welcome(app, socket, session)).catch((error: unknown) => {
      logProblem(app.log, asProblem(error), uuid())
      socket.disconnect(true)
    })
  })
  return namespace
}

type OpenDoor<Session> = {
  app: App
  door: Door<Session>
  limit: RateLimit
  events: ReadonlyMap<string, SocketEvent<Session>>
}

function attach<Session>(open: OpenDoor<Session>, socket: Socket, session: Session): void {
  const { app, door, limit, events } = open
  socket.onAny((name: string, ...received: unknown[]) => {
    const call = { app, door, socket, session, limit, event: events.get(name) }
    const acknowledge = received.at(-1)
    // Who does not ask for the acknowledgement goes without, but is heard.
    if (typeof acknowledge !== 'function') return void answer(call, received)
    void answer(call, received.slice(0, -1)).then((reply) => {
      holdWrites(socket)
      acknowledge(reply)
    })
  })
  socket.on('error', () => socket.disconnect(true))
  if (door.leave) {
    socket.on('disconnect', (reason) => door.leave?.(app, socket, session, LOST.has(reason)))
  }
}

/**
 * The acknowledgement and the news that follow it in this turn of the event loop leave in one system
 * call: half of what a message costs the server is writing to sockets.
 */
function holdWrites(socket: Socket): void {
  const wire = socket.request.socket
  wire.cork()
  setImmediate(() => wire.uncork())
}

type Incoming<Session> = {
  app: App
  door: Door<Session>
  socket: Socket
  session: Session
  limit: RateLimit
  event: SocketEvent<Session> | undefined
}

async function answer<Session>(incoming: Incoming<Session>, received: unknown[]): Promise<object> {
  const { app, door, socket, session, event } = incoming
  // Made when it is needed, which on the hot path is never.
  let requestId: string | undefined
  const makeId = () => {
    requestId ??= uuid()
    return requestId
  }
  let lang: Lang = 'es'
  try {
    if (app.config.rateLimits) incoming.limit.take(socket.id)
    if (!event || received.length > 1) throw new Problem('unknown-event', 400)
    const identity = await door.identify(app, session)
    lang = identity.lang
    const data = parseInput(event.schema, received[0] ?? {}, texts(lang))
    const ctx: Context = {
      app,
      actor: identity.actor,
      lang,
      get requestId() {
        return makeId()
      },
    }
    const reply = await event.handle({ ctx, session, socket, data })
    return { ok: true, ...reply }
  } catch (error) {
    const problem = asProblem(error)
    logProblem(app.log, problem, makeId())
    return { ok: false, error: problemDocument(problem, lang, makeId()) }
  }
}

function refusedConnection(app: App, error: unknown): Error {
  const problem = asProblem(error)
  const requestId = uuid()
  logProblem(app.log, problem, requestId)
  const document = problemDocument(problem, 'es', requestId)
  return Object.assign(new Error(document.title), { data: document })
}

/** @throws foreign-origin (403) unless the handshake came from one of our own pages */
export function requireOwnHandshake(socket: Socket, origins: Origins): void {
  if (!isFromOwnPage(socket.request, origins)) throw new Problem('foreign-origin', 403)
}
