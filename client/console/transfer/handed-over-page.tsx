import { Button } from '@mantine/core'
import { Link } from 'wouter'
import type { HandedOver } from '../../../server/contract/transfer.ts'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { dayAndTime } from '../platform/times.ts'
import { useTitle } from '../platform/title.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Empty, Loading, Trouble } from '../shell/pane-states.tsx'
import { useHandedOver } from './queries.ts'

/** What our offices handed over: that, when, to whom and what became of it; not a word of it. */
export function HandedOverPage() {
  const { t } = useTexts()
  useTitle(t('transfer.handed-over'))
  return (
    <main className="page" id="content" tabIndex={-1}>
      <PageHead title={t('transfer.handed-over')} />
      <p className="muted measure">{t('transfer.handed-over-explain')}</p>
      <Rows />
    </main>
  )
}

function Rows() {
  const { t } = useTexts()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useHandedOver()
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const items = data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <Empty title={t('transfer.handed-over-none')} />
  return (
    <>
      <ul className="plain-list cards">
        {items.map((item) => (
          <li key={item.id}>
            <Card item={item} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('transfer.more')}
        </Button>
      )}
    </>
  )
}

function Card({ item }: { item: HandedOver }) {
  const { t, lang } = useTexts()
  const now = useNow()
  const when = (at: string) => dayAndTime({ lang, now }, at)
  const hasMoved = item.now.slug !== item.to.slug
  return (
    <article className="card handed-over">
      <h2>
        {item.mayOpen ? (
          <Link href={`/tickets/${item.number}?view=all`}>{item.number}</Link>
        ) : (
          item.number
        )}{' '}
        → {item.to.name}
      </h2>
      <p className="muted small">
        {[t(`transfer.reason.${item.reason}`), item.from.name, item.by, when(item.at)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p>
        {t(`transfer.state.${item.state}`, {
          when: item.settledAt === null ? '' : when(item.settledAt),
          reason: item.refusal === null ? '' : t(`transfer.refusal.${item.refusal}`),
        })}
        {hasMoved && ` ${t('transfer.now', { office: item.now.name })}`}
        {item.resolvedAt !== null && ` ${t('transfer.resolved', { when: when(item.resolvedAt) })}`}
      </p>
    </article>
  )
}
