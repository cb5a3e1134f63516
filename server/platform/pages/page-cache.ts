import { createHash, randomBytes } from 'node:crypto'
import type { App, Context } from '../context.ts'
import type { Reply } from '../http/route.ts'

/** Far more than are read at a time; a page is about 25 kB. */
const MAX_PAGES = 300

/** Stands for the nonce of each reply; a visitor cannot put it into a page. */
const NONCE_MARK = randomBytes(16).toString('hex')

type Kept = { version: string; reply: Reply; body: string }

const pagesOf = new WeakMap<App, Map<string, Kept>>()

/**
 * A page that is the same for every reader but for its nonce, made once for each version of what it shows
 * and kept with its ETag. Nothing personal and nothing else made for one request may be in it.
 */
export async function keptPage<Call extends { ctx: Context; nonce: string }>(
  call: Call,
  { path, version }: { path: string; version: string },
  make: (call: Call) => Promise<Reply>,
): Promise<Reply> {
  const { app } = call.ctx
  const pages = pagesOf.get(app) ?? new Map<string, Kept>()
  pagesOf.set(app, pages)
  const known = pages.get(path)
  const kept = known?.version === version ? known : await keep(version, call, make)
  if (pages.size >= MAX_PAGES) pages.clear()
  pages.set(path, kept)
  return { ...kept.reply, body: kept.body.replaceAll(NONCE_MARK, call.nonce) }
}

async function keep<Call extends { nonce: string }>(
  version: string,
  call: Call,
  make: (call: Call) => Promise<Reply>,
): Promise<Kept> {
  const reply = await make({ ...call, nonce: NONCE_MARK })
  const body = String(reply.body ?? '')
  return { version, body, reply: { ...reply, headers: { ...reply.headers, ETag: etagOf(body) } } }
}

export function etagOf(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
}
