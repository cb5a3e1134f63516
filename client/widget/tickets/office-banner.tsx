import { IconMapPin } from '@tabler/icons-preact'
import type { Chat, Ticket } from '../conversations/chat.ts'
import { Icon } from '../shell/icon.tsx'
import { go } from '../shell/navigation.ts'

/** Which office has the consultation, and why. It may be changed until somebody there has taken it, whose name then says more. */
export function OfficeBanner({ chat, ticket }: { chat: Chat; ticket: Ticket }) {
  const t = chat.t.value
  if (ticket.status === 'resolved' || ticket.advisor !== null) return null
  const receipt = chat.receipt.value
  const reason = (receipt?.number === ticket.number && receipt.reasons[0]) || ticket.reason
  const values = { office: ticket.office.name, reason: reason ?? '' }
  return (
    <div class="banner info">
      <Icon of={IconMapPin} />
      <p>
        {t(reason ? 'widget.ticket.office-why' : 'widget.ticket.office', values)}{' '}
        {ticket.status === 'open' && (
          <button type="button" class="link" onClick={() => go(chat, { name: 'reroute' })}>
            {t('widget.ticket.change')}
          </button>
        )}
      </p>
    </div>
  )
}
