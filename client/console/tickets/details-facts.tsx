import { Link } from 'wouter'
import type { Ticket } from '../../../server/contract/tickets.ts'
import type { Translate } from '../../shared/i18n.ts'
import { useTimeZones } from '../offices/offices-query.ts'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { dayAndTime } from '../platform/times.ts'
import { Avatar } from './avatar.tsx'
import { channelName } from './channel.tsx'
import { Fact, Section } from './details-section.tsx'

const KNOWN_LANGS: readonly string[] = ['es', 'en']

export function ContactSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTexts()
  const { contact, company } = ticket
  return (
    <section className="details-section">
      <div className="contact">
        <Avatar name={contact.name} />
        <div>
          <h2 className="contact-name">{contact.name}</h2>
          <a className="small" href={`mailto:${contact.email}`}>
            {contact.email}
          </a>
        </div>
      </div>
      <dl className="facts small">
        <Fact label={t('console.details.phone')}>
          {contact.phone !== null && <a href={`tel:${contact.phone}`}>{contact.phone}</a>}
        </Fact>
        <Fact label={t('console.details.language')}>
          <span className="capitalised">{languageName(contact.lang, t)}</span>
        </Fact>
        <Fact label={t('console.details.company')}>{company.name}</Fact>
        <Fact label={t('console.details.activity')}>{company.activity}</Fact>
        <Fact label={t('console.details.sector')}>{company.sector}</Fact>
        <Fact label={t('console.details.place')}>{placeOf(ticket)}</Fact>
        <Fact label={t('console.details.size')}>
          {company.size !== null && t(`console.size.${company.size}`)}
        </Fact>
        <Fact label={t('console.details.tax-id')}>
          <TaxId company={company} />
        </Fact>
      </dl>
    </section>
  )
}

function languageName(lang: string, t: Translate): string {
  return KNOWN_LANGS.includes(lang) ? t(`console.language-name.${lang}`) : lang
}

function placeOf({ company }: Ticket): string {
  return [company.postcode, company.place].filter(Boolean).join(' · ')
}

function TaxId({ company }: Pick<Ticket, 'company'>) {
  const { t } = useTexts()
  const { taxId, taxIdStatus } = company
  if (taxId === null) return <span className="muted">{t('console.details.tax-id-absent')}</span>
  if (taxIdStatus !== 'malformed') return taxId
  return (
    <>
      {taxId} <span className="warn-text">{t('console.details.tax-id-malformed')}</span>
    </>
  )
}

export function PropertiesSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTexts()
  const write = useOfficeTime(ticket)
  const { assignee, office, channel, status, previous } = ticket
  return (
    <Section title={t('console.details.properties')}>
      <dl className="facts small">
        <Fact label={t('console.details.status')}>{t(`console.status.${status}`)}</Fact>
        <Fact label={t('console.details.assignee')}>
          {assignee?.name ?? t('console.details.nobody')}
        </Fact>
        <Fact label={t('console.details.office')}>{office.name}</Fact>
        <Fact label={t('console.details.channel')}>{channelName(channel, t)}</Fact>
        <Fact label={t('console.details.created')}>{write(ticket.createdAt)}</Fact>
        <Fact label={t('console.details.first-response')}>{write(ticket.firstResponseAt)}</Fact>
        <Fact label={t('console.details.resolved')}>{write(ticket.resolvedAt)}</Fact>
        <Fact label={t('console.details.previous')}>
          {previous !== null && <Link href={`/tickets/${previous}?view=all`}>{previous}</Link>}
        </Fact>
      </dl>
    </Section>
  )
}

export function RatingSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTexts()
  const { rating } = ticket
  if (rating === null) return null
  return (
    <Section title={t('console.details.rating')}>
      <p className="small">{t('console.details.score', { score: rating.score })}</p>
      {rating.comment !== null && (
        <blockquote className="small quote" lang={ticket.lang}>
          {rating.comment}
        </blockquote>
      )}
    </Section>
  )
}

/** Writes moments in the office's time; what has not happened stays unwritten. */
export function useOfficeTime({
  office,
}: Pick<Ticket, 'office'>): (at: string | null) => string | null {
  const { lang } = useTexts()
  const now = useNow()
  const timeZone = useTimeZones()(office.slug)
  return (at) => (at === null ? null : dayAndTime({ lang, now, timeZone }, at))
}
