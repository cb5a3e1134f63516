import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { OfficeSettings } from '../../../server/contract/offices.ts'
import { announce } from '../platform/announcer.tsx'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { dayAndTime } from '../platform/times.ts'
import { AssignmentRule } from '../staff/assignment-rule.tsx'
import { ClosingPolicy } from '../time/closing-policy.tsx'

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export function OfficeCard({ office }: { office: OfficeSettings }) {
  const { t } = useTexts()
  return (
    <article className="card office-card">
      <div className="office-head">
        <h2>{office.name}</h2>
        <span className="chip">{office.prefix}</span>
        <OpenChip office={office} />
      </div>
      <dl className="facts">
        <Fact label={t('console.offices.sectors')}>
          {sectorsOf(office) || t('console.offices.all-sectors')}
        </Fact>
        <Fact label={t('console.offices.region')}>
          {placesOf(office) || t('console.offices.everywhere')}
        </Fact>
        <Fact label={t('console.offices.hours')}>
          <Hours office={office} />
        </Fact>
        <Fact label={t('console.offices.contact')}>
          <a href={`mailto:${office.email}`}>{office.email}</a>
          {office.phone !== null && (
            <>
              {' · '}
              <a href={`tel:${office.phone}`}>{office.phone}</a>
            </>
          )}
        </Fact>
        <Fact label={t('console.offices.websites')}>
          <Websites websites={office.websites} />
        </Fact>
      </dl>
      <ClosingPolicy slug={office.slug} />
      <AssignmentRule slug={office.slug} />
      <Embed office={office} />
    </article>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

function OpenChip({ office }: { office: OfficeSettings }) {
  const { t, lang } = useTexts()
  const now = useNow()
  if (office.openNow) {
    return (
      <span className="chip" data-level="ok">
        {t('console.offices.open')}
      </span>
    )
  }
  const { nextOpening, timeZone } = office
  if (nextOpening === null) return <span className="chip">{t('console.offices.closed')}</span>
  const when = dayAndTime({ lang, now, timeZone }, nextOpening)
  return <span className="chip">{t('console.offices.opens', { when })}</span>
}

function Hours({ office }: { office: OfficeSettings }) {
  const { t } = useTexts()
  const open = DAYS.filter((day) => (office.hours[day] ?? []).length > 0)
  if (open.length === 0) return t('console.offices.no-hours')
  return (
    <ul className="plain-list hours">
      {open.map((day) => (
        <li key={day}>
          <span className="hours-day">{t(`console.day.${day}`)}</span>
          {(office.hours[day] ?? []).map(({ from, to }) => `${from}–${to}`).join(', ')}
        </li>
      ))}
    </ul>
  )
}

function Websites({ websites }: { websites: string[] }) {
  const { t } = useTexts()
  if (websites.length === 0) return t('console.offices.no-websites')
  return (
    <ul className="plain-list">
      {websites.map((website) => (
        <li key={website}>
          <a href={website} target="_blank" rel="noopener noreferrer">
            {website.replace(/^https?:\/\//, '')}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The one line for the office's website (contract.md §4). */
function Embed({ office }: { office: OfficeSettings }) {
  const { t } = useTexts()
  const copied = t('console.offices.copied')
  return (
    <details className="embed">
      <summary>{t('console.offices.embed')}</summary>
      <p className="muted small">{t('console.offices.embed-explain')}</p>
      <pre className="snippet">
        <code>{office.embed}</code>
      </pre>
      <CopyButton value={office.embed} timeout={3_000}>
        {({ copied: isCopied, copy }) => (
          <Button
            variant="default"
            leftSection={isCopied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            aria-label={t('console.offices.copy-for', { office: office.name })}
            onClick={() => {
              copy()
              announce(copied)
            }}
          >
            {isCopied ? copied : t('console.offices.copy')}
          </Button>
        )}
      </CopyButton>
    </details>
  )
}

function sectorsOf({ sectors }: OfficeSettings): string {
  return sectors.map(({ label }) => label).join(', ')
}

function placesOf({ region, provinces }: OfficeSettings): string {
  return [region?.name, provinces.join(', ')].filter(Boolean).join(' · ')
}
