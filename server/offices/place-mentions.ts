import type { Place, PlaceIndex } from './place-index.ts'
import {
  hasWord,
  isCapitalised,
  isNameContinued,
  locate,
  type SpokenText,
} from './place-location.ts'
import { CLAUSE_END, readWords, type Word } from './wording.ts'

/** A place named in a text. `weight`: how much it reads as the company's own location. */
export type Mention = { places: Place[]; weight: number; to: number }

/** Names of towns have up to six words. */
const MAX_NAME_WORDS = 6
/** A text says where the firm is early on; the rest only costs time. */
const MAX_WORDS = 200
const SENTENCE_END = /[.!?¿¡:\n]/
/** Endings of declined names, the shortest first, and what they leave at least. */
const ENDINGS =
  'n k an en dik go ko on in un ak ra ean goa goak era koa koak eko ren tik tar rren etik ekoa rako etan tarra ekoak rreko raino etako tarrak'.split(
    ' ',
  )
const MIN_DECLINED = 4

/** Every place a text names, the longest names where they overlap. */
export function findMentions(index: PlaceIndex, text: string): Mention[] {
  const words = readWords(text).slice(0, MAX_WORDS)
  const said: SpokenText = {
    words,
    clauses: countClauses(words),
    usesCapitals: usesCapitals(words),
  }
  const mentions: Mention[] = []
  for (let start = 0; start < words.length; ) {
    const mention = mentionAt(index, said, start)
    if (mention) mentions.push(mention)
    start = mention?.to ?? start + 1
  }
  return mentions
}

function countClauses(words: Word[]): number[] {
  let clause = 0
  return words.map(({ word, gap }, at) => {
    if (at > 0 && (CLAUSE_END.test(gap) || hasWord('contrast', word))) clause += 1
    return clause
  })
}

/** Whether the writer gives names a capital; one at a sentence's start says nothing. */
function usesCapitals(words: Word[]): boolean {
  return words.some((word, at) => at > 0 && !SENTENCE_END.test(word.gap) && isCapitalised(word))
}

function mentionAt(index: PlaceIndex, said: SpokenText, start: number): Mention | undefined {
  const { words, clauses } = said
  for (let size = Math.min(MAX_NAME_WORDS, words.length - start); size > 0; size -= 1) {
    const to = start + size
    if (clauses[to - 1] !== clauses[start]) continue
    const key = words
      .slice(start, to)
      .map(({ word }) => word)
      .join(' ')
    const places = index.byName.get(key) ?? findDeclined(index, key)
    const span = { from: start, to }
    if (!places || isNameContinued(said, span)) continue
    if (index.commonNames.has(key) && !isMeantAsPlace(said, span, index.tradeNames.has(key)))
      continue
    return { places, to, weight: locate(said, span).weight }
  }
  return undefined
}

/** "donostian" → "donostia", "gasteizko" → "gasteiz", where that is a place that is so declined. */
function findDeclined(index: PlaceIndex, key: string): Place[] | undefined {
  for (const ending of ENDINGS) {
    const stem = key.slice(0, -ending.length)
    if (!key.endsWith(ending) || stem.length < MIN_DECLINED || index.commonNames.has(stem)) continue
    const places = index.byName.get(stem)
    if (places?.every(({ nuts2 }) => index.declining.has(nuts2))) return places
  }
  return undefined
}

/** Whether a name that is an ordinary word, too, is meant as a place. */
function isMeantAsPlace(
  said: SpokenText,
  { from, to }: { from: number; to: number },
  isTrade: boolean,
): boolean {
  const { words, clauses } = said
  const isAlone = clauses[from - 1] !== clauses[from] && clauses[to] !== clauses[from]
  const { preposition } = locate(said, { from, to })
  const isLocated = clauses[to] !== clauses[from] && preposition === 'at'
  if (!said.usesCapitals && isLocated && !isTrade) return true
  if (!isCapitalised(words[from]) && !isCapitalised(words[to - 1])) return false
  if (isAlone) return true
  const isFollowed = isCapitalised(words[to]) && clauses[to] === clauses[from]
  const isLed = isCapitalised(words[from - 1]) && words[from]?.gap === ' '
  const isMidSentence = from > 0 && !SENTENCE_END.test(words[from]?.gap ?? '')
  return isMidSentence && !isFollowed && !isLed
}
