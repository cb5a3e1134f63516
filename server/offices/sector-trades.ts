import { type Leaning, MAX_TRADE_WORDS, type SectorIndex, type Trade } from './sector-index.ts'
import type { Clause, Reading, ReadWord } from './sector-reading.ts'
import { likeness } from './wording.ts'

/** Something in a text that speaks for a division. `from` and `to` count the reading's words. */
export type Evidence = {
  division: number
  weight: number
  from: number
  to: number
  clause: number
  by: 'trade' | 'cue' | 'leaning'
}
type Span = { from: number; to: number }
type Match = Span & { found: Evidence[]; worth: number }

/** Words that more divisions than this share, such as "empresa", add little to a phrase. */
const COMMON_IN = 12
const COMMON_WORD = 0.35
/** How much a phrase of a language counts in a text that does not seem to be in it. */
const OTHER_LANGUAGE = 0.7
/** Divisions whose spelling is almost as close as the closest share the evidence. */
const ALMOST = 0.9
const AND = new Set('y e i and et eta und'.split(' '))

/** The phrases of the list in a clause, the most telling first, none overlapping. */
export function findTrades(index: SectorIndex, reading: Reading, clause: Clause): Evidence[] {
  const content = positions(clause).filter((at) => !reading.words[at]?.isLinking)
  const matches = content.flatMap((first, start) => {
    const following = content.slice(start + 1, start + MAX_TRADE_WORDS)
    const runs = following.map((_, more) => [first, ...following.slice(0, more + 1)])
    const isPaired = isCoordinated(reading, first, following[0])
    const skipping =
      isPaired && !isMade(reading, following[0])
        ? runs.slice(1).map(([one, , ...others]) => [one ?? first, ...others])
        : []
    return [[first], ...runs, ...skipping].map((at) => matchTrade(index, reading, at))
  })
  const kept: Match[] = []
  for (const match of matches.sort((a, b) => b.worth - a.worth)) {
    const isFree = kept.every(({ from, to }) => match.to <= from || match.from >= to)
    if (match.worth > 0 && isFree) kept.push(match)
  }
  return kept.flatMap(({ found }) => found)
}

/** "cría y venta de perros": each of the two goes with what follows. */
function isCoordinated({ words }: Reading, one: number, other: number | undefined): boolean {
  return other === one + 2 && AND.has(words[one + 1]?.word ?? '')
}

/** "diseño y fabricación de máquinas" is no design of machines. */
function isMade({ cues }: Reading, at: number | undefined): boolean {
  return cues.some(({ kind, from }) => kind === 'manufacture' && from === at)
}

export function positions({ from, to }: Span): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)
}

export function countAll(leanings: Leaning[] | undefined): number {
  return Math.max(1, leanings?.reduce((sum, { count }) => sum + count, 0) ?? 1)
}

function matchTrade(index: SectorIndex, { words, languages }: Reading, at: number[]): Match {
  const span = { from: at[0] ?? 0, to: (at.at(-1) ?? 0) + 1 }
  const said = at.flatMap((position) => words[position] ?? [])
  const trades = tradesSaid(index, said)
  const byDivision = new Map<number, number>()
  for (const trade of trades) {
    const share = OTHER_LANGUAGE + (1 - OTHER_LANGUAGE) * (languages.get(trade.lang) ?? 0)
    const weight = spelling(trade, said) * share
    byDivision.set(trade.division, Math.max(byDivision.get(trade.division) ?? 0, weight))
  }
  const best = Math.max(...byDivision.values())
  const kept = [...byDivision].filter(([, weight]) => weight >= best * ALMOST)
  const size = tellingSize(index, said)
  const found = kept.map(([division, weight]): Evidence => {
    const whole = weight * size * purity(index, division, said)
    const clause = said[0]?.clause ?? 0
    return { ...span, division, weight: whole / kept.length, clause, by: 'trade' }
  })
  return { ...span, found, worth: found.reduce((sum, { weight }) => sum + weight, 0) }
}

/** Two words count in either order: "mantenimiento de piscinas", "piscinas, mantenimiento". */
function tradesSaid({ trades }: SectorIndex, said: ReadWord[]): Trade[] {
  const roots = said.map(({ root }) => root)
  const inOrder = trades.get(roots.join(' '))
  if (inOrder || said.length !== 2) return inOrder ?? []
  const turned = trades.get(roots.toReversed().join(' ')) ?? []
  return turned.map((trade) => ({ ...trade, words: trade.words.toReversed() }))
}

/** How closely the words said are those of the list, times how certainly they were understood. */
function spelling({ words }: Trade, said: ReadWord[]): number {
  return said.reduce(
    (product, { word, certainty }, at) =>
      product * (certainty < 1 ? certainty : likeness(word, words[at] ?? '')),
    1,
  )
}

/** How much a phrase says by its length in words that few divisions share. */
function tellingSize({ leanings }: SectorIndex, said: ReadWord[]): number {
  const telling = said.reduce((sum, { root }) => {
    const isCommon = (leanings.get(root)?.length ?? 0) > COMMON_IN
    return sum + (isCommon ? COMMON_WORD : 1)
  }, 0)
  return said.length === 1 ? 1 : Math.max(1, telling) ** 0.75
}

/** One word alone says the less, the more divisions use it. */
function purity({ leanings }: SectorIndex, division: number, said: ReadWord[]): number {
  if (said.length > 1) return 1
  const counts = leanings.get(said[0]?.root ?? '')
  const own = counts?.find((leaning) => leaning.division === division)
  return 0.55 + (0.45 * (own?.count ?? 0)) / countAll(counts)
}
