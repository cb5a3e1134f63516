import type { App } from '../platform/context.ts'

const PURPOSE = 'ticket'
/** ux-spec.md §4: a link to one's own ticket is good for 30 days. */
const LIFETIME_SECONDS = 30 * 24 * 60 * 60

/** What the link in a mail opens: one ticket, for the person it was sent to. */
export type TicketLink = { ticketId: string; contactId: string }

type Payload = { t: string; p: string; x: number }

export function ticketUrl(app: App, link: TicketLink): string {
  const expires = Math.floor(app.now().getTime() / 1000) + LIFETIME_SECONDS
  const token = app.signer.sign(PURPOSE, { t: link.ticketId, p: link.contactId, x: expires })
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
  return { ticketId: payload.t, contactId: payload.p, isExpired }
}
