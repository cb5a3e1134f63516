import { v7 as uuid } from 'uuid'
import { type App, type Context, nowText } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Lang } from '../platform/i18n.ts'
import { pickLang } from '../platform/i18n.ts'
import { asText, composeMail, type MailData, type Template } from './message.ts'
import type { MailSender } from './sender.ts'
import * as store from './store.ts'

export type { MailData } from './message.ts'
export { MailSender } from './sender.ts'
export type { OutboxMail } from './store.ts'

/** A grouped mail shows this many lines; the page behind its link has them all. */
const MAX_QUOTES = 10
const MAX_MAILS_SHOWN = 50
const MAX_TROUBLED = 1_000

declare module '../platform/context.ts' {
  interface App {
    mail: MailSender
  }
}

export type MailOrder = {
  template: Template
  to: { address: string; name: string }
  lang: Lang
  data: MailData
  ticketNumber?: string | undefined
  officeId?: string | undefined
  /** Made by the service and not by a person (RFC 3834). */
  isAutomatic: boolean
}

/** Puts a mail into the outbox, in the transaction that causes it: it leaves after the commit. */
export async function queueMail(ctx: Context, tx: Tx, order: MailOrder): Promise<void> {
  await store.insertMail(tx, row(ctx, order, { groupKey: null, waitSeconds: 0 }))
  tx.afterCommit(() => ctx.app.mail.wake())
}

/**
 * As `queueMail`, for lines that follow each other closely: while the first waits, further ones join
 * it, so that a chat does not become one mail a line.
 */
export async function queueGroupedMail(
  ctx: Context,
  tx: Tx,
  order: MailOrder,
  group: { key: string; waitSeconds: number },
): Promise<void> {
  const waiting = await store.queuedOfGroup(tx, group.key)
  if (waiting) {
    const data = JSON.stringify(joinLines(JSON.parse(waiting.data) as MailData, order.data))
    await store.updateQueued(tx, waiting.id, { data })
    return
  }
  const { waitSeconds } = group
  await store.insertMail(tx, row(ctx, order, { groupKey: group.key, waitSeconds }))
  tx.afterCommit(() => ctx.app.mail.wake())
}

function joinLines(waiting: MailData, next: MailData): MailData {
  const quotes = [...(waiting.quotes ?? []), ...(next.quotes ?? [])]
  const tooMany = Math.max(0, quotes.length - MAX_QUOTES)
  return {
    ...waiting,
    ...next,
    quotes: quotes.slice(tooMany),
    more: (waiting.more ?? 0) + tooMany,
  }
}

/** Calls a waiting grouped mail off, if all it tells has been read elsewhere. */
export async function cancelIfRead(tx: Tx, groupKey: string, readSeq: number): Promise<void> {
  const waiting = await store.queuedOfGroup(tx, groupKey)
  if (!waiting) return
  const { lastSeq = 0 } = JSON.parse(waiting.data) as MailData
  if (lastSeq <= readSeq) await store.deleteQueued(tx, waiting.id)
}

/** Calls a waiting grouped mail off: what it tells matters no longer. */
export async function cancelGroup(tx: Tx, groupKey: string): Promise<void> {
  const waiting = await store.queuedOfGroup(tx, groupKey)
  if (waiting) await store.deleteQueued(tx, waiting.id)
}

/** Lets a waiting grouped mail leave now. */
export async function hurryGroup(ctx: Context, tx: Tx, groupKey: string): Promise<void> {
  const waiting = await store.queuedOfGroup(tx, groupKey)
  if (!waiting) return
  await store.updateQueued(tx, waiting.id, { not_before: nowText(ctx) })
  tx.afterCommit(() => ctx.app.mail.wake())
}

/** A ticket's mails, newest first. */
export function mailsOfTicket(app: App, ticketNumber: string): Promise<store.OutboxMail[]> {
  return store.mailsOfTicket(app.db.read, ticketNumber, MAX_MAILS_SHOWN)
}

/** The words of a mail that is not sent yet. */
export function mailWords(
  template: Template,
  lang: Lang,
  data: MailData,
): { subject: string; text: string } {
  const content = composeMail(template, lang, data)
  return { subject: content.subject, text: asText(content) }
}

/** The newest mails of these offices with their words, for offices without a mail server. */
export async function latestMails(
  app: App,
  officeIds: string[] | undefined,
): Promise<(store.OutboxMail & { subject: string; text: string })[]> {
  const mails = await store.latestMails(app.db.read, officeIds, MAX_MAILS_SHOWN)
  return mails.map((mail) => {
    const data = JSON.parse(mail.data) as MailData
    return { ...mail, ...mailWords(mail.template as Template, pickLang(mail.lang), data) }
  })
}

export type MailTrouble = {
  waiting: number
  oldestWaiting: string | null
  lastProblem: string | null
}

/** How much mail is being retried, since when, and why. */
export async function mailTrouble(app: App, officeIds: string[] | undefined): Promise<MailTrouble> {
  const open = await store.troubledMails(app.db.read, officeIds, MAX_TROUBLED)
  const retried = open.filter(({ attempts, last_error }) => attempts > 0 && last_error !== null)
  return {
    waiting: retried.length,
    oldestWaiting: retried.map(({ created_at }) => created_at).sort()[0] ?? null,
    lastProblem: retried.at(-1)?.last_error ?? null,
  }
}

function row(
  ctx: Context,
  order: MailOrder,
  timing: { groupKey: string | null; waitSeconds: number },
): Parameters<typeof store.insertMail>[1] {
  const id = uuid()
  const host = new URL(ctx.app.publicUrl()).hostname
  const thread = order.ticketNumber ? `<${order.ticketNumber}.thread@${host}>` : null
  return {
    id,
    template: order.template,
    to_address: order.to.address,
    to_name: order.to.name,
    lang: order.lang,
    data: JSON.stringify(order.data),
    message_id: `<${id}@${host}>`,
    in_reply_to: thread,
    auto_submitted: Number(order.isAutomatic),
    group_key: timing.groupKey,
    ticket_number: order.ticketNumber ?? null,
    office_id: order.officeId ?? null,
    status: 'queued',
    attempts: 0,
    not_before: new Date(ctx.app.now().getTime() + timing.waitSeconds * 1000).toISOString(),
    lease_until: null,
    last_error: null,
    created_at: nowText(ctx),
    sent_at: null,
  }
}
