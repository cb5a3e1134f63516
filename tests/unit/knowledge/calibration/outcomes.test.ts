import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  MOST_LOOSENED,
  type Outcome,
  plattScaling,
  recalibrate,
  STRICTEST,
  scaled,
} from '../../../../server/knowledge/calibration/outcomes.ts'
import { outcomeOf } from '../../../../server/knowledge/calibration/own-outcomes.ts'
import { BUILT_IN, type Calibration, confidenceIn } from '../../../../server/knowledge/decision.ts'
import { FEATURES, type Features } from '../../../../server/knowledge/features.ts'

const BASE: Calibration = { ...BUILT_IN, answerAt: 0.6, clarifyAt: 0.3 }

/** So many of this confidence, of which this share were right. */
const heard = (count: number, confidence: number, share: number): Outcome[] =>
  Array.from({ length: count }, (_, at) => ({ confidence, isRight: at < count * share }))

describe('own outcomes', () => {
  test('that come as often as expected leave the scale and the threshold as they are', () => {
    const outcomes = [0.65, 0.75, 0.85, 0.95].flatMap((share) => heard(400, share, share))
    const { slope, shift } = plattScaling(outcomes)
    expect(slope).toBeCloseTo(1, 1)
    expect(shift).toBeCloseTo(0, 1)
    const { rawAnswerAt, isEnough } = recalibrate(BASE, heard(400, 0.9, 0.9))
    expect({ rawAnswerAt, isEnough }).toEqual({ rawAnswerAt: 0.6, isEnough: true })
  })

  test('that are worse than expected lower the confidence and raise the threshold', () => {
    const outcomes = [...heard(150, 0.7, 0.4), ...heard(150, 0.9, 0.95)]
    const { scaling, rawAnswerAt, isEnough } = recalibrate(BASE, outcomes)
    expect(scaled(0.7, scaling)).toBeLessThan(0.6)
    expect(rawAnswerAt).toBeGreaterThan(0.7)
    expect(rawAnswerAt).toBeLessThanOrEqual(0.9)
    expect(isEnough).toBe(true)
  })

  test('that all have one confidence give it the share that was right', () => {
    const { scaling } = recalibrate(BASE, heard(540, 0.97, 1 / 4))
    expect(scaled(0.97, scaling)).toBeCloseTo(0.25, 1)
    expect(scaled(0.8, scaling)).toBeLessThan(0.25)
  })

  test('that are never right leave only the surest to be answered', () => {
    const { rawAnswerAt, isEnough } = recalibrate(BASE, heard(300, 0.9, 0.1))
    expect({ rawAnswerAt, isEnough }).toEqual({ rawAnswerAt: STRICTEST, isEnough: false })
  })

  test('loosen the threshold only where questions below it were heard of, and never by more than the limit', () => {
    const sure = heard(400, 0.9, 1)
    expect(recalibrate(BASE, sure).rawAnswerAt).toBe(0.6)
    expect(recalibrate(BASE, [...sure, ...heard(10, 0.55, 1)]).rawAnswerAt).toBe(0.6)
    expect(recalibrate(BASE, [...sure, ...heard(60, 0.55, 0.3)]).rawAnswerAt).toBeGreaterThan(0.55)
    expect(recalibrate(BASE, [...sure, ...heard(60, 0.55, 0.9)]).rawAnswerAt).toBe(0.5)
    expect(recalibrate(BASE, [...sure, ...heard(400, 0.2, 1)]).rawAnswerAt).toBe(0.6)
  })

  test('however they are, keep to the limits and the order of confidences', () => {
    const outcome = fc.record({
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      isRight: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 1, maxLength: 400 }), (outcomes) => {
        const { calibration, scaling, rawAnswerAt } = recalibrate(BASE, outcomes)
        expect(rawAnswerAt).toBeGreaterThanOrEqual(BASE.answerAt - MOST_LOOSENED - 1e-9)
        expect(rawAnswerAt).toBeLessThanOrEqual(STRICTEST)
        expect(calibration.clarifyAt).toBeGreaterThan(0)
        expect(calibration.clarifyAt).toBeLessThanOrEqual(calibration.answerAt)
        expect(calibration.answerAt).toBeLessThan(1)
        expect(scaled(0.9, scaling)).toBeGreaterThan(scaled(0.5, scaling))
      }),
    )
  })

  test('are worked into the weights: the new fit says what the scale makes of the old one', () => {
    const { calibration, scaling } = recalibrate(BASE, [
      ...heard(200, 0.7, 0.4),
      ...heard(100, 0.9, 0.8),
    ])
    for (const value of [0.2, 0.5, 0.8]) {
      const features = Object.fromEntries(FEATURES.map((name) => [name, value])) as Features
      expect(confidenceIn(features, calibration)).toBeCloseTo(
        scaled(confidenceIn(features, BASE), scaling),
        1,
      )
    }
  })
})

describe('what an outcome tells', () => {
  const question = {
    decision: 'answer',
    confidence: 0.8,
    retrieved: '[{"slug":"a"},{"slug":"b"}]',
    outcome: null,
    resolved_with: null,
    explanation: null,
  }
  const decidedBy = (features: { name: string; value: number; weight: number }[]) =>
    JSON.stringify({ features })

  test.each([
    ['an answer that helped was right', { outcome: 'helpful' }, [true]],
    ['one that did not was wrong', { outcome: 'not-helpful' }, [false]],
    [
      'one after which a person was asked was wrong',
      { outcome: 'handed-over', resolved_with: 'a' },
      [false],
    ],
    ['nothing heard tells nothing', {}, []],
    ['a hand-over alone tells nothing', { decision: 'handover', outcome: 'handed-over' }, []],
    [
      'resolved with the best guide: it would have been right',
      { decision: 'handover', outcome: 'handed-over', resolved_with: 'a' },
      [true],
    ],
    [
      'resolved with another guide: it would have been wrong',
      { decision: 'clarify', resolved_with: 'b' },
      [false],
    ],
    [
      'resolved where nothing was found: nothing would have been right',
      { decision: 'handover', retrieved: '[]', resolved_with: 'b' },
      [false],
    ],
  ])('%s', (_, change, told) => {
    expect(outcomeOf({ ...question, ...change }).map(({ isRight }) => isRight)).toEqual(told)
  })

  test('its confidence is that of the built-in fit, whatever decided then', () => {
    const features = FEATURES.map((name) => ({ name, value: 0.5, weight: 9 }))
    const heardOf = { ...question, outcome: 'helpful', explanation: decidedBy(features) }
    const [told] = outcomeOf(heardOf)
    const values = Object.fromEntries(FEATURES.map((name) => [name, 0.5])) as Features
    expect(told?.confidence).toBeCloseTo(confidenceIn(values), 6)
    expect(told?.confidence).not.toBeCloseTo(0.8, 2)
  })

  test('of other features than there are it tells nothing', () => {
    const older = FEATURES.slice(1).map((name) => ({ name, value: 0.5, weight: 1 }))
    const renamed = [...older, { name: 'of-old', value: 1, weight: 1 }]
    for (const features of [older, renamed, []]) {
      const heardOf = { ...question, outcome: 'helpful', explanation: decidedBy(features) }
      expect(outcomeOf(heardOf)).toEqual([])
    }
  })
})
