import type { QuestionRow } from '../../../server/contract/questions.ts'
import { useTexts } from '../platform/texts.tsx'

const LEVELS: Record<string, string | undefined> = {
  answer: 'ok',
  clarify: 'soon',
  handover: 'soon',
  helpful: 'ok',
  'not-helpful': 'late',
}

export function DecisionChip({ decision }: Pick<QuestionRow, 'decision'>) {
  const { t } = useTexts()
  return (
    <span className="chip" data-level={LEVELS[decision]}>
      {t(`questions.decision.${decision}`)}
    </span>
  )
}

/** What came after, where anything was heard. */
export function OutcomeChip({ outcome }: Pick<QuestionRow, 'outcome'>) {
  const { t } = useTexts()
  if (outcome === null) return null
  return (
    <span className="chip" data-level={LEVELS[outcome]}>
      {t(`questions.outcome.${outcome}`)}
    </span>
  )
}
