import { createHash, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { parse as parseCookie } from 'cookie'
import express, { type Express, type Request, type Response } from 'express'
import { v7 as uuid } from 'uuid'
import type { z } from 'zod'
import type { Actor, App, Context } from '../context.ts'
import { DEFAULT_LANG, LANGS, type Lang, pickLang, texts } from '../i18n.ts'
import { etagOf } from '../pages/page-cache.ts'
import { Problem } from '../problem.ts'
import { addressKey, RateLimit } from '../security/rate-limit.ts'
import { allowCrossOrigin, type Origins, requireOwnOrigin } from './origins.ts'
import { asProblem, logProblem, problemDocument } from './problems.ts'
import type { AnyRoute, Call, Page, PageCall, Reply, Route } from './route.ts'
import { securityHeaders } from './security-headers.ts'
import { parseInput } from './validation.ts'

/** contract.md §3: ask, route and search, per address. */
const PUBLIC_LIMIT = { perSecond: 20, burst: 1_000 }
const JSON_LIMIT = '96kb'
const SECOND = 1_000

export type HttpDoor = {
  app: App
  routes: AnyRoute[]
  origins: Origins
  sessionCookie: string
  /** Who a request is: from its session cookie or bearer token. */
  identify(credentials: Credentials): Promise<{ actor: Actor; lang?: Lang | undefined }>
  /** What a person sees at an address that is no page, or when a page failed. */
  errorPage(problem: Problem, lang: Lang, ctx: { nonce: string }): string
  /** Static files, health, metrics: mounted before the routes. */
  before(server: Express): void
}

export type Credentials = { sessionToken: string | undefined; bearerToken: string | undefined }

/** The HTTP server with every route mounted: parse, identify, handle, present, or refuse. */
export function buildHttpServer(door: HttpDoor): Server {
  const server = express()
  server.disable('x-powered-by')
  server.set('trust proxy', door.app.config.trustProxy)
  server.set('etag', false)
  server.use((req, res, next) => {
    res.locals['requestId'] = uuid()
    res.locals['nonce'] = randomBytes(16).toString('base64')
    securityHeaders(req, res, door.app)
    next()
  })
  door.before(server)
  const limit = new RateLimit(PUBLIC_LIMIT)
  for (const route of door.routes) mount(server, route, door, limit)
  server.use((_req, _res) => {
    throw new Problem('not-found', 404)
  })
  server.use((error: unknown, req: Request, res: Response, _next: unknown) =>
    refuse(error, req, res, door),
  )
  return hardened(createServer(server))
}

/** Slow and silent clients are let go within 15 s (faults.md case 62). */
function hardened(http: Server): Server {
  http.headersTimeout = 10 * SECOND
  http.requestTimeout = 15 * SECOND
  http.keepAliveTimeout = 8 * SECOND
  Object.assign(http, { connectionsCheckingInterval: 2 * SECOND })
  return http
}

function mount(server: Express, route: AnyRoute, door: HttpDoor, limit: RateLimit): void {
  if (route.kind === 'api' && route.crossOrigin) {
    server.options(route.path, (req, res) => {
      allowCrossOrigin(req, res, door.origins)
      res.status(204).end()
    })
  }
  const parser = route.kind === 'api' ? jsonBody : formBody
  server[route.method](route.path, parser, async (req, res) => {
    if (route.limited && door.app.config.rateLimits) limit.take(addressKey(req.ip))
    if (route.kind === 'api') await answerApi(route, req, res, door)
    else await answerPage(route, req, res, door)
  })
}

const jsonBody = express.json({ limit: JSON_LIMIT, strict: true })
const formBody = express.urlencoded({ limit: JSON_LIMIT, extended: false, parameterLimit: 50 })

async function answerApi(route: Route, req: Request, res: Response, door: HttpDoor): Promise<void> {
  if (route.crossOrigin) allowCrossOrigin(req, res, door.origins)
  else if (route.method !== 'get') requireOwnOrigin(req, door.origins)
  const ctx = await contextOf(req, res, route, door)
  const reply = await route.handle(callOf(route, req, res, ctx, door))
  for (const [name, value] of Object.entries(reply.headers ?? {})) res.setHeader(name, value)
  if (!res.hasHeader('Cache-Control')) res.setHeader('Cache-Control', 'no-store')
  res.status(reply.status ?? 200)
  if (reply.body === undefined) res.end()
  else if (reply.type) res.type(reply.type).send(reply.body)
  else res.json(reply.body)
}

async function answerPage(page: Page, req: Request, res: Response, door: HttpDoor): Promise<void> {
  const ctx = await contextOf(req, res, page, door)
  const form = asForm(req.body)
  const preferredLang = preferredLangOf(req)
  const call = { ...callOf(page, req, res, ctx, door), form, preferredLang }
  const reply = await page.handle(call as PageCall<z.ZodType, z.ZodType>)
  for (const [name, value] of Object.entries(reply.headers ?? {})) res.setHeader(name, value)
  if (page.personal) res.setHeader('Cache-Control', 'no-store')
  res.status(reply.status ?? 200).type(reply.type ?? 'html')
  sendCacheable(req, res, reply)
}

/**
 * Pages carry an ETag of what they say, whatever the nonce, so that an unchanged one costs a browser
 * nothing. It then keeps the page it has, with the policy and the nonce that came with it.
 */
function sendCacheable(req: Request, res: Response, reply: Reply): void {
  const body = String(reply.body ?? '')
  if (req.method === 'GET' && res.statusCode === 200 && !res.hasHeader('Cache-Control')) {
    const nonce = String(res.locals['nonce'])
    const etag = reply.headers?.['ETag'] ?? etagOf(body.replaceAll(nonce, ''))
    res.setHeader('ETag', etag).setHeader('Cache-Control', 'no-cache')
    if (isKnown(req, etag, reply.headers?.['Last-Modified'])) {
      res.removeHeader('Content-Security-Policy')
      res.status(304).end()
      return
    }
  }
  res.end(body)
}

/** Whether the reader has this very reply; the date counts only for those who do not know its tag. */
function isKnown(req: Request, etag: unknown, changed: unknown): boolean {
  const known = req.headers['if-none-match']
  if (known !== undefined) return known === etag
  const since = Date.parse(req.headers['if-modified-since'] ?? '')
  return typeof changed === 'string' && Date.parse(changed) <= since
}

async function contextOf(
  req: Request,
  res: Response,
  route: AnyRoute,
  door: HttpDoor,
): Promise<Context> {
  const { actor, lang } = await door.identify(credentialsOf(req, door))
  const requestId = String(res.locals['requestId'])
  const ctx: Context = {
    app: door.app,
    actor,
    lang: lang ?? langOf(req),
    requestId,
    idempotency: route.kind === 'api' && route.idempotent ? claimOf(req, actor) : undefined,
  }
  res.locals['lang'] = ctx.lang
  return ctx
}

function callOf(
  route: AnyRoute,
  req: Request,
  res: Response,
  ctx: Context,
  door: HttpDoor,
): Call<z.ZodType, z.ZodType, z.ZodType> {
  const t = texts(ctx.lang)
  const body = route.kind === 'api' ? route.body : undefined
  return {
    ctx,
    params: route.params && parseInput(route.params, req.params, t),
    query: route.query && parseInput(route.query, { ...req.query }, t),
    body: body && parseInput(body, req.body ?? {}, t),
    ...credentialsOf(req, door),
    foreignOrigin: door.origins.isOwn(req.headers.origin) ? undefined : req.headers.origin,
    addressKey: addressKey(req.ip),
    nonce: String(res.locals['nonce']),
    ifMatch: () => versionOf(req),
  }
}

function credentialsOf(req: Request, door: HttpDoor): Credentials {
  const bearer = /^Bearer ([\w.-]{1,2000})$/.exec(req.headers.authorization ?? '')
  return {
    sessionToken: parseCookie(req.headers.cookie ?? '')[door.sessionCookie],
    bearerToken: bearer?.[1],
  }
}

function versionOf(req: Request): number {
  const given = req.headers['if-match']
  if (given === undefined) throw new Problem('version-required', 428)
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(given)?.[1]
  // A tag that we never gave out matches nothing.
  return version === undefined ? -1 : Number(version)
}

function claimOf(req: Request, actor: Actor): Context['idempotency'] {
  const key = req.headers['idempotency-key']
  if (typeof key !== 'string' || key === '' || key.length > 200) return undefined
  const who = actor.kind === 'staff' ? actor.userId : actor.kind
  const requestHash = createHash('sha256')
    .update(JSON.stringify([req.method, req.path, req.body ?? null]))
    .digest('base64url')
  return { scope: who, key, requestHash }
}

function langOf(req: Request): Lang {
  const inPath = /^\/(es|en)(?:\/|$)/.exec(req.path)?.[1]
  const asked = inPath ?? req.query['lang'] ?? (req.body as { lang?: unknown } | undefined)?.lang
  return typeof asked === 'string' ? pickLang(asked) : (preferredLangOf(req) ?? DEFAULT_LANG)
}

/** The best of our languages that the browser names itself; a wildcard names none. */
function preferredLangOf(req: Request): Lang | undefined {
  return req
    .acceptsLanguages()
    .map((tag) => LANGS.find((lang) => lang === tag.split('-', 1)[0]?.toLowerCase()))
    .find((lang) => lang !== undefined)
}

function asForm(body: unknown): Record<string, string> {
  const fields = Object.entries((body ?? {}) as Record<string, unknown>)
  return Object.fromEntries(fields.map(([name, value]) => [name, String(value)]))
}

function refuse(error: unknown, req: Request, res: Response, door: HttpDoor): void {
  const problem = asProblem(error)
  const requestId = String(res.locals['requestId'])
  logProblem(door.app.log, problem, requestId)
  if (res.headersSent) {
    res.destroy()
    return
  }
  const lang = (res.locals['lang'] as Lang | undefined) ?? langOf(req)
  const { retryAfterMs } = problem
  if (retryAfterMs !== undefined) res.setHeader('Retry-After', Math.ceil(retryAfterMs / SECOND))
  res.status(problem.status).setHeader('Cache-Control', 'no-store')
  if (req.path.startsWith('/api/') || !req.accepts('html')) {
    const document = problemDocument(problem, lang, requestId)
    res.type('application/problem+json').send(JSON.stringify(document))
  } else {
    const nonce = String(res.locals['nonce'])
    res.setHeader('Content-Language', lang)
    res.type('html').send(door.errorPage(problem, lang, { nonce }))
  }
}
