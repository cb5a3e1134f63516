import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Answerer } from '../../server/knowledge/answerer.ts'
import { buildIndexes } from '../../server/knowledge/build-index.ts'
import { type Calibration, confidenceIn } from '../../server/knowledge/decision.ts'
import type { Features } from '../../server/knowledge/features.ts'
import { projectRoot } from '../../server/platform/i18n.ts'
import {
  shippedArticles,
  shippedPhrasings,
  shippedTerms,
  TODAY,
} from '../unit/knowledge/fixtures.ts'
import { fitLogistic } from './logistic.ts'
import { intervalOf, readJsonLines, say, shareOf } from './tally.ts'

/**
 * Fits the decision to our own labelled questions and writes `server/knowledge/data/calibration.json`;
 * `run.mjs --calibrate` builds and calls it. Thresholds come from confidences that each question got from
 * a fit without it.
 */
type Line = { text: string; lang?: string; slugs?: string[]; context?: string; ambiguous?: boolean }
type Sample = { features: Features; isRight: boolean; isNear: boolean; isStranger: boolean }
type Judged = Sample & { confidence: number }

const FOLDS = 10
/** Answers that are right, by the lower end of the 95 % interval. */
const LEAST_PRECISION = 0.8
/** Strangers that may be answered all the same. */
const MOST_FALSE = 0.07
/** Asking back pays where at least this share of the least sure find their guide among the three. */
const LEAST_NEAR = 0.5
const BAND = 0.1
const STEP = 0.01
const TARGET = join(projectRoot, 'server/knowledge/data/calibration.json')

const lines = process.argv.slice(2).flatMap((file) => readJsonLines<Line>(file))
const samples = readSamples(lines)
const judged = judgeByOthers(samples)
const answerAt = answerThreshold(judged)
const clarifyAt = clarifyThreshold(judged, answerAt)
const strangers = judged.filter(({ isStranger }) => isStranger)
say(`${samples.length} questions, ${strangers.length} of them for a person`)
reliability(judged)
say(`\n  answer from ${answerAt}, ask back from ${clarifyAt}`)
const answered = judged.filter(({ confidence }) => confidence >= answerAt)
say(`  ${'precision of answers'.padEnd(34)} ${tell(answered, ({ isRight }) => isRight)}`)
say(`  ${'false answers'.padEnd(34)} ${tell(strangers, (one) => one.confidence >= answerAt)}`)
const askable = judged.filter(({ isStranger }) => !isStranger)
const isWell = (one: Judged) => one.isRight && one.confidence >= answerAt
say(`  ${'answered rightly'.padEnd(34)} ${tell(askable, isWell)}`)
const fitted: Calibration = { ...fitLogistic(samples), answerAt, clarifyAt }
const source = `Fitted by \`npm run eval -- --calibrate\` to ${samples.length} labelled questions of our own, ${TODAY}.`
writeFileSync(TARGET, `${JSON.stringify({ source, ...fitted }, null, 2)}\n`)

function readSamples(from: Line[]): Sample[] {
  const answerer = new Answerer(buildIndexes(shippedArticles(), shippedTerms(), shippedPhrasings()))
  return from
    .filter(({ ambiguous, slugs }) => !ambiguous && slugs !== undefined)
    .flatMap(({ text, slugs = [], context }) => {
      const said = context === undefined ? [] : [{ role: 'visitor' as const, text: context }]
      const found = answerer.inspect({ text, lang: 'es', context: said, today: TODAY })
      if (!found) return []
      const isOne = (slug: string | undefined) => slug !== undefined && slugs.includes(slug)
      return {
        features: found.features,
        isRight: isOne(found.slugs[0]),
        isNear: found.slugs.some(isOne),
        isStranger: slugs.length === 0,
      }
    })
}

function judgeByOthers(all: Sample[]): Judged[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const by = fitLogistic(all.filter((_one, at) => at % FOLDS !== fold))
    return all
      .filter((_one, at) => at % FOLDS === fold)
      .map((one) => ({ ...one, confidence: confidenceIn(one.features, by) }))
  }).flat()
}

function answerThreshold(all: Judged[]): number {
  const strange = all.filter(({ isStranger }) => isStranger)
  return lowest((at) => {
    const given = all.filter(({ confidence }) => confidence >= at)
    const falsely = strange.filter(({ confidence }) => confidence >= at)
    const precision = { right: given.filter(({ isRight }) => isRight).length, of: given.length }
    return (
      intervalOf(precision).low >= LEAST_PRECISION && falsely.length <= strange.length * MOST_FALSE
    )
  })
}

function clarifyThreshold(all: Judged[], below: number): number {
  return lowest((at) => {
    const end = Math.min(below, at + BAND)
    const asked = all.filter(({ confidence }) => confidence >= at && confidence < end)
    return asked.filter(({ isNear }) => isNear).length >= asked.length * LEAST_NEAR
  })
}

function lowest(isEnough: (at: number) => boolean): number {
  for (let step = 1; step * STEP < 1; step++) {
    const at = Math.round(step * STEP * 100) / 100
    if (isEnough(at)) return at
  }
  throw new Error('no threshold is enough: the questions or the guides need work')
}

/** How often those of about the same confidence are right. */
function reliability(all: Judged[]): void {
  say('  confidence     right')
  for (let from = 0; from < 1; from += BAND) {
    const band = all.filter(({ confidence }) => confidence >= from && confidence < from + BAND)
    if (band.length === 0) continue
    const name = `${from.toFixed(1)} to ${(from + BAND).toFixed(1)}`
    say(`  ${name.padEnd(14)} ${tell(band, ({ isRight }) => isRight)}`)
  }
}

function tell(all: Judged[], test: (one: Judged) => boolean): string {
  return shareOf({ right: all.filter(test).length, of: all.length })
}
