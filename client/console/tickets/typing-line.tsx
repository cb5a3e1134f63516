import type { Ticket } from '../../../server/contract/tickets.ts'
import { useMe } from '../accounts/session.ts'
import { useSignal } from '../platform/signal.ts'
import { useTexts } from '../platform/texts.tsx'
import { useDesk } from './desk.ts'

/** "Manuel Ortega y Diego Salas están escribiendo…": the company, and colleagues who are answering it too. */
export function TypingLine({ ticket }: { ticket: Ticket }) {
  const { t, lang } = useTexts()
  const me = useMe()
  const { heard } = useDesk()
  const typists = useSignal(heard.typists).get(ticket.number) ?? []
  const names = typists
    .filter(({ id }) => id !== me.id)
    .map(({ name }) => name ?? ticket.contact.name)
  const list = new Intl.ListFormat(lang, { type: 'conjunction' }).format(names)
  return (
    <p className="typing-line small muted" role="status">
      {names.length > 0 && t('together.typing', { names: list, count: names.length })}
    </p>
  )
}
