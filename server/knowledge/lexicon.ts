import { words } from '../platform/text/analyser.ts'
import { PairTable, type PairTableData } from './flat/pair-table.ts'
import { buildStringTable, StringTable, type StringTableData } from './flat/string-table.ts'
import { stopWordsOf } from './language.ts'
import { gramsOf, longest } from './ngrams.ts'
import { stemOf } from './stems.ts'

/** A distinct word of an index, with everything it is looked up by, as numbers. */
export type Lexeme = {
  word: string
  stem: number
  /** Once they are wanted. */
  grams: number[] | undefined
  /** Says little by itself ("de", "puedo"), but much of how people ask. */
  isStop: boolean
  count: number
}

export type LexiconData = {
  /** How many numbers were given out. */
  size: number
  /** Every word of the index's own language with how often it occurs. */
  words: StringTableData
  stems: StringTableData
  grams: StringTableData
  pairs: PairTableData
}

/** What a feature says of an example beside the others: much of how people ask is in its words. */
const STEM_SHARE = 1
const PAIR_SHARE = 0.7
const GRAM_SHARE = 0.4

const TYPED_WORD = /[\p{L}\p{M}\p{N}]+/gu

/** A string's number in a built table, or among those that came later. */
class Numbers {
  readonly table: StringTable | undefined
  readonly later = new Map<string, number>()

  constructor(data: StringTableData | undefined) {
    this.table = data && new StringTable(data)
  }

  find(string: string): number | undefined {
    return this.table?.find(string) ?? this.later.get(string)
  }
}

/**
 * The numbers of an index's stems, pairs and n-grams, counted up from 0 in one row: indexes over numbers
 * are built and asked several times faster than over text.
 */
export class Lexicon {
  readonly #stems: Numbers
  readonly #grams: Numbers
  readonly #pairs: PairTable
  /** Words as they were built, with how often each occurs. */
  readonly words: StringTable | undefined
  #size: number

  constructor(data?: LexiconData) {
    this.#size = data?.size ?? 0
    this.words = data && new StringTable(data.words)
    this.#stems = new Numbers(data?.stems)
    this.#grams = new Numbers(data?.grams)
    this.#pairs = new PairTable(data?.pairs)
  }

  /** How many numbers were given out. */
  get size(): number {
    return this.#size
  }

  findStem(stemmed: string): number | undefined {
    return this.#stems.find(stemmed)
  }

  findPair(first: number, second: number): number | undefined {
    return this.#pairs.find(first, second)
  }

  /** The n-grams of any word, unknown ones as `undefined`. */
  findGrams(word: string): (number | undefined)[] {
    return gramsOf(word).map((gram) => this.#grams.find(gram))
  }

  /** The number of a stem, a new one if it has none; the same for grams and pairs. */
  stem(stemmed: string): number {
    return this.#stems.find(stemmed) ?? this.#give(this.#stems, stemmed)
  }

  gram(gram: string): number {
    return this.#grams.find(gram) ?? this.#give(this.#grams, gram)
  }

  pair(first: number, second: number): number {
    const known = this.#pairs.find(first, second)
    if (known !== undefined) return known
    const number = this.#size++
    this.#pairs.set(first, second, number)
    return number
  }

  /** What each feature says of an example beside the others, for a lexicon that was learnt from nothing. */
  shares(): Float32Array {
    const shares = new Float32Array(this.#size).fill(PAIR_SHARE)
    for (const stem of this.#stems.later.values()) shares[stem] = STEM_SHARE
    for (const gram of this.#grams.later.values()) shares[gram] = GRAM_SHARE
    return shares
  }

  /** For a lexicon that was learnt from nothing. */
  build(counts: ReadonlyMap<string, number>): LexiconData {
    return {
      size: this.#size,
      words: buildStringTable(counts),
      stems: buildStringTable(this.#stems.later),
      grams: buildStringTable(this.#grams.later),
      pairs: this.#pairs.data,
    }
  }

  #give(numbers: Numbers, string: string): number {
    const number = this.#size++
    numbers.later.set(string, number)
    return number
  }
}

/** Reads the texts of an index in one language; its lexicon learns what is new. */
export class LexiconReader {
  readonly lang: string
  readonly #lexicon: Lexicon
  readonly #words = new Map<string, Lexeme>()
  /** As typed, before folding: most words of an article were seen before. */
  readonly #typed = new Map<string, Lexeme[]>()
  /** Read since their counts were last taken. */
  readonly #counted: Lexeme[] = []

  constructor(lang: string, lexicon: Lexicon) {
    this.lang = lang
    this.#lexicon = lexicon
  }

  /** The words of a text in order. */
  read(text: string): Lexeme[] {
    const lexemes = this.#readWords(text)
    for (const lexeme of lexemes) {
      if (lexeme.count++ === 0) this.#counted.push(lexeme)
    }
    return lexemes
  }

  /** The words of a text that nobody's spelling is corrected by: small words are left out. */
  readForeign(text: string, lang: string): Lexeme[] {
    return this.#readWords(text).filter(({ word }) => !stopWordsOf(lang).has(word))
  }

  /** Numbers of neighbouring stems ("factura electron"), which say more than both apart. */
  readPairs(lexemes: Lexeme[]): number[] {
    const numbers: number[] = []
    let before: Lexeme | undefined
    for (const lexeme of lexemes) {
      if (before && !(before.isStop && lexeme.isStop))
        numbers.push(this.#lexicon.pair(before.stem, lexeme.stem))
      before = lexeme
    }
    return numbers
  }

  /** Numbers of the character n-grams of words. A loop: nothing else makes as many numbers. */
  readGrams(lexemes: Lexeme[]): number[] {
    const all: number[] = []
    for (const lexeme of lexemes) for (const gram of this.#gramsOf(lexeme)) all.push(gram)
    return all
  }

  /** Only the longest of them, of words that say something by themselves. */
  readLetters(lexemes: Lexeme[]): number[] {
    const all: number[] = []
    for (const lexeme of lexemes) {
      if (lexeme.isStop) continue
      for (const gram of longest(lexeme.word, this.#gramsOf(lexeme))) all.push(gram)
    }
    return all
  }

  #gramsOf(lexeme: Lexeme): number[] {
    lexeme.grams ??= gramsOf(lexeme.word).map((gram) => this.#lexicon.gram(gram))
    return lexeme.grams
  }

  /** The words of the reader's own language, with how often each was read since this was last asked. */
  takeCounts(): Map<string, number> {
    const counts = new Map(this.#counted.map(({ word, count }) => [word, count]))
    for (const lexeme of this.#counted.splice(0)) lexeme.count = 0
    return counts
  }

  #readWords(text: string): Lexeme[] {
    const lexemes: Lexeme[] = []
    for (const typed of text.match(TYPED_WORD) ?? []) {
      for (const lexeme of this.#typed.get(typed) ?? this.#fold(typed)) lexemes.push(lexeme)
    }
    return lexemes
  }

  #fold(typed: string): Lexeme[] {
    const lexemes = words(typed).map((word) => this.#words.get(word) ?? this.#learn(word))
    this.#typed.set(typed, lexemes)
    return lexemes
  }

  #learn(word: string): Lexeme {
    const lexeme = {
      word,
      stem: this.#lexicon.stem(stemOf(word, this.lang)),
      grams: undefined,
      isStop: stopWordsOf(this.lang).has(word),
      count: 0,
    }
    this.#words.set(word, lexeme)
    return lexeme
  }
}
