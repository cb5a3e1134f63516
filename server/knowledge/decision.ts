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
 * The learner's probability from which a question is none of an office's business: of 681 of `npm run eval`
 * that no phrase gives away, three have it, and all are none. From 0.4 on it would be eight, two of them a firm's
 * own ("mi pantalla se ve azul").
 */
const SURELY_OUT_OF_SCOPE = 0.7

/** So few telling words may be about several guides alike. */
const FEW_TERMS = 2
/** Then the best has to lead by this much. Measured: no right answer of `npm run eval` is lost, two wrong ones are. */
const CLEAR_LEAD = 0.1
/**
 * Words as typed into a search box, without a question: answered where one guide is clearly about them, asked
 * back where several are at all. Chosen on 200 words of the trade and of everyday life ("DEHú", "nube"; "deuda").
 */
const BARE_WORDS = 2
const BARE_LEAD = 0.4
const BARE_ANSWER = 0.2
const BARE_CLARIFY = 0.08

/** Fitted to our own labelled questions by `npm run eval -- --calibrate`. */
export const BUILT_IN: Calibration & { source: string } = calibration

export type Verdict = 'answer' | 'clarify' | 'handover'
/** A verdict with the rule that it follows from: `confidence` where none overrode it. */
type Ruled = {
  verdict: Verdict
  because: 'confidence' | 'two-guides' | 'few-words' | 'clear-word' | 'missing-word'
}

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

/**
 * The verdict on a question of few words ("factura", "seguridad"), which say what it is about and not what
 * is asked; others keep theirs.
 */
export function decideFewWords(verdict: Verdict, words: string[], features: Features): Ruled {
  const { brevity, margin } = features
  const ruled: Ruled =
    words.length <= BARE_WORDS
      ? decideBareWords(verdict, features)
      : { verdict, because: 'confidence' }
  const isOpen = 1 / brevity - 1 <= FEW_TERMS && margin < CLEAR_LEAD
  return ruled.verdict === 'answer' && isOpen
    ? { verdict: 'clarify', because: 'two-guides' }
    : ruled
}

function decideBareWords(verdict: Verdict, features: Features): Ruled {
  const confidence = confidenceIn(features)
  const isCovered = features.coverage === 1
  if (verdict === 'answer' && !isCovered) return { verdict: 'clarify', because: 'missing-word' }
  if (verdict === 'answer' || !isCovered) return { verdict, because: 'confidence' }
  if (features.margin >= BARE_LEAD && confidence >= BARE_ANSWER)
    return { verdict: 'answer', because: 'clear-word' }
  return verdict === 'handover' && confidence >= BARE_CLARIFY
    ? { verdict: 'clarify', because: 'few-words' }
    : { verdict, because: 'confidence' }
}

/** Whether a question, by its words or as the learner knows it, is none of an office's business. */
export function isNoneOfOurs(
  { isOffTopic }: { isOffTopic: boolean },
  { features, outOfScope }: { features: Features; outOfScope: number },
): boolean {
  const isStrange = isOffTopic || outOfScope >= SURELY_OUT_OF_SCOPE
  return isStrange && confidenceIn(features) < OFF_TOPIC_CONFIDENCE
}
