import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { type DecidePhrasing, Phrasing } from '../../../server/contract/learning.ts'
import { useMe } from '../accounts/session.ts'
import { callApi } from '../platform/api.ts'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { dayAndTime } from '../platform/times.ts'
import { A_PERSON, GuideChoice } from './guide-choice.tsx'
import { useForget } from './queries.ts'
import { QuestionField } from './question-field.tsx'
import { useDecision } from './use-decision.ts'

type Props = { phrasing: Phrasing }
type Decision = ReturnType<typeof useDecision<DecidePhrasing>>

/** One way people ask, with what can be done about it. */
export function PhrasingCard({ phrasing }: Props) {
  const me = useMe()
  const { id, lang, text, asked, state } = phrasing
  const { t } = useTexts()
  const forget = useForget()
  const sent = useDecision((body: DecidePhrasing) =>
    callApi(`/phrasings/${id}`, { method: 'PATCH', body, reply: Phrasing }),
  )
  const decision: Decision = {
    ...sent,
    decide: (body, done) => sent.decide(body, done, () => forget(id)),
  }
  const mayDecide = me.can.decideLearning
  return (
    <article className="card learning-card" aria-labelledby={`phrasing-${id}`}>
      <h3 id={`phrasing-${id}`} lang={lang}>
        {text}
      </h3>
      <Facts phrasing={phrasing} />
      {asked !== null && (
        <p className="small muted">
          {t('learning.asked')} <q lang={lang}>{asked}</q>
        </p>
      )}
      {state === 'accepted' || !mayDecide ? <Target phrasing={phrasing} /> : null}
      {mayDecide && state !== 'accepted' && <DecideForm phrasing={phrasing} decision={decision} />}
      {mayDecide && state === 'accepted' && (
        <div className="actions">
          <Button
            variant="default"
            loading={decision.isBusy}
            onClick={() =>
              decision.decide({ from: state, state: 'rejected' }, t('learning.done.withdrawn'))
            }
          >
            {t('learning.withdraw')}
          </Button>
        </div>
      )}
    </article>
  )
}

function Facts({ phrasing }: Props) {
  const { t, lang } = useTexts()
  const me = useMe()
  const now = useNow()
  const { ticket, office, proposedAt, decidedAt, decidedBy } = phrasing
  const when = (at: string) => dayAndTime({ lang, now }, at)
  return (
    <p className="small muted facts-line">
      <span className="chip">{t(`learning.lang.${phrasing.lang}`)}</span>
      {ticket !== null && me.can.readTickets && (
        <Link href={`/tickets/${ticket}?view=all`}>{ticket}</Link>
      )}
      {ticket !== null && !me.can.readTickets && <span>{ticket}</span>}
      {office !== null && me.office === null && <span>{office.name}</span>}
      <span>
        {decidedAt === null
          ? when(proposedAt)
          : t('learning.decided', { name: decidedBy ?? '', when: when(decidedAt) })}
      </span>
    </p>
  )
}

function Target({ phrasing: { guide } }: Props) {
  const { t } = useTexts()
  return <p>{guide ? t('learning.answers', { guide: guide.title }) : t('learning.a-person')}</p>
}

type FormProps = Props & { decision: Decision }

function DecideForm({ phrasing, decision }: FormProps) {
  const { t } = useTexts()
  const { state: from, text: proposed, guide, unfit } = phrasing
  const [text, setText] = useState(proposed)
  const [slug, setSlug] = useState(guide?.slug ?? A_PERSON)
  const { faults, isBusy, decide } = decision
  const accept = () => {
    const wanted = { text, guide: slug === A_PERSON ? null : slug }
    decide({ from, state: 'accepted', ...wanted }, t('learning.done.accepted'))
  }
  return (
    <form
      className="learning-form"
      onSubmit={(event) => {
        event.preventDefault()
        accept()
      }}
    >
      <QuestionField
        value={text}
        lang={phrasing.lang}
        unfit={unfit}
        error={faults['text']}
        onChange={setText}
      />
      <GuideChoice
        label={t('learning.answered-by')}
        value={slug}
        known={guide}
        mayBePerson
        error={faults['guide']}
        onChoose={setSlug}
      />
      <div className="actions">
        <Button type="submit" loading={isBusy}>
          {t('learning.accept')}
        </Button>
        {from === 'proposed' && (
          <Button
            variant="default"
            disabled={isBusy}
            onClick={() => decide({ from, state: 'rejected' }, t('learning.done.rejected'))}
          >
            {t('learning.reject')}
          </Button>
        )}
      </div>
    </form>
  )
}
