import { Button } from '@mantine/core'
import { IconGauge } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { QuestionRow } from '../../../server/contract/questions.ts'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { dayAndTime } from '../platform/times.ts'
import { useTitle } from '../platform/title.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Empty, Loading, Trouble } from '../shell/pane-states.tsx'
import { FILTERS, type QuestionFilters, useQuestionFilters } from './address.ts'
import { percent } from './figures.ts'
import { useQuestionPages } from './queries.ts'
import { DecisionChip, OutcomeChip } from './question-chips.tsx'
import { QuestionFilter } from './question-filter.tsx'

/** Decisions that rest on no confidence. */
const WITHOUT_CONFIDENCE: readonly string[] = ['smalltalk', 'human_request']

/** What has been asked, newest first; each opens the reasons of its answer. */
export function QuestionsPage() {
  const { t } = useTexts()
  const { filters, narrow } = useQuestionFilters()
  useTitle(t('questions.title'))
  return (
    <main className="page" id="content" tabIndex={-1}>
      <PageHead title={t('questions.title')} />
      <p className="muted measure">{t('questions.explain')}</p>
      <p className="questions-link">
        <IconGauge size={18} aria-hidden="true" />
        <Link href="/questions/reliability">{t('questions.reliability.title')}</Link>
      </p>
      <QuestionFilter filters={filters} narrow={narrow} />
      <Questions filters={filters} />
    </main>
  )
}

function Questions({ filters }: { filters: QuestionFilters }) {
  const { t } = useTexts()
  const query = useQuestionPages(filters)
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const rows = data.pages.flatMap(({ items }) => items)
  return (
    <>
      <p className="visually-hidden" role="status">
        {t('questions.list.shown', { count: rows.length })}
      </p>
      {rows.length === 0 && <Empty title={emptyText(t, filters, hasNextPage)} />}
      {rows.length > 0 && (
        <ul className="plain-list question-list" aria-label={t('questions.list.label')}>
          {rows.map((row) => (
            <li key={row.id}>
              <QuestionItem row={row} />
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('questions.list.more')}
        </Button>
      )}
    </>
  )
}

function emptyText(t: (key: string) => string, filters: QuestionFilters, hasMore: boolean): string {
  if (FILTERS.every((name) => filters[name] === '')) return t('questions.list.none')
  return t(hasMore ? 'questions.list.no-match-yet' : 'questions.list.no-match')
}

function QuestionItem({ row }: { row: QuestionRow }) {
  const { t, lang } = useTexts()
  const now = useNow()
  const { id, text, at, office, decision, confidence } = row
  return (
    <article className="question-row">
      <Link className="question-text" href={`/questions/${id}`} lang={row.lang}>
        {text}
      </Link>
      <p className="question-facts small muted">
        <DecisionChip decision={decision} />
        {!WITHOUT_CONFIDENCE.includes(decision) && (
          <span>{t('questions.confidence', { share: percent(lang, confidence) })}</span>
        )}
        <OutcomeChip outcome={row.outcome} />
        <time dateTime={at}>{dayAndTime({ lang, now }, at)}</time>
        {office && <span>{t('questions.list.on', { office: office.name })}</span>}
      </p>
    </article>
  )
}
