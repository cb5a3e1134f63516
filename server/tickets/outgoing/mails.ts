import { staffAddress } from '../../accounts/service.ts'
import type { StopReason } from '../../contract/outgoing.ts'
import { queueMail } from '../../mail/service.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import { LANGS, pickLang, texts } from '../../platform/i18n.ts'
import { commonData, consoleUrl } from '../mails.ts'
import type { Ticket } from '../store.ts'
import type { StoredReply } from './store.ts'

/** To its writer: it has not left, and why. None of its words: the ticket may be another office's by now. */
export async function mailStopped(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  reply: StoredReply,
  reason: StopReason,
): Promise<void> {
  const writer = await staffAddress(tx.db, reply.author_id)
  if (!writer) return
  await queueMail(ctx, tx, {
    template: 'reply-stopped',
    to: { address: writer.email, name: writer.name },
    lang: pickLang(writer.lang),
    data: {
      ...commonData(ctx, ticket),
      name: writer.name,
      because: Object.fromEntries(
        LANGS.map((lang) => [lang, texts(lang)(`outgoing.stopped.${reason}`)]),
      ),
      url: consoleUrl(ctx, ticket),
    },
    ticketNumber: ticket.number,
    officeId: ticket.office_id,
    isAutomatic: true,
  })
}
