import fusion from './data/fusion.json' with { type: 'json' }
import type { LanguageIndex } from './language-index.ts'
import { chanceScore } from './learner.ts'
import { type Nearness, NO_ENTRY } from './phrasings.ts'
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
  /** Which of all entries that is. */
  nearestEntry: number | undefined
}

export type Retrieval = {
  hits: Hit[]
  best: Record<Part, number>
  /** How much each part counted. */
  weights: Record<Part, number>
  /** How near the question is to those that no guide answers. */
  stranger: Stranger
}

type Stranger = {
  /** Similarity of the nearest of them, by stems and by n-grams. */
  nearest: number
  nearestGrams: number
  /** Which of all entries is the nearest by stems. */
  entry: number | undefined
  /** The learner's probability of being one of them, and of being none of an office's business. */
  chance: number
  outOfScope: number
}

/** Similarity of phrasings that say the same in nearly the same words. */
const NEARLY_SAME = 0.9

/** The score that a part gives each article, by its number. */
type PartScores = Record<Part, Float32Array>
type Candidate = { article: number; score: number }

/** Parts that compare with titles, headings and phrasings only. */
const BY_HEADS: readonly Part[] = ['phrasings', 'grams', 'profiles']
/** More articles than anybody is shown; of ten thousand, most share some small word with a question. */
const MOST_HITS = 200
/** Articles whose sentences are read for a question: more of them find no more. */
const MOST_COMPARED = 30
const NOTHING = new Float32Array(0)
const SCORE_STEPS = 1_000

/**
 * Articles for a question, best first: each part's scores divided by its best one, then weighted and
 * summed. One function, so that more parts can join; a part that the index does without counts for nothing,
 * but how near the nearest phrasing is remains known.
 */
export function retrieve(index: LanguageIndex, query: Query): Retrieval {
  const size = index.articles.length
  const phrasings = index.phrasings.search(query.stems, size)
  const grams = index.grams.search(query.grams, size)
  const learnt = learntScores(index, query)
  const parts: PartScores = {
    words: index.words.search(query.telling),
    sections: bestSections(index, index.sections.search(query.stemsAndPairs)),
    letters: bestSections(index, index.letters?.search(query.letters) ?? NOTHING),
    sentences: new Float32Array(size),
    phrasings: phrasings.scores,
    grams: grams.scores,
    profiles: index.profiles.search(query.all),
    learner: learnt.scores,
  }
  if (index.learner) {
    guessLearnt(index, parts)
    trustSame(phrasings.nearest, parts.learner)
  }
  for (const part of PARTS) {
    for (const article of index.gone) parts[part][article] = 0
    if (index.isWithout(part)) parts[part].fill(0)
  }
  const weights = weightsFor(index, phrasings)
  const best = Object.fromEntries(PARTS.map((part) => [part, highest(parts[part])])) as Record<
    Part,
    number
  >
  const fused = fuse(parts, best, weights)
  if (!index.isWithout('sentences')) {
    best.sentences = compareSentences(index, query, fused, parts.sentences)
    addPart(fused, parts.sentences, best.sentences, shareOf('sentences', weights))
  }
  const hits = bestOf(fused).map(({ article, score }) => ({
    article,
    score,
    parts: partsOf(parts, article),
    nearest: phrasings.nearest[article] ?? 0,
    nearestGrams: grams.nearest[article] ?? 0,
    nearestChunk: index.examples.chunkOf(phrasings.entries[article] ?? NO_ENTRY),
    nearestEntry: entryOrNone(phrasings.entries[article]),
  }))
  const near = {
    nearest: phrasings.stranger,
    nearestGrams: grams.stranger,
    entry: entryOrNone(phrasings.strangerEntry),
  }
  return { hits, best, weights, stranger: { ...near, ...asStrange(learnt.stranger, near.nearest) } }
}

/** A phrasing that was accepted a moment ago counts as if the learner knew it. */
function trustSame(nearest: Float32Array, learner: Float32Array): void {
  for (let article = 0; article < nearest.length; article++) {
    const same = nearest[article] ?? 0
    if (same >= NEARLY_SAME) learner[article] = Math.max(learner[article] ?? 0, same)
  }
}

function asStrange<Learnt extends Pick<Stranger, 'chance'>>(
  learnt: Learnt,
  nearest: number,
): Learnt {
  return nearest < NEARLY_SAME ? learnt : { ...learnt, chance: Math.max(learnt.chance, nearest) }
}

/**
 * What came since the learner was trained stands with it as it stands by its profile: with nothing, it
 * would come behind everything else until the next build.
 */
function guessLearnt(index: LanguageIndex, { profiles, learner }: PartScores): void {
  const share = highest(learner) / (highest(profiles) || 1)
  for (let article = 0; article < learner.length; article++) {
    if (index.learntAs(article) === undefined) learner[article] = share * (profiles[article] ?? 0)
  }
}

/** What the learner makes of each article, and of those that no guide answers. */
function learntScores(
  index: LanguageIndex,
  query: Query,
): { scores: Float32Array; stranger: Pick<Stranger, 'chance' | 'outOfScope'> } {
  const scores = new Float32Array(index.articles.length)
  const chances = index.learner?.search(query.all)
  if (!chances) return { scores, stranger: { chance: 0, outOfScope: 0 } }
  for (let article = 0; article < scores.length; article++) {
    const chance = chances[index.learntAs(article) ?? -1] ?? 0
    if (chance > 0) scores[article] = chanceScore(chance)
  }
  const [person = 0, outOfScope = 0] = chances.slice(-2)
  return { scores, stranger: { chance: person + outOfScope, outOfScope } }
}

/**
 * Where no phrasing is near, or guides have none, titles and phrasings tell little of the question, and
 * their parts count for less; of nothing but titles nothing can be learnt. What guides say sentence by
 * sentence counts for more there (measured on xquad-es, squad-es and kb-ms-es, whose texts have none).
 */
function weightsFor(index: LanguageIndex, { nearest }: Nearness): Record<Part, number> {
  for (const article of index.gone) nearest[article] = 0
  const known = Math.min(1, index.phrasingsEach / fusion.enoughPhrasings)
  const near = Math.min(1, Math.max(fusion.leastTrust, highest(nearest) / fusion.nearEnough))
  const trust = near * (fusion.leastTrust + (1 - fusion.leastTrust) * known)
  const weigh = (part: Part) => {
    if (index.isWithout(part)) return 0
    if (part === 'learner') return fusion.learner * trust * known
    if (part === 'sentences') return fusion.sentences - fusion.fewerSentences * known
    return fusion[part] * (BY_HEADS.includes(part) ? trust : 1)
  }
  return Object.fromEntries(PARTS.map((part) => [part, weigh(part)])) as Record<Part, number>
}

/**
 * Scores the articles that are near by all other parts by how much of the question one sentence says, and
 * gives the best of these scores.
 */
function compareSentences(
  index: LanguageIndex,
  { stems: { features, weights } }: Query,
  others: Float32Array,
  scores: Float32Array,
): number {
  const worth = new Map(
    features.map((stem, at): [number, number] => [stem, (weights[at] ?? 0) * index.idf(stem)]),
  )
  for (const { article } of bestOf(others).slice(0, MOST_COMPARED)) {
    scores[article] = index.sentences.score(article, worth)
  }
  return highest(scores)
}

function fuse(
  parts: PartScores,
  best: Record<Part, number>,
  weights: Record<Part, number>,
): Float32Array {
  const fused = new Float32Array(parts.words.length)
  for (const part of PARTS) addPart(fused, parts[part], best[part], shareOf(part, weights))
  return fused
}

function shareOf(part: Part, weights: Record<Part, number>): number {
  const total = PARTS.reduce((sum, each) => sum + weights[each], 0)
  return weights[part] / (total || 1)
}

/** A part's scores, as shares of the best of them. */
function addPart(fused: Float32Array, scores: Float32Array, best: number, share: number): void {
  if (best === 0 || share === 0) return
  for (let article = 0; article < fused.length; article++) {
    fused[article] = (fused[article] ?? 0) + (share / best) * (scores[article] ?? 0)
  }
}

/** The articles with the highest scores above 0, the highest first. */
function bestOf(scores: Float32Array): Candidate[] {
  const least = leastOfBest(scores)
  const best: Candidate[] = []
  for (let article = 0; article < scores.length; article++) {
    const score = scores[article] ?? 0
    if (score > 0 && score >= least) best.push({ article, score })
  }
  return best.sort((one, other) => other.score - one.score || one.article - other.article)
}

/** A score that about `MOST_HITS` articles reach, by counting: sorting thousands would take longer. */
function leastOfBest(scores: Float32Array): number {
  const counts = new Int32Array(SCORE_STEPS + 1)
  for (const score of scores) {
    const step = Math.floor(Math.min(1, score) * SCORE_STEPS)
    counts[step] = (counts[step] ?? 0) + 1
  }
  let found = 0
  for (let step = SCORE_STEPS; step > 0; step--) {
    found += counts[step] ?? 0
    if (found >= MOST_HITS) return step / SCORE_STEPS
  }
  return 0
}

/** Each article by its best section. */
function bestSections(index: LanguageIndex, scores: Float32Array): Float32Array {
  const best = new Float32Array(index.articles.length)
  for (let article = 0, section = 0; article < best.length; article++) {
    const end = index.sectionStarts[article + 1] ?? 0
    let most = 0
    for (; section < end; section++) most = Math.max(most, scores[section] ?? 0)
    best[article] = most
  }
  return best
}

function partsOf(parts: PartScores, article: number): Record<Part, number> {
  return Object.fromEntries(PARTS.map((part) => [part, parts[part][article] ?? 0])) as Record<
    Part,
    number
  >
}

function entryOrNone(entry = NO_ENTRY): number | undefined {
  return entry === NO_ENTRY ? undefined : entry
}

function highest(scores: Float32Array): number {
  let most = 0
  for (const score of scores) if (score > most) most = score
  return most
}
