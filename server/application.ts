import type { Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parse as parseCookie } from 'cookie'
import type { Server as SocketServer } from 'socket.io'
import { sessionCookieName } from './accounts/routes.ts'
import { actorOfSession, forgetExpiredSessions, makeSignInLimit } from './accounts/service.ts'
import { Bot, Feed, MessageLog, openVisitorToken } from './conversations/service.ts'
import { chatDoor, feedChat } from './conversations/socket.ts'
import { VisitorPages } from './conversations/visitor-pages.ts'
import {
  forgetOldAnswers,
  importContent,
  KnowledgeEngine,
  Popularity,
  Rephraser,
  startIndex,
} from './knowledge/service.ts'
import { MailSender } from './mail/service.ts'
import { openTransport } from './mail/transport.ts'
import { importPacks, refreshDirectory } from './offices/service.ts'
import { renderErrorPage } from './pages.ts'
import type { Config } from './platform/config.ts'
import type { Actor, App } from './platform/context.ts'
import type { Database } from './platform/db/database.ts'
import { forgetOldKeys } from './platform/db/idempotency.ts'
import { migrate } from './platform/db/migrate.ts'
import { openDatabase } from './platform/db/open.ts'
import { hasAssets, serveAssets } from './platform/http/assets.ts'
import { describeApi } from './platform/http/openapi.ts'
import { serveOperations } from './platform/http/operations.ts'
import { type Origins, ownOrigins } from './platform/http/origins.ts'
import type { AnyRoute } from './platform/http/route.ts'
import { buildHttpServer, type Credentials } from './platform/http/server.ts'
import type { Lang } from './platform/i18n.ts'
import type { Logger } from './platform/log.ts'
import { News } from './platform/realtime/news.ts'
import { PresenceBoard } from './platform/realtime/presence-board.ts'
import {
  buildRealtime,
  describeDoor,
  openDoor,
  type SocketDoor,
} from './platform/realtime/server.ts'
import { loadSecret, makeSigner } from './platform/security/signer.ts'
import { allRoutes } from './routes.ts'
import { DeskFeed } from './tickets/desk-feed.ts'
import { StaffPresence, startTickets, type TicketWork } from './tickets/service.ts'
import { deskDoor, feedDesk, ticketChatEvents } from './tickets/socket.ts'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR
/** contract.md §2: everything accepted is finished within 10 s of SIGTERM. */
const STOP_PATIENCE_MS = 8_000

export type Application = {
  app: App
  routes: AnyRoute[]
  /** What each namespace takes: tests compare it with what they probe. */
  doors: SocketDoor[]
  /** Starts to listen; resolves with the address once questions can be answered. */
  listen(): Promise<string>
  /** Stops taking work, finishes what was accepted, tells clients to reconnect. */
  stop(): Promise<void>
}

type Parts = {
  now?: () => Date
  log: Logger
}

/** Opens and migrates the database and builds every part once. Nothing listens yet. */
export async function buildApplication(config: Config, parts: Parts): Promise<Application> {
  const db = await openDatabase({ ...config.secrets, dataDir: config.dataDir })
  const now = parts.now ?? (() => new Date())
  await migrate(db, now())
  const at = { port: config.port, isImported: false }
  const publicUrl = () => config.publicUrl ?? `http://localhost:${at.port}`
  const app = buildApp(config, db, { ...parts, now, publicUrl })
  await importPacks(app, config.contentDir)
  await startIndex(app)
  await refreshDirectory(app)
  const origins: Origins = {
    isOwn: ownOrigins({ publicUrl, host: config.host, port: () => at.port }),
    isKnownSite: (origin) => origin !== undefined && app.offices.isSite(origin),
  }
  const routes = allRoutes()
  const http = buildHttp(app, routes, origins, () => at.isImported && app.knowledge.ready())
  const { io, doors } = buildSockets(app, http, origins)
  const tickets = await startTickets(app)
  return {
    app,
    routes,
    doors,
    async listen() {
      at.port = await listenOn(http, config)
      await importArticles(app)
      at.isImported = true
      await startWork(app)
      tickets.start()
      return `http://${hostForUrl(config.host)}:${at.port}`
    },
    stop: () => stop(app, http, io, tickets),
  }
}

type Basics = { log: Logger; now: () => Date; publicUrl: () => string }

/** The application without its doors; `support` commands use it beside a running service. */
export function buildApp(config: Config, db: Database, basics: Basics): App {
  const secret = loadSecret(config.secrets.secret, config.dataDir)
  const app = {
    ...basics,
    config,
    db,
    news: new News(db),
    signer: makeSigner(secret),
    signInFailures: makeSignInLimit(),
  } as App
  app.mail = new MailSender(app, openTransport(config.secrets.smtpUrl, config.dataDir))
  app.knowledge = new KnowledgeEngine(app)
  app.rephraser = new Rephraser(config.secrets.languageModel, app.log)
  app.popularity = new Popularity(app)
  const feed = new Feed(app)
  const log = new MessageLog(app, feed)
  app.conversations = {
    log,
    feed,
    bot: new Bot(app, log),
    isVisitorOnline: () => false,
    refreshPages: () => {},
    describeTicket: async () => null,
  }
  return app
}

function buildHttp(
  app: App,
  routes: AnyRoute[],
  origins: Origins,
  isIndexed: () => boolean,
): HttpServer {
  const description = () => describeApi(routes, app.publicUrl())
  return buildHttpServer({
    app,
    routes,
    origins,
    sessionCookie: sessionCookieName(app),
    identify: (credentials) => identify(app, credentials),
    errorPage: renderErrorPage,
    before(server) {
      serveOperations(server, app, {
        missing: () => [...(isIndexed() ? [] : ['index']), ...(hasAssets() ? [] : ['assets'])],
        gauges: rephrasingGauges(app),
      })
      serveAssets(server)
      server.get('/api/openapi.json', (_req, res) => {
        res.setHeader('Cache-Control', 'no-cache').json(description())
      })
    },
  })
}

function rephrasingGauges({ config, rephraser }: App): Record<string, () => number> {
  if (!config.secrets.languageModel) return {}
  return {
    rephrasings_shown: () => rephraser.counts.shown,
    rephrasings_refused: () => rephraser.counts.refused,
    rephrasings_failed: () => rephraser.counts.failed,
    rephrasings_paused: () => Number(rephraser.isPaused),
  }
}

async function identify(
  app: App,
  { sessionToken, bearerToken }: Credentials,
): Promise<{ actor: Actor; lang?: Lang | undefined }> {
  const visitor = openVisitorToken(app, bearerToken)
  if (visitor) return { actor: { kind: 'visitor', ...visitor } }
  const session = sessionToken === undefined ? undefined : await actorOfSession(app, sessionToken)
  return session ?? { actor: { kind: 'anonymous' } }
}

function buildSockets(
  app: App,
  http: HttpServer,
  origins: Origins,
): { io: SocketServer; doors: SocketDoor[] } {
  const io = buildRealtime(http, origins)
  const watchers = new PresenceBoard('watchers', app.news)
  app.staff = new StaffPresence(app, new PresenceBoard('staff', app.news))
  const pages = new VisitorPages(new PresenceBoard('visitors', app.news))
  const chat = chatDoor(origins, pages, ticketChatEvents())
  openDoor(io, app, chat)
  feedChat(app, pages, app.staff)
  app.conversations.isVisitorOnline = (id) => pages.isOnline(id)
  app.offices.staffed = (officeId) => app.staff.isAnyone(officeId)
  const cookie = sessionCookieName(app)
  const parts = {
    origins,
    watchers,
    readCookie: (socket: { request: { headers: { cookie?: string | undefined } } }) =>
      parseCookie(socket.request.headers.cookie ?? '')[cookie],
  }
  const desk = deskDoor(parts)
  const deskFeed = new DeskFeed(app)
  feedDesk(app, openDoor(io, app, desk), deskFeed, parts)
  pages.onChange((id) => deskFeed.tellPresence(id))
  // What other nodes said meanwhile is lost; clients that come back ask for everything they missed.
  app.news.onMissed(() => hangUp(io))
  return { io, doors: [describeDoor(chat), describeDoor(desk)] }
}

/** Ends every connection in a way that clients take as a reason to come back by themselves. */
function hangUp(io: SocketServer): void {
  for (const door of ['/chat', '/desk']) {
    for (const socket of io.of(door).sockets.values()) socket.conn.close()
  }
}

function listenOn(http: HttpServer, { port, host }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, host, () => resolve((http.address() as AddressInfo).port))
  })
}

async function importArticles(app: App): Promise<void> {
  const report = await importContent(app, app.config.contentDir)
  for (const problem of report.problems) app.log.warn(problem, 'content problem')
}

/** Index, mail, and what the last run left undone. */
async function startWork(app: App): Promise<void> {
  await app.knowledge.start()
  await app.mail.start()
  app.conversations.bot.start()
  app.snoozes.start()
  setInterval(() => void tidyUp(app), HOUR).unref()
}

async function tidyUp(app: App): Promise<void> {
  try {
    const yesterday = new Date(app.now().getTime() - DAY)
    await app.db.inTransaction((tx) => forgetOldKeys(tx, yesterday))
    await forgetExpiredSessions(app)
    await forgetOldAnswers(app)
    await app.outgoing.forget()
  } catch (error) {
    app.log.error({ err: error }, 'tidying up failed')
  }
}

async function stop(
  app: App,
  http: HttpServer,
  io: SocketServer,
  tickets: TicketWork,
): Promise<void> {
  app.rephraser.close()
  const closed = new Promise<void>((resolve) => http.close(() => resolve()))
  hangUp(io)
  const patience = setTimeout(() => http.closeAllConnections(), STOP_PATIENCE_MS)
  http.closeIdleConnections()
  await io.close()
  await closed
  clearTimeout(patience)
  await app.conversations.bot.close()
  await app.snoozes.close()
  await tickets.close()
  await app.popularity.answers.write()
  await app.mail.close()
  await app.knowledge.close()
  await app.db.close()
}

function hostForUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
