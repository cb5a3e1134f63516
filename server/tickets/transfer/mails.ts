import { contactById } from '../../companies/service.ts'
import { hurryGroup, type MailData, mailWords, queueMail } from '../../mail/service.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import { inLang, pickLang } from '../../platform/i18n.ts'
import { commonData, consoleUrl, linkFor, officeLang, replyGroup } from '../mails.ts'
import type { Ticket } from '../store.ts'

/** To the company: who answers now and by when. What the other office wrote leaves before it. */
export async function mailTransferred(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  facts: MailData,
): Promise<void> {
  const contact = await contactById(tx.db, ticket.contact_id)
  if (!contact) return
  await hurryGroup(ctx, tx, replyGroup(ticket.conversation_id))
  await queueMail(ctx, tx, {
    template: 'transferred',
    to: { address: contact.email, name: contact.name },
    lang: pickLang(ticket.lang),
    data: {
      ...commonData(ctx, ticket),
      ...facts,
      name: contact.name,
      url: linkFor(ctx, ticket),
    },
    ticketNumber: ticket.number,
    officeId: ticket.office_id,
    isAutomatic: true,
  })
}

/** That mail as it would read, without its link. */
export function previewTransferMail(
  ctx: Context,
  ticket: Ticket,
  name: string,
  facts: MailData,
): { subject: string; text: string } {
  const data = { ...commonData(ctx, ticket), ...facts, name }
  return mailWords('transferred', pickLang(ticket.lang), data)
}

/** To the office that gets it: from whom, why, and until when it says whether it takes it. */
export async function mailOfficeTransfer(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  facts: MailData,
): Promise<void> {
  const office = ctx.app.offices.require(ticket.office_id)
  const lang = officeLang(office.languages)
  await queueMail(ctx, tx, {
    template: 'office-transfer-notice',
    to: { address: office.email, name: inLang(office.name, lang) },
    lang,
    data: { ...commonData(ctx, ticket), ...facts, url: consoleUrl(ctx, ticket) },
    ticketNumber: ticket.number,
    officeId: office.id,
    isAutomatic: true,
  })
}
