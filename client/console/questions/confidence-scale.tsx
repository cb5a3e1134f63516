import type { Finding } from '../../../server/contract/questions.ts'
import { useTexts } from '../platform/texts.tsx'
import { percent } from './figures.ts'

type Mark = { name: string; confidence: number }

type Props = {
  calibration: NonNullable<NonNullable<Finding['explanation']>['calibration']>
  marks: Mark[]
}

/** The two thresholds on a line from 0 to 100 %, and where a confidence fell. */
export function ConfidenceScale({ calibration, marks }: Props) {
  const { t, lang } = useTexts()
  const { clarifyAt, answerAt } = calibration
  const zones = [
    { decision: 'handover', level: 'late', from: 0, to: clarifyAt },
    { decision: 'clarify', level: 'soon', from: clarifyAt, to: answerAt },
    { decision: 'answer', level: 'ok', from: answerAt, to: 1 },
  ]
  const label = t('questions.verdict.scale', {
    share: marks.map(({ confidence }) => percent(lang, confidence)).join(' → '),
    clarify: percent(lang, clarifyAt),
    answer: percent(lang, answerAt),
  })
  return (
    <div className="scale" role="img" aria-label={label}>
      {marks.map(({ name, confidence }) => (
        <div
          key={name}
          className="scale-mark small"
          style={{ paddingInlineStart: `${100 * confidence}%` }}
        >
          <span data-late={confidence > 0.5 || undefined}>
            {name} <b>{percent(lang, confidence)}</b>
          </span>
        </div>
      ))}
      <div className="scale-zones">
        {zones.map(({ decision, level, from, to }) => (
          <div key={decision} data-level={level} style={{ flexGrow: to - from }}>
            {t(`questions.decision.${decision}`)}
          </div>
        ))}
      </div>
      <div className="scale-ends small muted">
        {zones.map(({ decision, from, to }) => (
          <div key={decision} style={{ flexGrow: to - from }}>
            {percent(lang, from)}
          </div>
        ))}
        <span>{percent(lang, 1)}</span>
      </div>
    </div>
  )
}
