import calibration from './data/calibration.json' with { type: 'json' }
import { FEATURES, type Features } from './features.ts'

/** Weights of a logistic function over the features. */
export type Fit = { bias: number; weights: Features }

/** A fit with the two thresholds on its probability. */
export type Calibration = Fit & {
  /** At and above: the answer is given. */
  answerAt: number
  /** At and above: the visitor is asked which guide is meant. */
  clarifyAt: number
}

/**
 * Words of everyday topics need a far better match to be taken for a question to the office; by the
 * built-in fit, whose scale stays.
 */
const OFF_TOPIC_CONFIDENCE = 0.9
/**
 * The learner's probability from which a question is none of an office's business: none of 549 others of
 * `npm run eval` has it, and 5 of 19 that no phrase gives away have.
 */
const SURELY_OUT_OF_SCOPE = 0.4

/** Fitted to our own labelled questions by `npm run eval -- --calibrate`. */
export const BUILT_IN: Calibration & { source: string } = calibration

export type Verdict = 'answer' | 'clarify' | 'handover'

/** The probability that the best hit answers the question. */
export function confidenceIn(features: Features, by: Fit = BUILT_IN): number {
  let sum = by.bias
  for (const feature of FEATURES) sum += by.weights[feature] * features[feature]
  return 1 / (1 + Math.exp(-sum))
}

/** Answer, ask back, or leave it to a person. */
export function decide(confidence: number, by: Calibration = BUILT_IN): Verdict {
  if (confidence >= by.answerAt) return 'answer'
  return confidence >= by.clarifyAt ? 'clarify' : 'handover'
}

/** Whether a question, by its words or as the learner knows it, is none of an office's business. */
export function isNoneOfOurs(
  { isOffTopic }: { isOffTopic: boolean },
  { features, outOfScope }: { features: Features; outOfScope: number },
): boolean {
  const isStrange = isOffTopic || outOfScope >= SURELY_OUT_OF_SCOPE
  return isStrange && confidenceIn(features) < OFF_TOPIC_CONFIDENCE
}
