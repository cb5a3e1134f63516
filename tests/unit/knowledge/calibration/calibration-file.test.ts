import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  CalibrationKeeper,
  type CalibrationNews,
  calibrationFile,
  writeCalibration,
} from '../../../../server/knowledge/calibration/calibration-file.ts'
import { BUILT_IN } from '../../../../server/knowledge/decision.ts'

const OWN = { ...BUILT_IN, source: 'own', answerAt: 0.8, clarifyAt: 0.4 }
const { bias, weights, answerAt, clarifyAt } = OWN
const fields = { bias, weights, answerAt, clarifyAt }

describe('the calibration that decides', () => {
  let folder: string
  let file: string
  let news: CalibrationNews[]
  let keeper: CalibrationKeeper
  let writes = 0

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'otd-calibration-'))
    file = calibrationFile(folder)
    news = []
    keeper = new CalibrationKeeper(file, (one) => news.push(one))
  })

  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  const write = (text: string) => {
    writeFileSync(file, text)
    // Another moment each time, whatever the file system's clock.
    utimesSync(file, 1, ++writes)
  }

  test('is the built-in one without a file, and nothing is said of it', () => {
    expect(keeper.look()).toBe(BUILT_IN)
    expect(news).toEqual([])
  })

  test('is that of the file while it is there, said once', () => {
    writeCalibration(file, 'own', fields)
    expect(keeper.look()).toEqual({ source: 'own', ...fields })
    keeper.look()
    expect(news).toEqual([{ kind: 'calibrated', source: 'own' }])
    rmSync(file)
    expect(keeper.look()).toBe(BUILT_IN)
    expect(news.at(-1)).toEqual({ kind: 'calibrated', source: BUILT_IN.source })
  })

  const { score: _score, ...fewer } = weights
  test.each([
    ['no JSON', '{"source":', /JSON/],
    ['nothing', '', /JSON/],
    ['a list', '[]', /object/],
    ['a feature missing', JSON.stringify({ ...OWN, weights: fewer }), /weights\.score/],
    [
      'one of another version',
      JSON.stringify({ ...OWN, weights: { ...weights, luck: 1 } }),
      /luck/,
    ],
    ['no number', JSON.stringify({ ...OWN, bias: null }), /bias/],
    ['a threshold that answers everything', JSON.stringify({ ...OWN, answerAt: 0 }), /answerAt/],
    ['thresholds the wrong way round', JSON.stringify({ ...OWN, clarifyAt: 0.9 }), /clarifyAt/],
    ['a file without end', `"${'x'.repeat(100_000)}"`, /too large/],
  ])(
    'is the built-in one where the file holds %s, with the reason, said once',
    (_, text, reason) => {
      write(text)
      expect(keeper.look()).toBe(BUILT_IN)
      keeper.look()
      expect(news).toEqual([
        { kind: 'calibration-refused', file, reason: expect.stringMatching(reason) },
      ])
      write(JSON.stringify(OWN))
      expect(keeper.look().answerAt).toBe(0.8)
    },
  )
})
