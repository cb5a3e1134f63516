import type { SectorIndex } from './sector-index.ts'
import {
  isAnnounced,
  isDefinite,
  isOwned,
  isPossessed,
  isTopical,
  wishesAround,
  wordsBefore,
} from './sector-manner.ts'
import type { Reading, ReadWord } from './sector-reading.ts'
import { type ScoredSection, SUPPLIERS } from './sector-scores.ts'
import type { Evidence } from './sector-trades.ts'

type Features = Record<string, number>

/**
 * Weights of a logistic regression: what tells a firm that states its trade from a question that
 * only mentions one. Source: fitted in November 2026 on 896 statements and 845 other questions.
 */
const WEIGHTS: Features = {
  bias: -2.2,
  score: 4,
  rival: -1,
  opens: 1.9,
  announced: 0.4,
  owned: 0.8,
  definite: -2,
  supplier: -2.4,
  asked: -0.6,
  wished: -2.4,
  later: -2.6,
  serving: -0.5,
  topic: -2.7,
  topics: -1.3,
  known: 3.1,
  whole: 4.4,
  located: 1.6,
}

/** How likely it is that the text states the firm's own trade and that the first section is it. */
export function statementChance(
  index: SectorIndex,
  reading: Reading,
  sections: ScoredSection[],
): number {
  const found = features(index, reading, sections)
  const sum = Object.entries(WEIGHTS).reduce(
    (total, [name, weight]) => total + weight * (found[name] ?? 0),
    0,
  )
  return 1 / (1 + Math.exp(-sum))
}

/** What `WEIGHTS` weighs, from 0 to 1 except for the logarithm of the score. */
function features(index: SectorIndex, reading: Reading, sections: ScoredSection[]): Features {
  const [best, second] = sections
  const { words } = reading
  const top = best?.evidence.reduce((a, b) => (b.weight > a.weight ? b : a))
  if (!best || !top) return {}
  const isSupplier = SUPPLIERS.has(best.division)
  const isOwn = !isSupplier && isOwned(reading, top)
  const wishes = isOwn ? [] : wishesAround(reading, top)
  return {
    bias: 1,
    score: Math.log(Math.max(0.05, best.score)),
    rival: (second?.score ?? 0) / best.score,
    opens: Math.max(0, 1 - wordsBefore(reading, top) / 2),
    announced: Number(isAnnounced(reading, top)),
    owned: Number(isOwn),
    definite: Number(isDefinite(reading, top)),
    supplier: Number(isSupplier && isPossessed(reading, top)),
    asked: Number(!isOwn && reading.clauses[top.clause]?.isAsked === true),
    wished: Number(wishes.some(({ from }) => from <= top.from)),
    later: Number(wishes.some(({ from }) => from > top.from)),
    serving: Number(isSupplier),
    topic: Number(isTopical(index, reading, top)),
    topics: shareOfTopics(index, reading, top),
    known: shareOfKnown(reading, top),
    whole: Number(isNothingElse(index, reading, sections)),
    located: Number(words.some((word) => isPlaceName(index, word))),
  }
}

/** Share of a clause's words that the pack knows, places included. */
function shareOfKnown({ words }: Reading, { clause }: Evidence): number {
  const said = words.filter((word) => word.clause === clause && !word.isLinking)
  const known = said.filter(({ certainty, role }) => certainty > 0 || role === 'place')
  return known.length / Math.max(1, said.length)
}

/** Share of a clause's words that every firm asks about. */
function shareOfTopics({ topics }: SectorIndex, { words }: Reading, { clause }: Evidence): number {
  const said = words.filter((word) => word.clause === clause && !word.isLinking)
  return said.filter(({ root }) => topics.has(root)).length / Math.max(1, said.length)
}

/** Whether the firm's part of the text is trades and places only, as typed into a field "activity". */
function isNothingElse(
  index: SectorIndex,
  { words, cues, clauses }: Reading,
  sections: ScoredSection[],
): boolean {
  if (clauses.some(({ isAsked }) => isAsked)) return false
  if (cues.some(({ kind }) => kind === 'asking')) return false
  const trades = sections.flatMap(({ evidence }) => evidence).filter(({ by }) => by !== 'leaning')
  const spans = [...trades, ...cues.filter(({ kind }) => kind === 'self' || kind === 'customers')]
  return words.every(
    (word, at) =>
      word.isLinking ||
      word.role !== 'own' ||
      isPlaceName(index, word) ||
      spans.some(({ from, to }) => from <= at && at < to),
  )
}

/** A name that is no known word: mostly the town. */
function isPlaceName(
  { topics }: SectorIndex,
  { role, root, isCapital, certainty }: ReadWord,
): boolean {
  return role === 'place' || (isCapital && certainty === 0 && !topics.has(root))
}
