import type { Ticket } from '../../../server/contract/tickets.ts'
import { useMe } from '../accounts/session.ts'
import { useSignal } from '../platform/signal.ts'
import { useTexts } from '../platform/texts.tsx'
import { useDesk } from './desk.ts'

/** "Manuel Ortega está escribiendo…": the company, or a colleague who is answering it too. */
export function TypingLine({ ticket }: { ticket: Ticket }) {
  const { t } = useTexts()
  const me = useMe()
  const { heard } = useDesk()
  const typist = useSignal(heard.typists).get(ticket.number)
  const isOther = typist !== undefined && typist.id !== me.id
  return (
    <p className="typing-line small muted" role="status">
      {isOther && t('console.typing', { name: typist.name ?? ticket.contact.name })}
    </p>
  )
}
