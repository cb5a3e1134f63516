import { words } from '../platform/text/analyser.ts'
import { stopWordsOf } from './language.ts'
import { gramsOf } from './ngrams.ts'
import { stemOf } from './stems.ts'

/** A distinct word of an index, with everything it is looked up by, as numbers. */
export type Lexeme = {
  word: string
  stem: number
  grams: number[]
  /** Says little by itself ("de", "puedo"), but much of how people ask. */
  isStop: boolean
  count: number
}

export type LexiconData = {
  /** Every word of the index's own language with how often it occurs. */
  counts: Map<string, number>
  stems: Map<string, number>
  grams: Map<string, number>
  /** By the first stem, then the second. */
  pairs: Map<number, Map<number, number>>
}

/** What a feature says of an example beside the others: much of how people ask is in its words. */
const STEM_SHARE = 1
const PAIR_SHARE = 0.7
const GRAM_SHARE = 0.4

const TYPED_WORD = /[\p{L}\p{M}\p{N}]+/gu

/**
 * The numbers of an index's stems, pairs and n-grams, counted up from 0 in one row: indexes over numbers
 * are built and asked several times faster than over text.
 */
export class Lexicon {
  readonly #data: LexiconData

  constructor(data: LexiconData) {
    this.#data = data
  }

  findStem(stemmed: string): number | undefined {
    return this.#data.stems.get(stemmed)
  }

  findPair(one: number, other: number): number | undefined {
    return this.#data.pairs.get(one)?.get(other)
  }

  /** The n-grams of any word, unknown ones as `undefined`. */
  findGrams(word: string): (number | undefined)[] {
    return gramsOf(word).map((gram) => this.#data.grams.get(gram))
  }

  /** Every word with how often it occurs. */
  counts(): ReadonlyMap<string, number> {
    return this.#data.counts
  }
}

/** Gives out the numbers of a lexicon while an index is built. */
export class LexiconBuilder {
  readonly lang: string
  readonly #words = new Map<string, Lexeme>()
  /** As typed, before folding: most words of an article were seen before. */
  readonly #typed = new Map<string, Lexeme[]>()
  readonly #stems = new Map<string, number>()
  readonly #grams = new Map<string, number>()
  readonly #pairs: LexiconData['pairs'] = new Map()
  readonly #shares: number[] = []

  constructor(lang: string) {
    this.lang = lang
  }

  /** How many numbers were given out. */
  get size(): number {
    return this.#shares.length
  }

  /** What each feature says of an example beside the others, by its number. */
  get shares(): readonly number[] {
    return this.#shares
  }

  /** The words of a text in order; new ones are learnt. */
  read(text: string): Lexeme[] {
    const lexemes = this.#readWords(text)
    for (const lexeme of lexemes) lexeme.count++
    return lexemes
  }

  /** The words of a text that nobody's spelling is corrected by: small words are left out. */
  readForeign(text: string, lang: string): Lexeme[] {
    return this.#readWords(text).filter(({ word }) => !stopWordsOf(lang).has(word))
  }

  #readWords(text: string): Lexeme[] {
    return (text.match(TYPED_WORD) ?? []).flatMap(
      (typed) => this.#typed.get(typed) ?? this.#fold(typed),
    )
  }

  /** Numbers of neighbouring stems ("factura electron"), which say more than both apart. */
  readPairs(lexemes: Lexeme[]): number[] {
    const numbers: number[] = []
    let before: Lexeme | undefined
    for (const lexeme of lexemes) {
      if (before && !(before.isStop && lexeme.isStop))
        numbers.push(this.#pair(before.stem, lexeme.stem))
      before = lexeme
    }
    return numbers
  }

  build(): LexiconData {
    const own = [...this.#words.values()].filter(({ count }) => count > 0)
    const counts = new Map(own.map(({ word, count }) => [word, count]))
    return { counts, stems: this.#stems, grams: this.#grams, pairs: this.#pairs }
  }

  #fold(typed: string): Lexeme[] {
    const lexemes = words(typed).map((word) => this.#words.get(word) ?? this.#learn(word))
    this.#typed.set(typed, lexemes)
    return lexemes
  }

  #pair(first: number, second: number): number {
    let seconds = this.#pairs.get(first)
    if (!seconds) {
      seconds = new Map()
      this.#pairs.set(first, seconds)
    }
    return seconds.get(second) ?? this.#give(seconds, second, PAIR_SHARE)
  }

  #learn(word: string): Lexeme {
    const stemmed = stemOf(word, this.lang)
    const stem = this.#stems.get(stemmed) ?? this.#give(this.#stems, stemmed, STEM_SHARE)
    const lexeme = {
      word,
      stem,
      grams: gramsOf(word).map(
        (gram) => this.#grams.get(gram) ?? this.#give(this.#grams, gram, GRAM_SHARE),
      ),
      isStop: stopWordsOf(this.lang).has(word),
      count: 0,
    }
    this.#words.set(word, lexeme)
    return lexeme
  }

  #give<Key>(numbers: Map<Key, number>, key: Key, share: number): number {
    const number = this.#shares.push(share) - 1
    numbers.set(key, number)
    return number
  }
}
