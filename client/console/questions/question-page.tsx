import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Question } from '../../../server/contract/questions.ts'
import { isRefusal } from '../platform/api.ts'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { dayAndTime } from '../platform/times.ts'
import { useTitle } from '../platform/title.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Empty, Loading, Trouble } from '../shell/pane-states.tsx'
import { Fact } from '../tickets/details-section.tsx'
import { AskedAgain, type Shown } from './asked-again.tsx'
import { languageName } from './figures.ts'
import { FindingView } from './finding-view.tsx'
import { useAnswerNow, useQuestion } from './queries.ts'
import { DecisionChip, OutcomeChip } from './question-chips.tsx'

/** Why one question was answered as it was, and what it would get today. */
export function QuestionPage({ id }: { id: string }) {
  const { t } = useTexts()
  const { data, error, refetch } = useQuestion(id)
  useTitle(data?.text.slice(0, 60) ?? t('questions.title'))
  const isMissing = isRefusal(error, 404) || isRefusal(error, 400)
  return (
    <main className="page question-page" id="content" tabIndex={-1}>
      <p className="questions-link">
        <IconArrowLeft size={18} aria-hidden="true" />
        <Link href="/questions">{t('questions.page.back')}</Link>
      </p>
      {!data && <PageHead title={t('questions.title')} />}
      {isMissing && <Empty title={t('questions.page.missing')} />}
      {error && !isMissing && !data && <Trouble error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data && <Explained key={id} question={data} onAsk={() => void refetch()} />}
    </main>
  )
}

/** What became of the cited text is read anew whenever the question is asked again. */
function Explained({ question, onAsk }: { question: Question; onAsk(): void }) {
  const { t } = useTexts()
  const { id, finding: then, text } = question
  const { data: now, error, isFetching, refetch } = useAnswerNow(id)
  const [shown, setShown] = useState<Shown>('before')
  const isNow = shown === 'now' && now !== undefined
  const names = { before: t('questions.verdict.then'), now: t('questions.verdict.now') }
  const ask = () => {
    onAsk()
    void refetch()
  }
  const other = isNow ? { name: names.before, finding: then } : named(names.now, now?.finding)
  return (
    <>
      <PageHead title={text} />
      <QuestionFacts question={question} />
      {then.explanation === null && <p className="measure">{t('questions.page.unexplained')}</p>}
      {then.explanation?.isFollowUp && (
        <p className="measure muted">{t('questions.page.follow-up')}</p>
      )}
      {/\[[a-z-]+\]/.test(text) && <p className="measure muted">{t('questions.page.masked')}</p>}
      <div className="again">
        <Button variant="default" loading={isFetching} onClick={ask}>
          {t('questions.again.ask')}
        </Button>
        {error && !isFetching && <Trouble error={error} onRetry={() => void refetch()} />}
        {now && <AskedAgain then={then} now={now} shown={shown} onShow={setShown} />}
      </div>
      <FindingView
        id={id}
        finding={isNow ? now.finding : then}
        name={names[isNow ? 'now' : 'before']}
        other={other}
      />
    </>
  )
}

function named<Finding>(name: string, finding: Finding | undefined) {
  return finding && { name, finding }
}

function QuestionFacts({ question }: { question: Question }) {
  const { t, lang } = useTexts()
  const now = useNow()
  const { at, office, handedTo, outcome, outcomeReason, decision, resolvedWith } = question
  return (
    <dl className="facts question-page-facts">
      <Fact label={t('questions.filter.decision')}>
        <DecisionChip decision={decision} />
        {question.isRephrased && <span className="muted"> {t('questions.page.rephrased')}</span>}
      </Fact>
      <Fact label={t('questions.page.outcome')}>
        {outcome === null ? t('questions.outcome.none') : <OutcomeChip outcome={outcome} />}
      </Fact>
      <Fact label={t('questions.page.reason')}>{outcomeReason}</Fact>
      <Fact label={t('questions.page.resolved-with')}>
        {resolvedWith && (
          <a href={resolvedWith.url} target="_blank" rel="noopener noreferrer">
            {resolvedWith.title}
          </a>
        )}
      </Fact>
      <Fact label={t('questions.page.at')}>
        <time dateTime={at}>{dayAndTime({ lang, now }, at)}</time>
      </Fact>
      <Fact label={t('questions.page.lang')}>{languageName(lang, question.lang)}</Fact>
      <Fact label={t('questions.page.office')}>
        {office?.name ?? t('questions.page.no-office')}
      </Fact>
      <Fact label={t('questions.page.handed-to')}>{handedTo?.name}</Fact>
    </dl>
  )
}
