import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { AnswerReliability } from '../../../server/contract/questions.ts'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { longDay } from '../platform/times.ts'
import { useTitle } from '../platform/title.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Empty, Loading, Trouble } from '../shell/pane-states.tsx'
import { percent } from './figures.ts'
import { useReliability } from './queries.ts'

type Band = AnswerReliability['bands'][number]

/** How often answers were right, by how sure the assistant was of them. */
export function ReliabilityPage() {
  const { t } = useTexts()
  const { data, error, refetch } = useReliability()
  useTitle(t('questions.reliability.title'))
  return (
    <main className="page question-page" id="content" tabIndex={-1}>
      <p className="questions-link">
        <IconArrowLeft size={18} aria-hidden="true" />
        <Link href="/questions">{t('questions.page.back')}</Link>
      </p>
      <PageHead title={t('questions.reliability.title')} />
      <p className="muted measure">{t('questions.reliability.explain')}</p>
      {error && !data && <Trouble error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data && <Reliability reliability={data} />}
    </main>
  )
}

function Reliability({ reliability }: { reliability: AnswerReliability }) {
  const { t, lang } = useTexts()
  const now = useNow()
  const { since, heard, needed, isCut, bands } = reliability
  const day = longDay({ lang, now }, since)
  return (
    <div className="finding reliability">
      <p className="measure">
        <b>{t('questions.reliability.heard', { count: heard, day })}</b>{' '}
        {isCut && t('questions.reliability.cut')}
      </p>
      {heard === 0 && <Empty title={t('questions.reliability.none')} />}
      {heard > 0 && heard < needed && (
        <p className="measure warn-text">{t('questions.reliability.few', { needed })}</p>
      )}
      {heard > 0 && <BandTable bands={bands} />}
      <p className="measure small muted">
        {heard > 0 && t('questions.reliability.range-note')} {t('questions.reliability.bias')}
      </p>
    </div>
  )
}

function BandTable({ bands }: { bands: Band[] }) {
  const { t } = useTexts()
  return (
    <table className="figures bands">
      <caption>{t('questions.reliability.chart')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('questions.reliability.band')}</th>
          <th scope="col">{t('questions.reliability.said')}</th>
          <th scope="col">{t('questions.reliability.right')}</th>
        </tr>
      </thead>
      <tbody>
        {bands.map((band) => (
          <BandRow key={band.from} band={band} />
        ))}
      </tbody>
    </table>
  )
}

function BandRow({ band }: { band: Band }) {
  const { t, lang } = useTexts()
  const { from, to, helpful, notHelpful, handedOver, right, interval, confidence } = band
  const share = (value: number) => percent(lang, value)
  return (
    <tr>
      <th scope="row">
        {t('questions.reliability.from-to', { from: share(from), to: share(to) })}
        <span className="was small">
          {t('questions.reliability.expected', { share: share(confidence) })}
        </span>
      </th>
      <td>
        <div className="stack" aria-hidden="true">
          <Bar level="ok" count={helpful} />
          <Bar level="late" count={notHelpful} />
          <Bar level="soon" count={handedOver} />
        </div>
        <ul className="plain-list small counts">
          <Count level="ok" name={t('questions.reliability.helpful')} count={helpful} />
          <Count level="late" name={t('questions.reliability.not-helpful')} count={notHelpful} />
          <Count level="soon" name={t('questions.reliability.handed-over')} count={handedOver} />
        </ul>
      </td>
      <td>
        <b>{share(right)}</b>
        <span className="was small">
          {t('questions.reliability.interval', {
            low: share(interval.low),
            high: share(interval.high),
          })}
        </span>
      </td>
    </tr>
  )
}

function Bar({ level, count }: { level: string; count: number }) {
  return count === 0 ? null : <i data-level={level} style={{ flexGrow: count }} />
}

function Count({ level, name, count }: { level: string; name: string; count: number }) {
  if (count === 0) return null
  return (
    <li>
      <i className="dot" data-level={level} aria-hidden="true" /> {name}: {count}
    </li>
  )
}
