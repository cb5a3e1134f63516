import { type Calibration, confidenceIn } from '../decision.ts'
import type { Features } from '../features.ts'
import { intervalOf, tally } from './interval.ts'
import { fitLogistic } from './logistic.ts'

/** A labelled question as the decision sees it. */
export type Sample = {
  features: Features
  /** The best guide answers it. */
  isRight: boolean
  /** One of the three best does. */
  isNear: boolean
  /** No guide does. */
  isStranger: boolean
}
/** With the confidence of a fit that never saw it. */
type Judged = Sample & { confidence: number }

export type Fitted = { calibration: Calibration; judged: Judged[] }

/** Fewer labelled questions than this fit themselves, not others. */
export const LEAST_SAMPLES = 100

const FOLDS = 10
/** Answers that are right, by the lower end of the 95 % interval. */
export const LEAST_PRECISION = 0.8
/** Strangers that may be answered all the same. */
const MOST_FALSE = 0.07
/** Asking back pays where at least this share of the least sure find their guide among the three. */
const LEAST_NEAR = 0.5
const BAND = 0.1
const STEP = 0.01

/**
 * A fit to all samples, with thresholds from the confidences of fits without each; undefined where no
 * threshold is enough.
 */
export function fitToLabels(samples: Sample[]): Fitted | undefined {
  const judged = judgeByOthers(samples)
  const answerAt = answerThreshold(judged)
  const clarifyAt = answerAt === undefined ? undefined : clarifyThreshold(judged, answerAt)
  if (answerAt === undefined || clarifyAt === undefined) return undefined
  const calibration = {
    ...fitLogistic(samples),
    answerAt,
    clarifyAt: Math.min(clarifyAt, answerAt),
  }
  return { calibration, judged }
}

/** Each sample by a fit to nine tenths of the others. */
export function judgeByOthers<One extends Pick<Sample, 'features' | 'isRight'>>(
  all: One[],
): (One & { confidence: number })[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const by = fitLogistic(all.filter((_one, at) => at % FOLDS !== fold))
    return all
      .filter((_one, at) => at % FOLDS === fold)
      .map((one) => ({ ...one, confidence: confidenceIn(one.features, by) }))
  }).flat()
}

function answerThreshold(all: Judged[]): number | undefined {
  const strange = all.filter(({ isStranger }) => isStranger)
  return lowest((at) => {
    const given = all.filter(({ confidence }) => confidence >= at)
    const falsely = strange.filter(({ confidence }) => confidence >= at)
    const precision = tally(given, ({ isRight }) => isRight)
    return (
      intervalOf(precision).low >= LEAST_PRECISION && falsely.length <= strange.length * MOST_FALSE
    )
  })
}

function clarifyThreshold(all: Judged[], below: number): number | undefined {
  return lowest((at) => {
    const end = Math.min(below, at + BAND)
    const asked = all.filter(({ confidence }) => confidence >= at && confidence < end)
    return asked.filter(({ isNear }) => isNear).length >= asked.length * LEAST_NEAR
  })
}

function lowest(isEnough: (at: number) => boolean): number | undefined {
  for (let step = 1; step * STEP < 1; step++) {
    const at = Math.round(step * STEP * 100) / 100
    if (isEnough(at)) return at
  }
  return undefined
}
