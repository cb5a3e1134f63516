import { requireStaff } from '../accounts/service.ts'
import type { MailOverview } from '../contract/mails.ts'
import { latestMails, mailTrouble } from '../mail/service.ts'
import type { Context } from '../platform/context.ts'
import { officeIdsInScope } from './access.ts'

/**
 * Whether mail gets through, and the newest mails of the caller's offices: where no mail server is set,
 * this is where they are read.
 */
export async function mailOverview(ctx: Context): Promise<MailOverview> {
  const actor = requireStaff(ctx, 'read-tickets')
  const officeIds = officeIdsInScope(ctx, actor)
  const [trouble, mails] = await Promise.all([
    mailTrouble(ctx.app, officeIds),
    latestMails(ctx.app, officeIds),
  ])
  return {
    smtp: ctx.app.mail.hasServer,
    ...trouble,
    failed: mails.filter(({ status }) => status === 'failed').length,
    items: mails.map((mail) => ({
      id: mail.id,
      to: mail.to_address,
      subject: mail.subject,
      text: mail.text,
      status: mail.status,
      at: mail.sent_at ?? mail.created_at,
      ticket: mail.ticket_number,
      problem: mail.status === 'sent' ? null : mail.last_error,
    })),
  }
}
