import { words as wordsOf } from '../platform/text/analyser.ts'
import { type AnswerKind, answerKindOf } from './answer-kinds.ts'
import { glossaryWords } from './glossary.ts'
import { isCommon, isEveryday, stopWordsOf } from './language.ts'
import type { LanguageIndex } from './language-index.ts'
import { longest } from './ngrams.ts'
import type { SparseQuery } from './postings.ts'
import { stemOf } from './stems.ts'

/** One word of a question as an index understands it. */
export type QueryTerm = {
  word: string
  /** As it stood in the question, folded; `word` may be corrected. */
  typed: string
  /** What it is looked up by: its own stem, that of a corrected word, or several from the glossary. */
  stems: number[]
  /** Stems of words that mean the same: as good for the answer, but worth less in the search. */
  alike: number[]
  /** Stems of other names of the thing that it names, by itself or with its neighbours. */
  meant: number[]
  weight: number
  isCorrected: boolean
  /** Known by what the glossaries say of it only. */
  isExplained: boolean
  isStop: boolean
  /** Common in any text, or only says who asks ("viejo", "panadería", "Burgos"). */
  isEveryday: boolean
  /** Not understood, and of another language: it may well stand in the article under another name. */
  isForeign: boolean
}

export type Query = {
  /** The words that carry meaning; those without stems are unknown. */
  terms: QueryTerm[]
  /** Stems of those words. */
  telling: SparseQuery
  stems: SparseQuery
  stemsAndPairs: SparseQuery
  grams: SparseQuery
  /** What the words that carry meaning are spelt with. */
  letters: SparseQuery
  /** Stems, pairs and n-grams. */
  all: SparseQuery
  /** What an answer must look like. */
  kind: AnswerKind | undefined
}

/** A corrected word may be the wrong one. */
const CORRECTED_WEIGHT = 0.8
/** Measured on clinc150, banking77 and xquad: 0.25 to 0.5 for small words, 0.5 for pairs. */
const STOP_WEIGHT = 0.5
const PAIR_WEIGHT = 0.5
/** Measured on own questions: more of it finds other articles. */
const ALIKE_WEIGHT = 0.25
/** Measured likewise; 0.08 to 0.25 find the same articles, more of it answers fewer questions. */
const MEANT_WEIGHT = 0.15
/** The question before counts this much in a follow-up. */
const CONTEXT_WEIGHT = 0.6

/**
 * A question's words for one index: the glossary's words added, and a word corrected only when neither
 * it nor its stem is known. Small words of a foreign question are dropped.
 */
export function readQuestion(
  index: LanguageIndex,
  words: string[],
  lang: string,
  before?: string,
): Query {
  const terms = readTerms(index, words, lang)
  const earlier = before === undefined ? [] : readTerms(index, wordsOf(before), lang)
  const faded = earlier.map((term) => ({ ...term, weight: term.weight * CONTEXT_WEIGHT }))
  return { ...asQuery(index, [...terms, ...faded]), kind: answerKindOf(words) }
}

function readTerms(index: LanguageIndex, words: string[], lang: string): QueryTerm[] {
  const stops = lang === index.lang ? undefined : stopWordsOf(lang)
  const meanings = index.meaningsOf(words)
  return words
    .map((word, at) => ({ word, meaning: meanings[at] ?? [] }))
    .filter(({ word }) => !stops?.has(word))
    .map(({ word, meaning }) => readTerm(index, word, lang, meaning))
}

function readTerm(index: LanguageIndex, word: string, lang: string, meaning: number[]): QueryTerm {
  const own = index.knownStem(stemOf(word, index.lang))
  const known = own === undefined ? [] : [own]
  const term: QueryTerm = {
    word,
    typed: word,
    stems: known,
    alike: [],
    meant: [],
    weight: 1,
    isCorrected: false,
    isExplained: false,
    isStop: stopWordsOf(index.lang).has(word),
    isEveryday: isEveryday(word, index.lang),
    isForeign: false,
  }
  if (term.isStop) return { ...term, weight: STOP_WEIGHT }
  const explained = glossaryFor(index, word, lang)
    .map((other) => index.knownStem(stemOf(other, index.lang)))
    .filter((other) => other !== undefined)
  if (known.length > 0 && lang === index.lang) {
    return { ...term, alike: explained, meant: meaning }
  }
  const stems = [...new Set([...known, ...explained, ...meaning])]
  if (stems.length > 0) return { ...term, stems, isExplained: known.length === 0 }
  const isForeign = lang !== index.lang
  return corrected(index, {
    ...term,
    isForeign,
    isEveryday: term.isEveryday || isCommon(word, lang),
  })
}

function glossaryFor(index: LanguageIndex, word: string, lang: string): string[] {
  return index.isWithout('glossary') ? [] : glossaryWords(word, index.lang, lang)
}

function corrected(index: LanguageIndex, term: QueryTerm): QueryTerm {
  if (index.isWithout('speller')) return term
  const word = index.speller.correct(term.word)
  const found = word === undefined ? undefined : index.knownStem(stemOf(word, index.lang))
  if (word === undefined || found === undefined) return term
  return { ...term, word, stems: [found], weight: CORRECTED_WEIGHT, isCorrected: true }
}

function asQuery(index: LanguageIndex, read: QueryTerm[]): Omit<Query, 'kind'> {
  const terms = read.filter(({ isStop }) => !isStop)
  const stems = stemQuery(read)
  const stemsAndPairs = withPairs(index, read, stems)
  return {
    terms,
    telling: stemQuery(terms),
    stems,
    stemsAndPairs,
    grams: gramQuery(index, read),
    letters: letterQuery(index, terms),
    all: withGrams(index, read, stemsAndPairs),
  }
}

/** Several stems for one word share its weight, so that the glossary shouts nobody down. */
function stemQuery(terms: QueryTerm[]): SparseQuery {
  const weights = new Map<number, number>()
  const unknown: number[] = []
  for (const { stems, alike, meant, weight } of terms) {
    for (const other of alike) raise(weights, other, weight * ALIKE_WEIGHT)
    for (const other of meant) raise(weights, other, weight * MEANT_WEIGHT)
    if (stems.length === 0) unknown.push(weight)
    for (const stem of stems) raise(weights, stem, weight / Math.sqrt(stems.length))
  }
  return asSparse(weights, unknown)
}

function withPairs(index: LanguageIndex, terms: QueryTerm[], stems: SparseQuery): SparseQuery {
  if (index.isWithout('pairs')) return stems
  const weights = new Map(asList(stems))
  for (const [
    at,
    {
      stems: [second],
    },
  ] of terms.entries()) {
    const first = terms[at - 1]?.stems[0]
    if (first === undefined || second === undefined) continue
    const pair = index.lexicon.findPair(first, second)
    if (pair !== undefined) raise(weights, pair, PAIR_WEIGHT)
  }
  return asSparse(weights, stems.unknown)
}

/** A word weighs the same in n-grams, long or short. */
function gramQuery(index: LanguageIndex, terms: QueryTerm[]): SparseQuery {
  const weights = new Map<number, number>()
  const unknown: number[] = []
  for (const { word } of terms) {
    const grams = index.lexicon.findGrams(word)
    const share = 1 / Math.sqrt(grams.length || 1)
    for (const gram of grams) {
      if (gram === undefined) unknown.push(share)
      else weights.set(gram, (weights.get(gram) ?? 0) + share)
    }
  }
  return asSparse(weights, unknown)
}

function letterQuery(index: LanguageIndex, terms: QueryTerm[]): SparseQuery {
  const weights = new Map<number, number>()
  for (const { word, weight } of terms) {
    for (const gram of longest(word, index.lexicon.findGrams(word))) {
      if (gram !== undefined) raise(weights, gram, weight)
    }
  }
  return asSparse(weights, [])
}

function withGrams(index: LanguageIndex, terms: QueryTerm[], other: SparseQuery): SparseQuery {
  const weights = new Map(asList(other))
  for (const { word } of terms) {
    for (const gram of index.lexicon.findGrams(word)) {
      if (gram !== undefined) raise(weights, gram, 1)
    }
  }
  return asSparse(weights, other.unknown)
}

function raise(weights: Map<number, number>, feature: number, weight: number): void {
  weights.set(feature, Math.max(weights.get(feature) ?? 0, weight))
}

function asSparse(weights: Map<number, number>, unknown: number[]): SparseQuery {
  return { features: [...weights.keys()], weights: [...weights.values()], unknown }
}

function asList({ features, weights }: SparseQuery): [number, number][] {
  return features.map((feature, at) => [feature, weights[at] ?? 0])
}
