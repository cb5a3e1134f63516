import type { Ticket } from '../../../server/contract/tickets.ts'
import { useTexts } from '../platform/texts.tsx'
import { ReferralLine } from '../transfer/referral-section.tsx'
import { Section } from './details-section.tsx'

/** Which rung of the ladder brought the ticket here, and from which data. */
export function ReasonSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTexts()
  const { matched, reasons, office } = ticket.route
  const [why, ...data] = reasons
  const isSentOn = ticket.referral?.rule === 'advisor'
  return (
    <Section title={t('console.details.why')}>
      <div className="why small">
        <p>
          <b>{t(isSentOn ? 'transfer.sent-on' : `console.matched.${matched}`)}</b>
        </p>
        {why !== undefined && (
          <p>{t('console.details.reason', { office: office.name, reason: why })}</p>
        )}
        {data.length > 0 && (
          <ul>
            {data.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        <ReferralLine ticket={ticket} />
      </div>
    </Section>
  )
}
