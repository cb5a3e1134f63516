import type { Calibration } from '../decision.ts'
import { intervalOf, tally } from './interval.ts'
import { LEAST_PRECISION } from './labels.ts'

/** What came of a question: the confidence of the fit to labels, and whether its guide was the right one. */
export type Outcome = { confidence: number; isRight: boolean }

/** answers.md: from here on own outcomes say more than labels of others. */
export const NEEDED_OUTCOMES = 200
/** Answers are never given from less than the fit to labels asks for, but for this much. */
export const MOST_LOOSENED = 0.1
/** And only where at least so many such questions were heard of, most of them right. */
const LEAST_BELOW = 20
const LEAST_RIGHT_BELOW = 0.5
/** A bot that answers nothing learns nothing. */
export const STRICTEST = 0.95
const STEP = 0.01

/** Where the scale stays until outcomes say otherwise, and how many of them it takes. */
const PRIOR_WEIGHT = 5
const ROUNDS = 50
const ENOUGH = 1e-9
const SLOPES = { least: 0.25, most: 4 }
const EDGE = 1e-6
const DIGITS = 1_000

export type Scaling = { slope: number; shift: number }
export type Recalibrated = {
  calibration: Calibration
  scaling: Scaling
  /** The least confidence, as the fit to labels gives it, from which answers are given. */
  rawAnswerAt: number
  /** Whether answers from there on are right often enough. */
  isEnough: boolean
}

/**
 * The fit to labels on the scale of this knowledge base's own outcomes (Platt), so that a confidence of
 * 0.8 means that 8 of 10 were helped, with the threshold that their lower bound asks for.
 */
export function recalibrate(base: Calibration, outcomes: readonly Outcome[]): Recalibrated {
  const scaling = plattScaling(outcomes)
  const found = ownThreshold(base, outcomes)
  const rawAnswerAt = found ?? STRICTEST
  const answerAt = inside(scaled(rawAnswerAt, scaling))
  const calibration = {
    bias: round(base.bias * scaling.slope + scaling.shift),
    weights: Object.fromEntries(
      Object.entries(base.weights).map(([name, weight]) => [name, round(weight * scaling.slope)]),
    ) as Calibration['weights'],
    answerAt,
    clarifyAt: Math.min(answerAt, inside(scaled(base.clarifyAt, scaling))),
  }
  return { calibration, scaling, rawAnswerAt, isEnough: found !== undefined }
}

export function scaled(confidence: number, { slope, shift }: Scaling): number {
  return 1 / (1 + Math.exp(-(slope * logit(confidence) + shift)))
}

/**
 * Logistic regression on the logit, held to slope 1 and shift 0; the slope stays within its limits, so that
 * the order of confidences does.
 */
export function plattScaling(outcomes: readonly Outcome[]): Scaling {
  const known = outcomes.map(({ confidence, isRight }) => ({
    x: logit(confidence),
    y: Number(isRight),
  }))
  const free = maximise(known, { slope: 1, shift: 0 }, true)
  const slope = Math.min(SLOPES.most, Math.max(SLOPES.least, free.slope))
  return slope === free.slope ? free : maximise(known, { slope, shift: 0 }, false)
}

type Known = { x: number; y: number }

/** Newton's method; a step that makes it worse is halved. */
function maximise(known: Known[], start: Scaling, isSlopeFree: boolean): Scaling {
  let at = start
  let likelihood = likelihoodOf(known, at)
  for (let round = 0; round < ROUNDS; round++) {
    const step = newtonStep(known, at, isSlopeFree)
    let share = 1
    let next = moved(at, step, share)
    while (likelihoodOf(known, next) < likelihood && share > ENOUGH) {
      share /= 2
      next = moved(at, step, share)
    }
    const gain = likelihoodOf(known, next) - likelihood
    if (gain <= ENOUGH) break
    at = next
    likelihood += gain
  }
  return at
}

function moved({ slope, shift }: Scaling, step: Scaling, share: number): Scaling {
  return { slope: slope + share * step.slope, shift: shift + share * step.shift }
}

function likelihoodOf(known: Known[], { slope, shift }: Scaling): number {
  let sum = (-PRIOR_WEIGHT * ((slope - 1) ** 2 + shift ** 2)) / 2
  for (const { x, y } of known) {
    const margin = (y === 1 ? 1 : -1) * (slope * x + shift)
    sum -= margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin
  }
  return sum
}

function newtonStep(known: Known[], { slope, shift }: Scaling, isSlopeFree: boolean): Scaling {
  let bySlope = -PRIOR_WEIGHT * (slope - 1)
  let byShift = -PRIOR_WEIGHT * shift
  let [slopes, both, shifts] = [PRIOR_WEIGHT, 0, PRIOR_WEIGHT]
  for (const { x, y } of known) {
    const chance = 1 / (1 + Math.exp(-(slope * x + shift)))
    const spread = chance * (1 - chance)
    bySlope += (y - chance) * x
    byShift += y - chance
    slopes += spread * x * x
    both += spread * x
    shifts += spread
  }
  if (!isSlopeFree) return { slope: 0, shift: byShift / shifts }
  const determinant = slopes * shifts - both * both
  return {
    slope: (shifts * bySlope - both * byShift) / determinant,
    shift: (slopes * byShift - both * bySlope) / determinant,
  }
}

/** On the scale of the fit to labels: the least confidence that is enough, or none that is. */
function ownThreshold(base: Calibration, outcomes: readonly Outcome[]): number | undefined {
  const loosest = Math.max(STEP, base.answerAt - MOST_LOOSENED)
  for (let from = loosest; from <= STRICTEST; from += STEP) {
    const at = round(from)
    const given = outcomes.filter(({ confidence }) => confidence >= at)
    const isPrecise = intervalOf(tally(given, isRight)).low >= LEAST_PRECISION
    if (isPrecise && mayAnswerFrom(at, base.answerAt, given)) return at
  }
  return undefined
}

/** Below the threshold of the labels, outcomes themselves have to speak for it. */
function mayAnswerFrom(at: number, labelled: number, given: readonly Outcome[]): boolean {
  if (at >= labelled) return true
  const below = given.filter(({ confidence }) => confidence < labelled)
  return below.length >= LEAST_BELOW && intervalOf(tally(below, isRight)).low >= LEAST_RIGHT_BELOW
}

function isRight(outcome: Outcome): boolean {
  return outcome.isRight
}

function logit(confidence: number): number {
  const inside = Math.min(1 - EDGE, Math.max(EDGE, confidence))
  return Math.log(inside / (1 - inside))
}

/** A threshold that something can reach and something else miss. */
function inside(threshold: number): number {
  return Math.min(1 - 1 / DIGITS, Math.max(1 / DIGITS, round(threshold)))
}

function round(value: number): number {
  return Math.round(value * DIGITS) / DIGITS
}
