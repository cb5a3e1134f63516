import type { Finding } from '../../../server/contract/questions.ts'
import { useTexts } from '../platform/texts.tsx'
import { CitedTexts } from './cited-texts.tsx'
import { ConfidenceScale } from './confidence-scale.tsx'
import { FeatureTable } from './feature-table.tsx'
import { GuideScores } from './guide-scores.tsx'
import { WordList } from './word-list.tsx'

type Props = {
  id: string
  finding: Finding
  /** Of its time. */
  name: string
  other: { name: string; finding: Finding } | undefined
}

/** What came of asking once, with its reasons; what differs from the other time is marked. */
export function FindingView({ id, finding, name, other }: Props) {
  const { explanation } = finding
  const otherFeatures = other?.finding.explanation?.features
  return (
    <div className="finding">
      <Verdict finding={finding} name={name} other={other} />
      <CitedTexts id={id} cited={finding.cited} />
      {explanation && (
        <>
          <WordList explanation={explanation} />
          <FeatureTable
            finding={finding}
            explanation={explanation}
            other={other && otherFeatures && { name: other.name, features: otherFeatures }}
          />
          <GuideScores id={id} finding={finding} explanation={explanation} />
        </>
      )}
    </div>
  )
}

function Verdict({ finding, name, other }: Omit<Props, 'id'>) {
  const { t } = useTexts()
  const { explanation, decision, confidence } = finding
  const calibration = explanation?.calibration
  const marks = [{ name, confidence }]
  if (other?.finding.explanation?.calibration) {
    marks.push({ name: other.name, confidence: other.finding.confidence })
  }
  return (
    <section>
      <h2>{t('questions.verdict.heading')}</h2>
      <p className="measure">
        <b>{t(`questions.decision.${decision}`)}.</b>{' '}
        {explanation && t(`questions.because.${explanation.because}`)}
      </p>
      {calibration && (
        <>
          <ConfidenceScale calibration={calibration} marks={marks} />
          <p className="small muted">{t('questions.verdict.fit', { name: calibration.name })}</p>
        </>
      )}
    </section>
  )
}
