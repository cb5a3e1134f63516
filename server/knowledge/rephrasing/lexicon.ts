import { fold } from '../../platform/text/analyser.ts'
import { isCommon, isEveryday, stopWordsOf } from '../language.ts'
import { stemOf } from '../stems.ts'
import measures from './data/measures.json' with { type: 'json' }
import numberWords from './data/number-words.json' with { type: 'json' }
import plainWords from './data/plain-words.json' with { type: 'json' }
import weightyWords from './data/weighty-words.json' with { type: 'json' }

type ByLang = Record<string, string>

/** Shorter stems are many words' at once: "sábado" and "sabe". */
const TELLING = 4

/** What words mean to whoever checks a rephrasing. Languages without lists know fewer words, and refuse more. */
export class Lexicon {
  readonly lang: string
  readonly #plain: ReadonlySet<string>
  readonly #weightyWords: ReadonlySet<string>
  readonly #weightyStems: ReadonlySet<string>
  readonly #measures: ReadonlySet<string>
  readonly #months: ReadonlySet<string>
  readonly #numbers: ReadonlyMap<string, number>

  constructor(lang: string) {
    this.lang = lang
    this.#plain = this.#stems(plainWords)
    this.#measures = this.#stems(measures.units)
    this.#months = this.#stems(measures.months)
    this.#weightyWords = new Set(wordsOf(weightyWords, lang))
    this.#weightyStems = this.#stems(weightyWords)
    this.#numbers = new Map(
      Object.entries((numberWords as Record<string, Record<string, number>>)[lang] ?? {}),
    )
  }

  stem(folded: string): string {
    return stemOf(folded, this.lang)
  }

  /** Without meaning of its own. */
  isStopWord(folded: string): boolean {
    return folded.length === 1 || stopWordsOf(this.lang).has(folded)
  }

  /** A word of any text, which a writer needs beside those of the guide. */
  isPlain(folded: string): boolean {
    return this.isOpener(folded) || isEveryday(folded, this.lang)
  }

  /** A plain word that is no place and no trade: with a capital, others may be names ("Burgos"). */
  isOpener(folded: string): boolean {
    if (this.isStopWord(folded) || isCommon(folded, this.lang)) return true
    return this.#plain.has(this.stem(folded))
  }

  /** A word that makes another claim of a sentence: only the guide may say it. */
  isWeighty(folded: string): boolean {
    if (this.#weightyWords.has(folded) || this.isMeasure(folded)) return true
    const stem = this.stem(folded)
    return stem.length >= TELLING && this.#weightyStems.has(stem)
  }

  isMeasure(folded: string): boolean {
    const stem = this.stem(folded)
    return this.#measures.has(stem) || this.#months.has(stem)
  }

  isMonth(folded: string): boolean {
    return this.#months.has(this.stem(folded))
  }

  /** The number that a word says. */
  numberOf(folded: string): number | undefined {
    return this.#numbers.get(folded)
  }

  #stems(lists: ByLang): Set<string> {
    return new Set(wordsOf(lists, this.lang).map((word) => this.stem(word)))
  }
}

function wordsOf(lists: ByLang, lang: string): string[] {
  return fold(lists[lang] ?? '').split(' ')
}

const known = new Map<string, Lexicon>()

export function lexiconOf(lang: string): Lexicon {
  const lexicon = known.get(lang) ?? new Lexicon(lang)
  known.set(lang, lexicon)
  return lexicon
}
