import type { Chat, Ticket } from '../conversations/chat.ts'

/** What happens next with the consultation: how soon, where the answer goes, who is at it. */
export function AfterHandover({ chat, ticket }: { chat: Chat; ticket: Ticket }) {
  const t = chat.t.value
  if (ticket.status !== 'open') return null
  const receipt = chat.receipt.value?.number === ticket.number ? chat.receipt.value : null
  const isLate = ticket.dueAt !== null && Date.parse(ticket.dueAt) < Date.now()
  return (
    <div class="stack">
      {ticket.advisor && !isMet(chat, ticket.advisor) && (
        <p class="system">{t('widget.ticket.joined', { name: ticket.advisor })}</p>
      )}
      {chat.isOfficeThere.value && !ticket.advisor && (
        <p class="system">{t('widget.ticket.there')}</p>
      )}
      {isLate && <p class="system">{t('widget.ticket.late')}</p>}
      {receipt && !ticket.advisor && !isLate && (
        <p class="system">{t('widget.hours.reply', { h: receipt.replyHours })}</p>
      )}
      {receipt && !ticket.advisor && (
        <p class="system">{t('widget.ticket.may-close', { email: receipt.email })}</p>
      )}
    </div>
  )
}

/** Whether the advisor has written already, which says it better than a line about it. */
function isMet(chat: Chat, advisor: string): boolean {
  return chat.timeline.value.items.some(({ author }) => author.name === advisor)
}
