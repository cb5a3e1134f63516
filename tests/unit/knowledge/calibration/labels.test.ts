import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { intervalOf, tally } from '../../../../server/knowledge/calibration/interval.ts'
import { readLabels, UnreadableLabel } from '../../../../server/knowledge/calibration/label-file.ts'
import {
  fitToLabels,
  LEAST_PRECISION,
  type Sample,
} from '../../../../server/knowledge/calibration/labels.ts'
import { FEATURES, type Features } from '../../../../server/knowledge/features.ts'

/** A sample whose features all say this much; what follows from that is up to the test. */
const sample = (value: number, kind: 'right' | 'wrong' | 'stranger'): Sample => ({
  features: Object.fromEntries(FEATURES.map((name) => [name, value])) as Features,
  isRight: kind === 'right',
  isNear: kind === 'right',
  isStranger: kind === 'stranger',
})

describe('a fit to labelled questions', () => {
  const samples = Array.from({ length: 300 }, (_, at) => {
    const value = (at % 100) / 100
    return sample(
      value,
      value + (at % 7) / 20 > 0.6 ? 'right' : at % 2 === 0 ? 'wrong' : 'stranger',
    )
  })

  test('answers where enough are right by the lower bound, on questions that the fit never saw', () => {
    const fitted = fitToLabels(samples)
    if (!fitted) throw new Error('no fit')
    const { calibration, judged } = fitted
    expect(judged).toHaveLength(samples.length)
    const answered = judged.filter(({ confidence }) => confidence >= calibration.answerAt)
    expect(answered.length).toBeGreaterThan(50)
    expect(intervalOf(tally(answered, ({ isRight }) => isRight)).low).toBeGreaterThanOrEqual(
      LEAST_PRECISION,
    )
    expect(calibration.clarifyAt).toBeLessThanOrEqual(calibration.answerAt)
  })

  test('is the same each time', () => {
    expect(fitToLabels(samples)).toEqual(fitToLabels(samples))
  })

  test('is none where no threshold makes enough answers right', () => {
    const hopeless = samples.map(({ features }, at) => ({
      ...sample(0, at % 2 === 0 ? 'right' : 'wrong'),
      features,
    }))
    expect(fitToLabels(hopeless)).toBeUndefined()
  })
})

describe('a file of labelled questions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'otd-labels-'))
  const file = join(folder, 'labels.jsonl')
  const read = (...lines: string[]) => {
    writeFileSync(file, lines.join('\n'))
    return readLabels(file)
  }
  afterAll(() => rmSync(folder, { recursive: true }))

  test('says guides by slugs or slug; ambiguous and unlabelled lines are left out', () => {
    const labels = read(
      '{"text":"one","slugs":["a","b"],"id":"q1"}',
      '',
      '{"text":"two","slug":"c","context":"before"}',
      '{"text":"three","slug":null}',
      '{"text":"four","slugs":["a"],"ambiguous":true}',
      '{"text":"five"}',
    )
    expect(labels.map(({ text, slugs, context }) => [text, slugs, context])).toEqual([
      ['one', ['a', 'b'], undefined],
      ['two', ['c'], 'before'],
      ['three', [], undefined],
    ])
  })

  test.each(['{', '[]', '{"slugs":[]}', '{"text":"x","slugs":"a"}', '{"text":""}'])(
    'names the line of %s',
    (line) => {
      const reading = () => read('{"text":"one","slugs":[]}', line)
      expect(reading).toThrow(UnreadableLabel)
      expect(reading).toThrow(expect.objectContaining({ line: 2 }))
    },
  )
})
