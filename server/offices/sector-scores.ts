import { gatherEvidence } from './sector-evidence.ts'
import type { SectorIndex } from './sector-index.ts'
import { isAnnounced, isOwned, isTopical, isWished } from './sector-manner.ts'
import type { Reading } from './sector-reading.ts'
import type { Evidence } from './sector-trades.ts'

/** A section with its best division and all that speaks for that. */
export type ScoredSection = {
  section: string
  division: string
  score: number
  evidence: Evidence[]
}

/** The first trade named is usually the firm's own; each later clause and trade counts less. */
const LATER_CLAUSE = 0.6
const LATER_TRADE = 0.75
/** "con bar", "with a spa": an addition to the trade before. */
const ADDITION = 0.6
const WITH = new Set('con with amb com avec mit'.split(' '))
/** Divisions whose firms serve all others: "mi gestoría" is not the one that asks. */
export const SUPPLIERS = new Set('35 53 58 59 60 61 62 63 64 65 66 69 70 73 82 84'.split(' '))
/** A trade in a question or wish is a topic; one after "mi" or "somos" is the firm's. */
const WISHED = 0.5
/** What every firm asks about hides its own trade beside it. */
const TOPICAL = 0.8
const ANNOUNCED = 1.25
const MAIN = 1.8
/** How far a word such as "principalmente" reaches, in words. */
const MAIN_REACH = 6
/** Evidence below this names no trade of its own. */
const NAMES_TRADE = 0.3
/** A trade this strong beside the first is named on a level with it. */
const LEVEL = 0.5
const AND = new Set('y e i and et eta und'.split(' '))
const ALSO = new Set('tambien ademas tamen tambe also aussi auch otra otro una unha'.split(' '))
/** A second article begins a second firm: "un bar y tienda" is one. */
const A = new Set(
  'un una unha uma a an une eine ein otra otro tambien ademas tamen tambe also'.split(' '),
)
/** What several pieces of evidence for one division add to the best of them. */
const FURTHER = 0.6
/** How much the other divisions of a section speak for the section. */
const SIBLINGS = 0.3

/** The sections a text speaks for, best first. */
export function scoreSections(index: SectorIndex, reading: Reading): ScoredSection[] {
  const byDivision = groupBy(weigh(index, reading), ({ division }) => division)
  const scored = [...byDivision].map(([at, evidence]): ScoredSection => {
    const { section, code } = index.divisions[at] ?? { section: '', code: '' }
    return { section, division: code, score: sumUp(evidence), evidence }
  })
  const bySection = groupBy(scored, ({ section }) => section)
  return [...bySection.values()]
    .flatMap((divisions) => {
      const [best, ...others] = divisions.sort((a, b) => b.score - a.score)
      const siblings = others.reduce((sum, { score }) => sum + score, 0)
      return best ? [{ ...best, score: best.score + SIBLINGS * siblings }] : []
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
}

/** Evidence by its place in the text and the manner it is said in. */
function weigh(index: SectorIndex, reading: Reading): Evidence[] {
  const evidence = gatherEvidence(index, reading)
  const named = evidence.filter(({ by, weight }) => by !== 'leaning' && weight > NAMES_TRADE)
  const factorOf = (one: Evidence) => {
    const order = isMain(reading, one) ? MAIN : orderWeight(reading, named, one)
    return order * mannerWeight(index, reading, one)
  }
  // A word leans to many divisions, all in the same place and manner.
  const ofWords = new Map<number, number>()
  return evidence.map((one) => {
    const known = one.by === 'leaning' ? ofWords.get(one.from) : undefined
    const factor = known ?? factorOf(one)
    if (one.by === 'leaning') ofWords.set(one.from, factor)
    return { ...one, weight: one.weight * factor }
  })
}

function mannerWeight(index: SectorIndex, reading: Reading, one: Evidence): number {
  const isSupplier = SUPPLIERS.has(index.divisions[one.division]?.code ?? '')
  if (!isSupplier && isOwned(reading, one)) return ANNOUNCED
  if (isWished(reading, one)) return WISHED
  if (isTopical(index, reading, one)) return TOPICAL
  return isAnnounced(reading, one) ? ANNOUNCED : 1
}

function isMain({ cues }: Reading, { from }: Evidence): boolean {
  // "Sobre todo papelería, pero hacemos fotocopias": the other statement is not the main one.
  const turn = cues.findLast((cue) => cue.kind === 'contrast' && cue.from <= from)?.from ?? 0
  return cues.some(
    ({ kind, to }) => kind === 'main' && to > turn && from >= to && from < to + MAIN_REACH,
  )
}

function orderWeight({ words }: Reading, named: Evidence[], one: Evidence): number {
  const clauses = new Set(named.map(({ clause }) => clause).filter((clause) => clause < one.clause))
  const before = named.filter(({ clause, to }) => clause === one.clause && to <= one.from)
  const starts = new Set(before.map(({ from }) => from))
  const gap = words.slice(Math.max(0, one.from - 2), one.from)
  // "Con el camión recogemos cartón": the means come first, the trade behind them.
  const others = named.some(({ clause, from }) => clause === one.clause && from !== one.from)
  const isAddition = others && gap.some(({ word }) => WITH.has(word))
  return LATER_CLAUSE ** clauses.size * LATER_TRADE ** starts.size * (isAddition ? ADDITION : 1)
}

/** "Un bar y una peluquería": two firms of two sections, and nothing says which one asks. */
export function isDivided({ words, clauses, cues }: Reading, sections: ScoredSection[]): boolean {
  const [one, other] = sections.slice(0, 2).map(strongest)
  if (cues.some(({ kind }) => kind === 'main')) return false
  if (!one || !other || one.by === 'leaning' || other.by === 'leaning') return false
  const [first, second] = one.from < other.from ? [one, other] : [other, one]
  if (other.weight < LEVEL * one.weight || clauses[second.clause]?.isAsked) return false
  const between = words.slice(first.to, second.from)
  const isFree = between.every(
    ({ role, isLinking, word }) => role === 'own' && (isLinking || ALSO.has(word)),
  )
  return (
    isFree && between.some(({ word }) => AND.has(word)) && between.some(({ word }) => A.has(word))
  )
}

function strongest({ evidence }: ScoredSection): Evidence | undefined {
  return [...evidence].sort((a, b) => b.weight - a.weight)[0]
}

function sumUp(evidence: Evidence[]): number {
  const [best = 0, ...others] = evidence.map(({ weight }) => weight).sort((a, b) => b - a)
  return best + FURTHER * others.reduce((sum, weight) => sum + weight, 0)
}

function groupBy<Item, Key>(items: Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
