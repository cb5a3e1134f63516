import type { MailState, Ticket } from '../../../server/contract/tickets.ts'
import { MailStateText } from '../mail/mail-state-text.tsx'
import { useTexts } from '../platform/texts.tsx'
import { useOfficeTime } from './details-facts.tsx'
import { Section } from './details-section.tsx'

const TEMPLATES: readonly string[] = [
  'confirmation',
  'office-notice',
  'reply',
  'office-reply-notice',
  'resolved',
  'new-link',
]

/** The mails about this ticket, and whether they arrived. */
export function MailsSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTexts()
  const write = useOfficeTime(ticket)
  if (ticket.mails.length === 0) return null
  return (
    <Section title={t('console.details.mails')}>
      <ul className="plain-list happenings small">
        {ticket.mails.map((mail) => (
          <li key={`${mail.template} ${mail.at}`}>
            <span>
              <TemplateName mail={mail} />: <MailStateText mail={mail} />
            </span>
            <time className="muted" dateTime={mail.at}>
              {write(mail.at)}
            </time>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function TemplateName({ mail }: { mail: MailState }) {
  const { t } = useTexts()
  return TEMPLATES.includes(mail.template)
    ? t(`console.mail.template.${mail.template}`)
    : mail.template
}

/** What happened to the ticket, newest first; the words are the server's. */
export function HistorySection({ ticket }: { ticket: Ticket }) {
  const { t } = useTexts()
  const write = useOfficeTime(ticket)
  return (
    <Section title={t('console.details.history')}>
      <ol className="plain-list happenings small">
        {ticket.events.map(({ kind, at, words }) => (
          <li key={`${kind} ${at}`}>
            <span>{words}</span>
            <time className="muted" dateTime={at}>
              {write(at)}
            </time>
          </li>
        ))}
      </ol>
    </Section>
  )
}
