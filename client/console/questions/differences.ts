import type { Finding } from '../../../server/contract/questions.ts'

type Explanation = NonNullable<Finding['explanation']>

/** One thing that came out otherwise when the question was asked again; null where there was none. */
export type Difference = {
  what:
    | 'decision'
    | 'because'
    | 'confidence'
    | 'calibration'
    | 'guide'
    | 'revision'
    | 'section'
    | 'order'
  before: string | number | null
  now: string | number | null
}

/** Confidences are shown with one digit after the point. */
const SAME_CONFIDENCE = 0.0005

/** What came out otherwise, the weightiest first. */
export function differencesOf(then: Finding, now: Finding): Difference[] {
  const all = [
    different('decision', then.decision, now.decision),
    ...explanationDifferences(then.explanation, now.explanation),
    Math.abs(then.confidence - now.confidence) < SAME_CONFIDENCE
      ? undefined
      : different('confidence', then.confidence, now.confidence),
    citedDifference(then, now),
    different('order', orderOf(then), orderOf(now)),
  ]
  return all.filter((one) => one !== undefined)
}

function explanationDifferences(
  then: Explanation | null,
  now: Explanation | null,
): (Difference | undefined)[] {
  if (!then || !now) return []
  return [
    different('because', then.because, now.because),
    then.calibration?.name === now.calibration?.name
      ? undefined
      : different(
          'calibration',
          then.calibration?.answerAt ?? null,
          now.calibration?.answerAt ?? null,
        ),
  ]
}

function citedDifference(then: Finding, now: Finding): Difference | undefined {
  const [before] = then.cited
  const [after] = now.cited
  if (before?.slug !== after?.slug || before?.lang !== after?.lang) {
    return different('guide', before?.title ?? null, after?.title ?? null)
  }
  if (!before || !after) return undefined
  return (
    different('section', before.heading, after.heading) ??
    different('revision', before.number, after.number)
  )
}

function orderOf({ retrieved }: Finding): string {
  return retrieved
    .slice(0, 5)
    .map(({ slug }) => slug)
    .join(' ')
}

function different(
  what: Difference['what'],
  before: Difference['before'],
  now: Difference['now'],
): Difference | undefined {
  return before === now ? undefined : { what, before, now }
}
