import fusion from './data/fusion.json' with { type: 'json' }
import type { LanguageIndex } from './language-index.ts'
import { chanceScore } from './learner.ts'
import type { Nearness } from './phrasings.ts'
import { scoredEntries } from './postings.ts'
import type { Query } from './question.ts'
import { PARTS, type Part } from './switches.ts'

export { PARTS } from './switches.ts'

/** An article that has to do with a question. */
export type Hit = {
  /** Place in the index's list of articles. */
  article: number
  /** Weighted share of the best score that each part gave, 0 to 1. */
  score: number
  /** What each part said of it, as it came. */
  parts: Record<Part, number>
  /** Similarity of its nearest phrasing, by stems and by n-grams. */
  nearest: number
  nearestGrams: number
  /** The section that its nearest phrasing or heading is about. */
  nearestChunk: number | undefined
  /** That phrasing or heading among the entries of the index. */
  nearestEntry: number | undefined
}

export type Retrieval = {
  hits: Hit[]
  best: Record<Part, number>
  /** How much each part counts. */
  weights: Record<Part, number>
  /** How near the question is to those that no guide answers. */
  stranger: Stranger
}

export type Stranger = {
  /** Similarity of the nearest of them, by stems and by n-grams. */
  nearest: number
  nearestGrams: number
  /** The former among the entries of the index, with the place it has there instead of an article's. */
  entry: { group: number; entry: number } | undefined
  /** The learner's probability of being one of them, and of being none of an office's business. */
  chance: number
  outOfScope: number
}

type PartScores = Record<Part, Map<number, number>>

/** Parts that compare with titles, headings and phrasings only. */
const BY_HEADS: readonly Part[] = ['phrasings', 'grams', 'profiles', 'learner']

/**
 * Articles for a question, best first: each part's scores divided by its best one, then weighted and
 * summed. One function, so that more parts can join; a part that the index does without counts for nothing,
 * but how near the nearest phrasing is remains known.
 */
export function retrieve(index: LanguageIndex, query: Query): Retrieval {
  const phrasings = index.phrasings.search(query.stems)
  const grams = index.grams.search(query.grams)
  const chances = scoredEntries(index.learner?.search(query.all) ?? new Float64Array())
  const stranger = takeStranger(index.articles.length, phrasings, grams, chances)
  const parts: PartScores = {
    words: index.words.search(query.telling),
    sections: bestSections(index, index.sections.search(query.stemsAndPairs)),
    letters: bestSections(index, index.letters.search(query.letters)),
    phrasings: mapValues(phrasings, ({ score }) => score),
    grams: mapValues(grams, ({ score }) => score),
    profiles: scoredEntries(index.profiles.search(query.all)),
    learner: mapValues(chances, chanceScore),
  }
  for (const part of PARTS) if (index.isWithout(part)) parts[part].clear()
  const best = Object.fromEntries(
    PARTS.map((part) => [part, Math.max(0, ...parts[part].values())]),
  ) as Record<Part, number>
  const articles = new Set(PARTS.flatMap((part) => [...parts[part].keys()]))
  const weights = weightsFor(index, phrasings)
  const hits = [...articles].map((article) => ({
    article,
    score: fused(parts, best, weights, article),
    parts: partsOf(parts, article),
    nearest: nearestOf(phrasings, article),
    nearestGrams: nearestOf(grams, article),
    nearestChunk: phrasings.get(article)?.chunk,
    nearestEntry: phrasings.get(article)?.entry,
  }))
  return {
    hits: hits.sort((one, other) => other.score - one.score || one.article - other.article),
    best,
    weights,
    stranger,
  }
}

/** Questions that no guide answers stand behind the articles, and are taken out. */
function takeStranger(
  person: number,
  phrasings: Map<number, Nearness>,
  grams: Map<number, Nearness>,
  chances: Map<number, number>,
): Stranger {
  const nobody = person + 1
  const outOfScope = chances.get(nobody) ?? 0
  const stranger = {
    nearest: Math.max(nearestOf(phrasings, person), nearestOf(phrasings, nobody)),
    nearestGrams: Math.max(nearestOf(grams, person), nearestOf(grams, nobody)),
    entry: nearestEntry(phrasings, [person, nobody]),
    chance: (chances.get(person) ?? 0) + outOfScope,
    outOfScope,
  }
  for (const part of [phrasings, grams, chances]) {
    part.delete(person)
    part.delete(nobody)
  }
  return stranger
}

/**
 * Where no phrasing is near, titles and phrasings tell little of the question, and their parts count for
 * less (measured on xquad-es, whose texts have none: 76 to 91 % found first).
 */
function weightsFor(index: LanguageIndex, phrasings: Map<number, Nearness>): Record<Part, number> {
  const nearest = Math.max(0, ...[...phrasings.values()].map((found) => found.nearest))
  const trust = Math.min(1, Math.max(fusion.leastTrust, nearest / fusion.nearEnough))
  const weigh = (part: Part) =>
    index.isWithout(part) ? 0 : fusion[part] * (BY_HEADS.includes(part) ? trust : 1)
  return Object.fromEntries(PARTS.map((part) => [part, weigh(part)])) as Record<Part, number>
}

function fused(
  parts: PartScores,
  best: Record<Part, number>,
  weights: Record<Part, number>,
  article: number,
): number {
  let sum = 0
  let total = 0
  for (const part of PARTS) {
    total += weights[part]
    if (best[part] > 0) sum += (weights[part] * (parts[part].get(article) ?? 0)) / best[part]
  }
  return sum / (total || 1)
}

/** Each article by its best section. */
function bestSections(index: LanguageIndex, scores: Map<number, number>): Map<number, number> {
  const best = new Map<number, number>()
  for (const [section, score] of scores) {
    const article = index.sectionOf[section]?.article ?? -1
    if (score > (best.get(article) ?? 0)) best.set(article, score)
  }
  return best
}

function partsOf(parts: PartScores, article: number): Record<Part, number> {
  return Object.fromEntries(PARTS.map((part) => [part, parts[part].get(article) ?? 0])) as Record<
    Part,
    number
  >
}

function nearestEntry(found: Map<number, Nearness>, groups: number[]): Stranger['entry'] {
  const [group] = [...groups].sort((one, other) => nearestOf(found, other) - nearestOf(found, one))
  const entry = group === undefined ? undefined : found.get(group)?.entry
  return group === undefined || entry === undefined ? undefined : { group, entry }
}

function nearestOf(found: Map<number, Nearness>, article: number): number {
  return found.get(article)?.nearest ?? 0
}

function mapValues<Value, Result>(
  map: Map<number, Value>,
  change: (value: Value) => Result,
): Map<number, Result> {
  return new Map([...map].map(([key, value]) => [key, change(value)]))
}
