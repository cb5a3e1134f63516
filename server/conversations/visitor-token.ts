import { v7 as uuid } from 'uuid'
import type { App } from '../platform/context.ts'

const PURPOSE = 'visitor'
const DAY = 24 * 60 * 60
/** contract.md §5: good for 30 days from its last use. */
const LIFETIME_DAYS = 30
/** A token used a day later is given anew, so that its time starts again. */
const RENEW_AFTER_DAYS = 1

/** A visitor is known only by the token, and a token is bound to one conversation from the start. */
export type Visitor = { visitorId: string; conversationId: string }

type Payload = { v: string; c: string; x: number }

/** The visitor of a token, or `undefined` if it is not ours or ran out. */
export function openVisitorToken(app: App, token: string | undefined): Visitor | undefined {
  if (!token) return undefined
  const payload = app.signer.open(PURPOSE, token) as Payload | undefined
  if (!payload || payload.x <= seconds(app)) return undefined
  return { visitorId: payload.v, conversationId: payload.c }
}

/** A new anonymous visitor; nothing is stored. */
export function newVisitor(): Visitor {
  return { visitorId: uuid(), conversationId: uuid() }
}

export function visitorToken(app: App, { visitorId, conversationId }: Visitor): string {
  const expires = seconds(app) + LIFETIME_DAYS * DAY
  return app.signer.sign(PURPOSE, { v: visitorId, c: conversationId, x: expires })
}

/** The same token while it is fresh, else a new one for the same visitor. */
export function renewedToken(app: App, token: string, visitor: Visitor): string {
  const payload = app.signer.open(PURPOSE, token) as Payload
  const age = LIFETIME_DAYS * DAY - (payload.x - seconds(app))
  return age < RENEW_AFTER_DAYS * DAY ? token : visitorToken(app, visitor)
}

function seconds(app: App): number {
  return Math.floor(app.now().getTime() / 1000)
}
