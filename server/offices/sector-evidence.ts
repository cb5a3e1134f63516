import { isManner } from './sector-cues.ts'
import { applyCues } from './sector-effects.ts'
import type { SectorIndex } from './sector-index.ts'
import type { Reading, ReadWord } from './sector-reading.ts'
import { countAll, type Evidence, findTrades, positions } from './sector-trades.ts'

const ROLE_WEIGHTS = { own: 1, customer: 0.12, denied: 0.05, place: 0.05 }
/** What a word outside all phrases says at most. */
const LEANING = 0.6

/** Everything in a text that speaks for some division. */
export function gatherEvidence(index: SectorIndex, reading: Reading): Evidence[] {
  const trades = reading.clauses
    .flatMap((clause) => findTrades(index, reading, clause))
    .filter((trade) => !isWordsOfManner(reading, trade))
  // Of "taller de" the "taller" still says something; a bare "tengo" does not.
  const cues = reading.cues.filter(({ kind, from, to }) => kind !== 'self' || to - from === 1)
  const spans = [...trades, ...cues]
  const covered = new Set(spans.flatMap(positions))
  const leanings = reading.words.flatMap((word, at) =>
    covered.has(at) ? [] : leaningsOf(index, word, at),
  )
  return [...applyCues(index, reading, trades), ...leanings].map((one) => ({
    ...one,
    weight: one.weight * ROLE_WEIGHTS[reading.words[one.from]?.role ?? 'own'],
  }))
}

function isWordsOfManner({ cues }: Reading, trade: Evidence): boolean {
  return cues.some(({ kind, from, to }) => isManner(kind) && from <= trade.from && trade.to <= to)
}

/** What a word outside all phrases still says by the phrases that use it. */
function leaningsOf({ leanings, topics }: SectorIndex, word: ReadWord, at: number): Evidence[] {
  const isMute = word.isLinking || topics.has(word.root)
  const counts = isMute ? undefined : leanings.get(word.root)
  const all = countAll(counts)
  return (counts ?? []).map(({ division, count }) => ({
    division,
    weight: LEANING * word.certainty * (count / all) * Math.min(1, 0.4 + 0.2 * count),
    from: at,
    to: at + 1,
    clause: word.clause,
    by: 'leaning',
  }))
}
