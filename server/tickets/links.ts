import type { App } from '../platform/context.ts'

const PURPOSE = 'ticket'
/** ux-spec.md §4: a link to one's own ticket is good for 30 days. */
const LIFETIME_SECONDS = 30 * 24 * 60 * 60

/**
 * What a link opens: one ticket, for one person. Only a link that was mailed proves that whoever
 * follows it reads that address; the same page is also linked where the question was asked.
 */
export type TicketLink = { ticketId: string; contactId: string; isMailed: boolean }

type Payload = { t: string; p: string; x: number; m?: 1 }

export function ticketUrl(app: App, link: TicketLink): string {
  const expires = Math.floor(app.now().getTime() / 1000) + LIFETIME_SECONDS
  const payload: Payload = {
    t: link.ticketId,
    p: link.contactId,
    x: expires,
    ...(link.isMailed && { m: 1 }),
  }
  const token = app.signer.sign(PURPOSE, payload)
  return `${app.publicUrl()}/t/${token}`
}

/** `expired` links are ours but too old: their holder may have a new one mailed. */
export function openTicketLink(
  app: App,
  token: string,
): (TicketLink & { isExpired: boolean }) | undefined {
  const payload = app.signer.open(PURPOSE, token) as Payload | undefined
  if (!payload) return undefined
  const isExpired = payload.x * 1000 <= app.now().getTime()
  return { ticketId: payload.t, contactId: payload.p, isMailed: payload.m === 1, isExpired }
}
