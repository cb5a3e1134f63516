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
export type Mention = {
  /** None for a place abroad. */
  places: Place[]
  /** Of several places the one that is meant unless a region or province says otherwise. */
  likeliest: Place | undefined
  weight: number
  to: number
  /** Where the name ends that this one follows directly: "Mérida, Yucatán", "Mérida (Yucatán)". */
  leadsOn: number | undefined
}

/** Names of towns have up to seven words. */
const MAX_NAME_WORDS = 7
/** A text says where the firm is early on; the rest only costs time. */
const MAX_WORDS = 200
/** Several shortened words in one name have few spellings; a hostile text shall not have many. */
const MAX_SPELLINGS = 64
/** Between a shortened word and the next: ". ", "/". */
const ABBREVIATED = /^[./]?\s*$/
/** "Chamartín, provincia de Ávila" */
const MAX_BETWEEN = 2
/** Between a town and its country. */
const BESIDE = /^\s*[,(/-]?\s*$/
const SENTENCE_END = /[.!?¿¡:\n]/
/** Endings of declined names, the shortest first, and what they leave at least. */
const ENDINGS =
  'n k an en dik go ko on in un ak ra ean goa goak era koa koak eko ren tik tar rren etik ekoa rako etan tarra ekoak rreko raino etako tarrak'.split(
    ' ',
  )
const MIN_DECLINED = 4

/** Every place a text names, the longest names where they overlap. */
export function findMentions(index: PlaceIndex, text: string): Mention[] {
  const words = withoutPoints(index, readWords(text).slice(0, MAX_WORDS))
  const said: SpokenText = {
    words,
    clauses: countClauses(words),
    usesCapitals: usesCapitals(words),
  }
  const mentions: Mention[] = []
  for (let start = 0; start < words.length; ) {
    const mention = mentionAt(index, said, start)
    if (mention) mentions.push({ ...mention, leadsOn: precedingName(said, mentions, start) })
    start = mention?.to ?? start + 1
  }
  return mentions
}

/** The point of "Sta. Cruz" ends no sentence. */
function withoutPoints({ abbreviations }: PlaceIndex, words: Word[]): Word[] {
  return words.map((word, at) => {
    const isShortened = abbreviations.has(words[at - 1]?.word ?? '')
    return isShortened && ABBREVIATED.test(word.gap) ? { ...word, gap: ' ' } : word
  })
}

/** The end of the name that stands right before `start`, over a preposition at most. */
function precedingName(
  { words }: SpokenText,
  mentions: Mention[],
  start: number,
): number | undefined {
  const last = mentions.at(-1)
  if (!last) return undefined
  const gaps = words.slice(last.to, start + 1).map(({ gap }) => gap)
  const isLinked = words
    .slice(last.to, start)
    .every(({ word }) => hasWord('of', word) || hasWord('area', word))
  const isNear = start - last.to <= MAX_BETWEEN && isLinked && gaps.every((gap) => BESIDE.test(gap))
  return isNear ? last.to : undefined
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

function mentionAt(
  index: PlaceIndex,
  said: SpokenText,
  start: number,
): Omit<Mention, 'leadsOn'> | undefined {
  const { words, clauses } = said
  for (let size = Math.min(MAX_NAME_WORDS, words.length - start); size > 0; size -= 1) {
    const to = start + size
    if (clauses[to - 1] !== clauses[start]) continue
    const key = words
      .slice(start, to)
      .map(({ word }) => word)
      .join(' ')
    const places =
      index.byName.get(key) ??
      findDeclined(index, key) ??
      findShortened(index, words.slice(start, to))
    const span = { from: start, to }
    if (!places || isNameContinued(said, span)) continue
    if (index.commonNames.has(key) && !isMeantAsPlace(said, span, index.tradeNames.has(key)))
      continue
    const likeliest = index.dominant.get(key)
    return { places, likeliest, to, weight: locate(said, span).weight }
  }
  return undefined
}

/** "sta cruz tfe" → "santa cruz tenerife"; at least one word is written out. */
function findShortened({ byName, abbreviations }: PlaceIndex, words: Word[]): Place[] | undefined {
  const forms = words.map(({ word }) => [word, ...(abbreviations.get(word) ?? [])])
  const isPlain = forms.every(({ length }) => length === 1)
  const count = forms.reduce((product, { length }) => product * length, 1)
  if (isPlain || forms.every(({ length }) => length > 1) || count > MAX_SPELLINGS) return undefined
  const spellings = forms.reduce((starts, ends) =>
    starts.flatMap((start) => ends.map((end) => `${start} ${end}`)),
  )
  return byName.get(spellings.find((spelling) => byName.has(spelling)) ?? '')
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
