import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ContentGap, MarkGap } from '../../../server/contract/learning.ts'
import { callApi } from '../platform/api.ts'
import { useTexts } from '../platform/texts.tsx'
import { A_PERSON, GuideChoice } from './guide-choice.tsx'
import { useForget } from './queries.ts'
import { QuestionField } from './question-field.tsx'
import { useDecision } from './use-decision.ts'

const KINDS = ['attached', 'for-a-person', 'to-write'] as const
type Kind = (typeof KINDS)[number]

type Props = { gap: ContentGap }
type FormProps = Props & { kind: Kind; onClose(): void }

/** What can be done about a gap; each opens what has to be said with it. */
export function GapActions({ gap }: Props) {
  const { t } = useTexts()
  const [kind, setKind] = useState<Kind | null>(null)
  const reopen = useMark()
  return (
    <>
      <div className="actions">
        {KINDS.map((choice) => (
          <Button
            key={choice}
            variant="default"
            aria-expanded={kind === choice}
            onClick={() => setKind(kind === choice ? null : choice)}
          >
            {t(`learning.gap.action.${choice}`)}
          </Button>
        ))}
        {gap.toWrite !== null && (
          <Button
            variant="default"
            loading={reopen.isBusy}
            onClick={() =>
              reopen.decide({ kind: 'open', question: gap.question }, t('learning.done.note-gone'))
            }
          >
            {t('learning.gap.action.open')}
          </Button>
        )}
      </div>
      {kind !== null && <GapForm key={kind} gap={gap} kind={kind} onClose={() => setKind(null)} />}
    </>
  )
}

function useMark() {
  return useDecision((body: MarkGap) =>
    callApi('/gap-marks', { method: 'POST', body, reply: null }),
  )
}

function GapForm({ gap, kind, onClose }: FormProps) {
  const { t } = useTexts()
  const { decide, faults, isBusy } = useMark()
  const forget = useForget()
  const [text, setText] = useState(gap.text)
  const [note, setNote] = useState(gap.toWrite?.note ?? '')
  const [guide, setGuide] = useState(gap.nearest?.slug ?? A_PERSON)
  const send = () => {
    const { question } = gap
    const wanted: Record<Kind, MarkGap> = {
      attached: { kind: 'attached', question, text, guide },
      'for-a-person': { kind: 'for-a-person', question, text },
      'to-write': { kind: 'to-write', question, note },
    }
    const after = kind === 'to-write' ? onClose : () => forget(question)
    decide(wanted[kind], t(`learning.done.${kind}`), after)
  }
  return (
    <form
      className="learning-form"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {kind === 'to-write' ? (
        <Textarea
          autosize={false}
          size="md"
          rows={3}
          label={t('learning.gap.note-label')}
          value={note}
          error={faults['note']}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      ) : (
        <QuestionField
          value={text}
          lang={gap.lang}
          unfit={gap.unfit}
          error={faults['text']}
          onChange={setText}
        />
      )}
      {kind === 'attached' && (
        <GuideChoice
          label={t('learning.answered-by')}
          value={guide}
          known={gap.nearest}
          mayBePerson={false}
          error={faults['guide']}
          onChoose={setGuide}
        />
      )}
      <div className="actions">
        <Button type="submit" loading={isBusy}>
          {t(`learning.gap.send.${kind}`)}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('learning.cancel')}
        </Button>
      </div>
    </form>
  )
}
