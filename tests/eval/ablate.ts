import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Answerer } from '../../server/knowledge/answerer.ts'
import { buildIndexes } from '../../server/knowledge/build-index.ts'
import { readLabels, samplesOf } from '../../server/knowledge/calibration/label-file.ts'
import { judgeByOthers, type Sample } from '../../server/knowledge/calibration/labels.ts'
import type { IndexData, IndexedArticle } from '../../server/knowledge/language-index.ts'
import { type RetrieverOptions, SWITCHES } from '../../server/knowledge/switches.ts'
import {
  shippedArticles,
  shippedPhrasings,
  shippedTerms,
  TODAY,
} from '../unit/knowledge/fixtures.ts'
import { engineOver } from './sets/engines.ts'
import { runEngine } from './sets/measure.ts'
import { auroc } from './sets/measures.ts'
import { asArticle, type PublicSet, readPublicSet } from './sets/public-set.ts'
import { say } from './tally.ts'

/**
 * What each part of the retriever is worth: figures with all of it, and what is lost without each; `run.mjs
 * --ablate` builds and calls it with labelled files and folders of public sets. Fusion weights stay as they
 * are; the decision's fit is made anew each time.
 */
type Figures = Record<string, number>
type Indexes = { whole: IndexData[]; bare: IndexData[] }
type Measure = (indexes: IndexData[], options: RetrieverOptions) => Figures

const NAME_WIDTH = 20
const COLUMN_WIDTH = 12

const given = process.argv.slice(2)
const isSet = (path: string) => existsSync(join(path, 'corpus.jsonl'))
const files = given.filter((path) => !isSet(path))
if (files.length > 0) ablateOwn(files)
for (const folder of given.filter(isSet)) ablateSet(readPublicSet(folder))

function ablateOwn(from: string[]): void {
  const labels = from.flatMap(readLabels)
  const terms = shippedTerms()
  const articles = shippedArticles()
  const strangers = shippedPhrasings().filter(({ slug }) => slug === undefined)
  const indexes = {
    whole: buildIndexes(articles, terms, shippedPhrasings()),
    bare: buildIndexes(articles.map(withoutExamples), terms, strangers),
  }
  ablate('our own questions', indexes, (built, options) => {
    const samples = samplesOf(new Answerer(built, options), labels, TODAY)
    const askable = samples.filter(({ isStranger }) => !isStranger)
    const share = (test: (one: Sample) => boolean) => askable.filter(test).length / askable.length
    const judged = judgeByOthers(samples)
    return {
      'R@1': share(({ isRight }) => isRight),
      'R@3': share(({ isNear }) => isNear),
      AUROC: auroc(judged.map((one) => ({ ...one, isAnswerable: !one.isStranger }))),
    }
  })
}

function ablateSet(set: PublicSet): void {
  const articles = set.texts.map(asArticle)
  const bare = buildIndexes(articles.map(withoutExamples))
  ablate(set.name, { whole: buildIndexes(articles), bare }, (built, options) => {
    const { atOne, atFive, typosAtOne } = runEngine(engineOver(built, options), set)
    return { 'R@1': atOne, 'R@5': atFive, '2 typos R@1': typosAtOne }
  })
}

function ablate(name: string, { whole, bare }: Indexes, measure: Measure): void {
  const all = measure(whole, {})
  const row = (label: string, cells: string[]) =>
    say(`  ${label.padEnd(NAME_WIDTH)}${cells.map((cell) => cell.padStart(COLUMN_WIDTH)).join('')}`)
  say(`\n${name}`)
  row('', Object.keys(all))
  row('all of it', Object.values(all).map(percent))
  const tell = (label: string, figures: Figures) =>
    row(
      `without ${label}`,
      Object.entries(figures).map(([column, value]) => signed(value - (all[column] ?? 0))),
    )
  for (const one of SWITCHES) tell(one, measure(whole, { without: [one] }))
  tell('examples', measure(bare, {}))
}

function withoutExamples(article: IndexedArticle): IndexedArticle {
  return { ...article, meta: { ...article.meta, questions: [] } }
}

function percent(share: number): string {
  return (100 * share).toFixed(1)
}

function signed(share: number): string {
  return `${share > 0 ? '+' : ''}${percent(share)}`
}
