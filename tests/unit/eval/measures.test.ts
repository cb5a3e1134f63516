import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slipsBetween } from '../../../server/knowledge/speller.ts'
import { auroc, coverageAt, type Judged } from '../../eval/sets/measures.ts'
import { withTypos } from '../../eval/sets/typos.ts'

const judged = (...list: [confidence: number, kind: 'right' | 'wrong' | 'stranger'][]): Judged[] =>
  list.map(([confidence, kind]) => ({
    confidence,
    isRight: kind === 'right',
    isAnswerable: kind !== 'stranger',
  }))

describe('how well confidence tells right from wrong', () => {
  test.each([
    ['always', judged([0.9, 'right'], [0.8, 'right'], [0.2, 'wrong'], [0.1, 'stranger']), 1],
    ['never', judged([0.1, 'right'], [0.8, 'wrong']), 0],
    ['not at all where all are alike', judged([0.5, 'right'], [0.5, 'wrong']), 0.5],
    [
      'in three of four pairs',
      judged([0.9, 'right'], [0.4, 'right'], [0.6, 'wrong'], [0.1, 'wrong']),
      0.75,
    ],
  ])('%s', (_, list, share) => {
    expect(auroc(list)).toBe(share)
  })
})

describe('what can be answered', () => {
  test('everything down to the last answer that keeps the share of right ones', () => {
    const list = judged(
      [0.9, 'right'],
      [0.8, 'right'],
      [0.7, 'wrong'],
      [0.6, 'right'],
      [0.1, 'wrong'],
    )
    expect(coverageAt(1, list)).toBe(2 / 5)
    expect(coverageAt(0.75, list)).toBe(4 / 5)
    expect(coverageAt(0.5, list)).toBe(1)
  })

  test('strangers spoil precision and are no part of what is covered', () => {
    const list = judged([0.9, 'stranger'], [0.8, 'right'], [0.7, 'right'], [0.6, 'right'])
    expect(coverageAt(0.95, list)).toBe(0)
    expect(coverageAt(0.75, list)).toBe(1)
  })

  test('a threshold takes all of one confidence or none', () => {
    expect(coverageAt(1, judged([0.8, 'right'], [0.8, 'wrong']))).toBe(0)
  })
})

describe('typos', () => {
  const QUESTION = '¿Cómo renuevo el certificado digital de mi empresa?'

  test('are the same for the same text, two of them in two words', () => {
    const slipped = withTypos(QUESTION, 2)
    expect(withTypos(QUESTION, 2)).toBe(slipped)
    const pairs = QUESTION.split(' ').map(
      (word, at) => [word, slipped.split(' ')[at] ?? ''] as const,
    )
    expect(pairs.map(([one, other]) => slipsBetween(one, other)).sort()).toEqual([
      0, 0, 0, 0, 0, 0, 1, 1,
    ])
  })

  test('leave any text without longer words as it is, and never fail', () => {
    expect(withTypos('¿y si no? 12345', 2)).toBe('¿y si no? 12345')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => typeof withTypos(text, 2) === 'string'),
    )
  })
})
