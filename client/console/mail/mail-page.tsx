import { Link } from 'wouter'
import type { MailOverview } from '../../../server/contract/mails.ts'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { dayAndTime } from '../platform/times.ts'
import { useTitle } from '../platform/title.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Empty, Loading, Trouble } from '../shell/pane-states.tsx'
import { MailStateText } from './mail-state-text.tsx'
import { useMails } from './mails-query.ts'
import { useWaitingText } from './waiting-text.ts'

type Mail = MailOverview['items'][number]

/** Whether mail leaves, what waits, and, where no mail server is set, every mail to be read here. */
export function MailPage() {
  const { t } = useTexts()
  useTitle(t('console.nav.mail'))
  return (
    <main className="page" id="content" tabIndex={-1}>
      <PageHead title={t('console.nav.mail')} />
      <Mails />
    </main>
  )
}

function Mails() {
  const { t } = useTexts()
  const { data, error, refetch } = useMails()
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      <MailStatus overview={data} />
      <h2>{t('console.mail.latest')}</h2>
      {data.items.length === 0 && <Empty title={t('console.mail.none')} />}
      <ul className="plain-list cards">
        {data.items.map((mail) => (
          <li key={mail.id}>
            <MailCard mail={mail} />
          </li>
        ))}
      </ul>
    </>
  )
}

function MailStatus({ overview }: { overview: MailOverview }) {
  const { t } = useTexts()
  const waitingText = useWaitingText()
  const { smtp, waiting, failed, lastProblem } = overview
  const isWell = waiting === 0 && failed === 0
  return (
    <div className="mail-status measure">
      <p>{t(smtp ? 'console.mail.server-set' : 'console.mail.server-missing')}</p>
      {smtp && isWell && <p className="ok-text">{t('console.mail.well')}</p>}
      {waiting > 0 && <p className="warn-text">{waitingText(overview)}</p>}
      {failed > 0 && (
        <p className="bad-text">{t('console.mail.banner-failed', { count: failed })}</p>
      )}
      {lastProblem !== null && (
        <p className="muted small">{t('console.mail.reason', { problem: lastProblem })}</p>
      )}
    </div>
  )
}

function MailCard({ mail }: { mail: Mail }) {
  const { t, lang } = useTexts()
  const now = useNow()
  return (
    <article className="card mail-card">
      <h3>{mail.subject}</h3>
      <p className="muted small">
        {t('console.mail.to', { to: mail.to })} · {dayAndTime({ lang, now }, mail.at)} ·{' '}
        <MailStateText mail={mail} />
        {mail.ticket !== null && (
          <>
            {' · '}
            <Link href={`/tickets/${mail.ticket}?view=all`}>{mail.ticket}</Link>
          </>
        )}
      </p>
      <details>
        <summary>{t('console.mail.read')}</summary>
        <p className="mail-text">{mail.text}</p>
      </details>
    </article>
  )
}
