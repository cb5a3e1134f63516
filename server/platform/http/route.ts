import type { z } from 'zod'
import type { Context } from '../context.ts'
import type { Lang } from '../i18n.ts'

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

export type Call<
  Params extends z.ZodType | undefined,
  Query extends z.ZodType | undefined,
  Body extends z.ZodType | undefined,
> = {
  ctx: Context
  params: Parsed<Params>
  query: Parsed<Query>
  body: Parsed<Body>
  /** The session cookie's value, for the few routes about the session itself. */
  sessionToken: string | undefined
  bearerToken: string | undefined
  /** The website whose page asks, if it is not one of our own pages. */
  foreignOrigin: string | undefined
  /** Key of the caller's address for limits; never stored. */
  addressKey: string
  /** Version from `If-Match`. @throws version-required (428) without one */
  ifMatch(): number
  /** Nonce of this reply's content security policy, for pages with scripts. */
  nonce: string
}

export type Reply = {
  status?: number
  headers?: Record<string, string | string[]>
  /** JSON for routes of the API, HTML text for pages. */
  body?: unknown
  /** Takes the place of `text/html` or JSON. */
  type?: string
}

/** Who may call at all; the finer rights are the service's. Shown in the API's description. */
export type Door = 'public' | 'visitor' | 'staff'

export type RouteSpec<
  Params extends z.ZodType | undefined = z.ZodType | undefined,
  Query extends z.ZodType | undefined = z.ZodType | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
> = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Express path, `/api/v1/tickets/:number`. */
  path: string
  summary: string
  door: Door
  params?: Params
  query?: Query
  body?: Body
  replies: Record<number, z.ZodType | null>
  /** Offices' websites may call it from a browser. */
  crossOrigin?: boolean
  /** Counted against the limit of ask, route and search. */
  limited?: boolean
  /** Honours `Idempotency-Key` (its service runs in `once`). */
  idempotent?: boolean
}

export type Route = RouteSpec & {
  kind: 'api'
  handle(call: Call<z.ZodType, z.ZodType, z.ZodType>): Reply | Promise<Reply>
}

/** Declares one HTTP door: its schemas validate the request and describe it in openapi.json. */
export function route<
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(
  spec: RouteSpec<Params, Query, Body>,
  handle: (call: Call<Params, Query, Body>) => Reply | Promise<Reply>,
): Route {
  return { ...spec, kind: 'api', handle: handle as unknown as Route['handle'] }
}

export type PageSpec<
  Params extends z.ZodType | undefined = z.ZodType | undefined,
  Query extends z.ZodType | undefined = z.ZodType | undefined,
> = {
  method: 'get' | 'post'
  path: string
  summary: string
  params?: Params
  query?: Query
  /** Never kept by caches on the way (pages behind a personal link). */
  personal?: boolean
  limited?: boolean
}

export type Page = PageSpec & {
  kind: 'page'
  handle(call: PageCall<z.ZodType, z.ZodType>): Reply | Promise<Reply>
}

export type PageCall<
  Params extends z.ZodType | undefined,
  Query extends z.ZodType | undefined,
> = Call<Params, Query, undefined> & {
  /** Fields of a submitted form as they came; the page parses them and shows faults at each field. */
  form: Record<string, string>
  /** The first of our languages that the browser itself names, if it names one. */
  preferredLang: Lang | undefined
}

/** Declares one server-rendered page. Forms post to pages; a page parses its own form. */
export function page<
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
>(
  spec: PageSpec<Params, Query>,
  handle: (call: PageCall<Params, Query>) => Reply | Promise<Reply>,
): Page {
  return { ...spec, kind: 'page', handle: handle as unknown as Page['handle'] }
}

export type AnyRoute = Route | Page
