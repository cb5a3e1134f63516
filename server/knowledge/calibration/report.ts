import type { Translate } from '../../platform/i18n.ts'
import { intervalOf, type Tally, tally } from './interval.ts'
import type { Fitted } from './labels.ts'
import type { Outcome, Recalibrated } from './outcomes.ts'

const BAND = 0.1
const NAME_WIDTH = 30

/** How often questions of about the same confidence are right: the closer, the more it can be believed. */
function reliabilityLines(judged: readonly Outcome[], t: Translate): string[] {
  const lines = [t('calibration.reliability')]
  for (let band = 0; band < 1 / BAND; band++) {
    const [from, to] = [band * BAND, (band + 1) * BAND]
    const inside = judged.filter(
      ({ confidence }) => confidence >= from && (confidence < to || to >= 1),
    )
    if (inside.length === 0) continue
    const name = t('calibration.band', { from: from.toFixed(1), to: to.toFixed(1) })
    lines.push(
      row(
        name,
        tally(inside, ({ isRight }) => isRight),
        t,
      ),
    )
  }
  return lines
}

/** What the thresholds mean for questions that the fit never saw. */
export function fittedLines({ calibration, judged }: Fitted, t: Translate): string[] {
  const { answerAt, clarifyAt } = calibration
  const isAnswered = ({ confidence }: Outcome) => confidence >= answerAt
  const answered = judged.filter(isAnswered)
  const strangers = judged.filter(({ isStranger }) => isStranger)
  const askable = judged.filter(({ isStranger }) => !isStranger)
  return [
    t('calibration.labelled', { count: judged.length, strangers: strangers.length }),
    '',
    ...reliabilityLines(judged, t),
    '',
    t('calibration.thresholds', { answerAt, clarifyAt }),
    row(
      t('calibration.precision'),
      tally(answered, ({ isRight }) => isRight),
      t,
    ),
    row(t('calibration.false-answers'), tally(strangers, isAnswered), t),
    row(
      t('calibration.answered-rightly'),
      tally(askable, (one) => one.isRight && isAnswered(one)),
      t,
    ),
  ]
}

/** What outcomes made of the fit to labels. */
export function recalibratedLines(
  outcomes: readonly Outcome[],
  { calibration, rawAnswerAt, isEnough }: Recalibrated,
  t: Translate,
): string[] {
  const answered = outcomes.filter(({ confidence }) => confidence >= rawAnswerAt)
  return [
    t('calibration.outcomes', { count: outcomes.length }),
    '',
    ...reliabilityLines(outcomes, t),
    '',
    t('calibration.thresholds', {
      answerAt: calibration.answerAt,
      clarifyAt: calibration.clarifyAt,
    }),
    row(
      t('calibration.precision'),
      tally(answered, ({ isRight }) => isRight),
      t,
    ),
    ...(isEnough ? [] : [t('calibration.not-enough')]),
  ]
}

function row(name: string, of: Tally, t: Translate): string {
  return `  ${name.padEnd(NAME_WIDTH)} ${shareOf(of, t)}`
}

function shareOf(of: Tally, t: Translate): string {
  if (of.of === 0) return t('calibration.none')
  const { low, high } = intervalOf(of)
  return t('calibration.share', { ...of, share: of.right / of.of, low, high })
}
