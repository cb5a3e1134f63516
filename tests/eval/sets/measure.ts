import { fitLogistic } from '../../../server/knowledge/calibration/logistic.ts'
import { confidenceIn } from '../../../server/knowledge/decision.ts'
import type { Features } from '../../../server/knowledge/features.ts'
import { say, timesOf } from '../tally.ts'
import { type Answered, type Engine, miniSearch, ourEngine, plainLunr } from './engines.ts'
import { auroc, coverageAt, type Judged } from './measures.ts'
import type { PublicSet, SetQuestion } from './public-set.ts'
import { withTypos } from './typos.ts'

/** Which labelled features a fit may learn from. */
export type Sample = { features: Features; isRight: boolean }
export type Measured = { set: PublicSet; runs: Run[]; samples: Sample[] }

type Judgement = Judged & { features: Features | undefined }
export type Run = {
  engine: string
  judged: Judgement[]
  atOne: number
  atFive: number
  typosAtOne: number
  typosAtFive: number
  times: number[]
}

const TYPOS = 2
const PRECISION = 0.95
const COLUMNS = ['R@1', 'R@5', 'AUROC', 'at 95 %', '2 typos R@1', 'R@5']
const NAME_WIDTH = 28

/** Asks every engine every question of a set, once as it is and once with typos. */
export function measureSet(set: PublicSet): Measured {
  const runs = [ourEngine, plainLunr, miniSearch].map((make) => runEngine(make(set), set))
  const samples = (runs[0]?.judged ?? []).flatMap(({ features, isRight }) =>
    features ? [{ features, isRight }] : [],
  )
  return { set, runs, samples }
}

export function runEngine(engine: Engine, { questions }: PublicSet): Run {
  const answerable = questions.filter(({ right }) => right.size > 0)
  const times: number[] = []
  const plain = questions.map((one) => {
    const askedAt = performance.now()
    const answered = engine.ask(one.text, one.lang)
    times.push(performance.now() - askedAt)
    return { one, answered }
  })
  const slipped = answerable.map((one) => ({
    one,
    answered: engine.ask(withTypos(one.text, TYPOS), one.lang),
  }))
  const recall = (asked: Asked[], among: number) =>
    asked.filter(({ one, answered }) => isAmong(one, answered, among)).length / answerable.length
  return {
    engine: engine.name,
    judged: plain.map(judge),
    atOne: recall(plain, 1),
    atFive: recall(plain, 5),
    typosAtOne: recall(slipped, 1),
    typosAtFive: recall(slipped, 5),
    times,
  }
}

type Asked = { one: SetQuestion; answered: Answered }

function judge({ one, answered }: Asked): Judgement {
  return {
    isRight: isAmong(one, answered, 1),
    isAnswerable: one.right.size > 0,
    confidence: answered.confidence,
    features: answered.features,
  }
}

function isAmong({ right }: SetQuestion, { ids }: Answered, among: number): boolean {
  return ids.slice(0, among).some((id) => right.has(id))
}

/** `others`: labelled features of anything but this set. */
export function printSet({ set, runs }: Measured, others: Sample[]): void {
  const strangers = set.questions.filter(({ right }) => right.size === 0).length
  const asked = set.questions.length - strangers
  say(`\n${set.name}: ${set.texts.length} texts, ${asked} questions, ${strangers} out of scope`)
  say(`  ${''.padEnd(NAME_WIDTH)}${COLUMNS.map((name) => name.padStart(12)).join('')}`)
  for (const run of runs) {
    const { judged, atOne, atFive, typosAtOne, typosAtFive } = run
    const sureness = [auroc(judged), coverageAt(PRECISION, judged)]
    printRow(run.engine, [atOne, atFive, ...sureness, typosAtOne, typosAtFive], run.times)
    if (others.length > 0 && judged.every(({ features }) => features)) {
      const refitted = refit(judged, others)
      const shares = [auroc(refitted), coverageAt(PRECISION, refitted)]
      printRow('  fitted to all other labels', [Number.NaN, Number.NaN, ...shares])
    }
  }
}

function refit(judged: Judgement[], others: Sample[]): Judged[] {
  const by = fitLogistic(others)
  return judged.map(({ features, ...one }) =>
    features ? { ...one, confidence: confidenceIn(features, by) } : one,
  )
}

function printRow(name: string, shares: number[], times: number[] = []): void {
  const cells = shares.map((share) => (Number.isNaN(share) ? '' : (100 * share).toFixed(1)))
  const told = times.length > 0 ? `   ${timesOf(times)}` : ''
  say(`  ${name.padEnd(NAME_WIDTH)}${cells.map((cell) => cell.padStart(12)).join('')}${told}`)
}
