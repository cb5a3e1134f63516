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
    { zone: 'person', level: 'late', from: 0, to: clarifyAt },
    { zone: 'ask-back', level: 'soon', from: clarifyAt, to: answerAt },
    { zone: 'answer', level: 'ok', from: answerAt, to: 1 },
  ]
  const label = t('questions.verdict.scale', {
    share: marks.map(({ confidence }) => percent(lang, confidence, 1)).join(' → '),
    clarify: percent(lang, clarifyAt, 1),
    answer: percent(lang, answerAt, 1),
  })
  return (
    <div className="scale" role="img" aria-label={label}>
      {marks.map((mark) => (
        <ScaleMark key={mark.name} mark={mark} />
      ))}
      <div className="scale-zones">
        {zones.map(({ zone, level, from, to }) => (
          <div key={zone} data-level={level} style={{ flexGrow: to - from }}>
            {t(`questions.zone.${zone}`)}
          </div>
        ))}
      </div>
      <div className="scale-ends small muted">
        {zones.map(({ zone, from, to }) => (
          <div key={zone} style={{ flexGrow: to - from }}>
            {percent(lang, from, 1)}
          </div>
        ))}
        <span>{percent(lang, 1)}</span>
      </div>
    </div>
  )
}

/** Its words stand on the side where there is room. */
function ScaleMark({ mark: { name, confidence } }: { mark: Mark }) {
  const { lang } = useTexts()
  const fromStart = `${100 * confidence}%`
  const place =
    confidence > 0.5
      ? { insetInlineEnd: `${100 * (1 - confidence)}%` }
      : { insetInlineStart: fromStart }
  return (
    <div className="scale-mark small">
      <i style={{ insetInlineStart: fromStart }} />
      <span style={place}>
        {name} <b>{percent(lang, confidence, 1)}</b>
      </span>
    </div>
  )
}
