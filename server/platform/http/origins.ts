import type { IncomingMessage } from 'node:http'
import type { Request, Response } from 'express'
import { isLoopback } from '../config.ts'
import { Problem } from '../problem.ts'

const PREFLIGHT_SECONDS = 600

/** Which web origins are ours, and which are offices' websites. */
export type Origins = {
  isOwn(origin: string | undefined): boolean
  /** The site of any office: may load the widget and call the public API. */
  isKnownSite(origin: string | undefined): boolean
}

/**
 * Our own origins: the public address and, where only this machine can reach us, its loopback names.
 * `url` and `port` are asked each time, because `PORT=0` is known only once we listen.
 */
export function ownOrigins(at: {
  publicUrl(): string
  host: string
  port(): number
}): (origin: string | undefined) => boolean {
  return (origin) => {
    if (!origin || !URL.canParse(origin)) return false
    const { protocol, hostname, port } = new URL(origin)
    if (origin === new URL(at.publicUrl()).origin) return true
    const isHere = isLoopback(hostname.replace(/^\[|\]$/g, '')) && port === String(at.port())
    return protocol === 'http:' && isLoopback(at.host) && isHere
  }
}

/**
 * Whether a browser sent this from one of our own pages. Programs without a browser send no origin;
 * they may pass with a token, but a cookie then needs `Sec-Fetch-Site: same-origin`.
 */
export function isFromOwnPage(req: IncomingMessage, origins: Origins): boolean {
  const { origin } = req.headers
  if (origin !== undefined) return origins.isOwn(origin)
  return req.headers['sec-fetch-site'] === 'same-origin'
}

/** @throws foreign-origin (403): another site's page asked for a change in the visitor's name */
export function requireOwnOrigin(req: Request, origins: Origins): void {
  if (!isFromOwnPage(req, origins)) throw new Problem('foreign-origin', 403)
}

/** Lets the browser of an office's website read the reply; never with cookies. */
export function allowCrossOrigin(req: Request, res: Response, origins: Origins): void {
  const { origin } = req.headers
  res.vary('Origin')
  if (!origin || !(origins.isKnownSite(origin) || origins.isOwn(origin))) return
  res.setHeader('Access-Control-Allow-Origin', origin)
  res.setHeader('Access-Control-Allow-Methods', 'GET, POST')
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type, Authorization, Idempotency-Key')
  res.setHeader('Access-Control-Max-Age', String(PREFLIGHT_SECONDS))
}
