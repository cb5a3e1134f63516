import { contactById } from '../companies/service.ts'
import {
  cancelIfRead,
  hurryGroup,
  type MailData,
  queueGroupedMail,
  queueMail,
} from '../mail/service.ts'
import type { Context } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import { DEFAULT_LANG, inLang, pickLang } from '../platform/i18n.ts'
import { ticketUrl } from './links.ts'
import type { Ticket } from './store.ts'

/** A page that is open but not looked at gets its mail after ten minutes (features.md §1.1). */
const ONLINE_WAIT_SECONDS = 600

/** To both sides: a new consultation has come in. */
export async function mailNewTicket(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  input: { contact: { name: string; email: string }; company: { name: string } },
): Promise<void> {
  await mailConfirmation(ctx, tx, ticket, input.contact)
  await mailOfficeNotice(ctx, tx, ticket, input)
}

/** To the company: number, office and the link to its own page. None of the visitor's own words. */
async function mailConfirmation(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  contact: { name: string; email: string },
): Promise<void> {
  await queueMail(ctx, tx, {
    template: 'confirmation',
    to: { address: contact.email, name: contact.name },
    lang: pickLang(ticket.lang),
    data: { ...commonData(ctx, ticket), url: linkFor(ctx, ticket) },
    ticketNumber: ticket.number,
    officeId: ticket.office_id,
    isAutomatic: true,
  })
}

/** To the office: a new consultation, with the link into the console. */
export async function mailOfficeNotice(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  input?: { company: { name: string } },
): Promise<void> {
  const office = ctx.app.offices.require(ticket.office_id)
  const lang = officeLang(office.languages)
  await queueMail(ctx, tx, {
    template: 'office-notice',
    to: { address: office.email, name: inLang(office.name, lang) },
    lang,
    data: {
      ...commonData(ctx, ticket),
      company: input?.company.name ?? '',
      url: consoleUrl(ctx, ticket),
    },
    ticketNumber: ticket.number,
    officeId: office.id,
    isAutomatic: true,
  })
}

/** To the company: what the advisor wrote, unless it is read on the page first. */
export async function mailReply(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  line: { author: string; text: string; seq: number },
): Promise<void> {
  const contact = await contactById(tx.db, ticket.contact_id)
  if (!contact) return
  const isOnline = ctx.app.conversations.isVisitorOnline(ticket.conversation_id)
  await queueGroupedMail(
    ctx,
    tx,
    {
      template: 'reply',
      to: { address: contact.email, name: contact.name },
      lang: pickLang(ticket.lang),
      data: {
        ...commonData(ctx, ticket),
        advisor: line.author,
        name: contact.name,
        quotes: [{ author: line.author, text: line.text }],
        lastSeq: line.seq,
        url: linkFor(ctx, ticket),
      },
      ticketNumber: ticket.number,
      officeId: ticket.office_id,
      isAutomatic: false,
    },
    {
      key: replyGroup(ticket.conversation_id),
      waitSeconds: isOnline ? ONLINE_WAIT_SECONDS : ctx.app.config.mailGroupSeconds,
    },
  )
}

/** To the office, while nobody is at the desk: the company has written again. */
export async function mailOfficeOfReply(ctx: Context, tx: Tx, ticket: Ticket): Promise<void> {
  const office = ctx.app.offices.require(ticket.office_id)
  if (ctx.app.offices.staffed(office.id)) return
  const lang = officeLang(office.languages)
  await queueGroupedMail(
    ctx,
    tx,
    {
      template: 'office-reply-notice',
      to: { address: office.email, name: inLang(office.name, lang) },
      lang,
      data: { ...commonData(ctx, ticket), url: consoleUrl(ctx, ticket) },
      ticketNumber: ticket.number,
      officeId: office.id,
      isAutomatic: true,
    },
    { key: `office:${ticket.number}`, waitSeconds: ctx.app.config.mailGroupSeconds },
  )
}

/** To the company: closed, how it went, how to go on. What waits unsent leaves before it. */
export async function mailResolved(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  advisor: string,
): Promise<void> {
  const contact = await contactById(tx.db, ticket.contact_id)
  if (!contact) return
  await hurryGroup(ctx, tx, replyGroup(ticket.conversation_id))
  await queueMail(ctx, tx, {
    template: 'resolved',
    to: { address: contact.email, name: contact.name },
    lang: pickLang(ticket.lang),
    data: {
      ...commonData(ctx, ticket),
      advisor,
      name: contact.name,
      url: `${linkFor(ctx, ticket)}#rating`,
    },
    ticketNumber: ticket.number,
    officeId: ticket.office_id,
    isAutomatic: true,
  })
}

/** To the address of the ticket's contact: a fresh link in place of one that ran out. */
export async function mailNewLink(ctx: Context, tx: Tx, ticket: Ticket): Promise<void> {
  const contact = await contactById(tx.db, ticket.contact_id)
  if (!contact) return
  await queueGroupedMail(
    ctx,
    tx,
    {
      template: 'new-link',
      to: { address: contact.email, name: contact.name },
      lang: pickLang(ticket.lang),
      data: { ...commonData(ctx, ticket), url: linkFor(ctx, ticket) },
      ticketNumber: ticket.number,
      officeId: ticket.office_id,
      isAutomatic: true,
    },
    { key: `new-link:${ticket.number}`, waitSeconds: 0 },
  )
}

/** The visitor read up to `seq` on a page: a mail about it would only be noise. */
export async function cancelReadMail(
  tx: Tx,
  conversationId: string,
  readSeq: number,
): Promise<void> {
  await cancelIfRead(tx, replyGroup(conversationId), readSeq)
}

export function commonData(ctx: Context, ticket: Ticket): MailData {
  const office = ctx.app.offices.require(ticket.office_id)
  return {
    number: ticket.number,
    subject: ticket.subject,
    office: office.name,
    replyHours: office.replyHours,
    fundingStatement: office.fundingStatement,
  }
}

export function linkFor(ctx: Context, ticket: Ticket): string {
  const link = { ticketId: ticket.id, contactId: ticket.contact_id, isMailed: true }
  return ticketUrl(ctx.app, link)
}

export function consoleUrl(ctx: Context, ticket: Ticket): string {
  return `${ctx.app.publicUrl()}/console/tickets/${ticket.number}`
}

export function replyGroup(conversationId: string): string {
  return `reply:${conversationId}`
}

export function officeLang(languages: string[]) {
  return pickLang(languages[0] ?? DEFAULT_LANG)
}
