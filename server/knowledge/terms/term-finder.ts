import type { Lang } from '../../platform/i18n.ts'
import { type Term, withoutPlural } from './term.ts'

/** A use of a term in a text: from `start` up to `end`. */
export type FoundTerm = { key: string; start: number; end: number }

type Form = { key: string; pattern: RegExp; length: number }

/** Words of an escaped text; entities stand for no letters. */
const WORD = /&(?:[a-z]+|#\d+);|[\p{L}\p{N}]+/giu
const SPECIAL = /[\\^$.*+?()[\]{}|/]/g
/** Words of one or two letters have no plural of their own here: "IA", "de". */
const LEAST_PLURAL = 3

/**
 * Finds terms in escaped text by whole words, the longest form first. A form with a capital stands as
 * written ("MES" is not "mes"); any other may begin with one. Words may be in the plural.
 */
export class TermFinder {
  /** By the first word in lower case, longest first. */
  readonly #forms = new Map<string, Form[]>()

  constructor(terms: Term[], lang: Lang) {
    for (const { key, texts } of terms) {
      const { term, forms } = texts[lang]
      for (const form of [term, ...forms]) this.#add(key, form)
    }
    for (const list of this.#forms.values()) list.sort((one, other) => other.length - one.length)
  }

  *find(text: string): Generator<FoundTerm> {
    let free = 0
    for (const { 0: word, index: start } of text.matchAll(WORD)) {
      if (start < free || word.startsWith('&')) continue
      for (const { key, pattern } of this.#forms.get(firstWord(word)) ?? []) {
        pattern.lastIndex = start
        const found = pattern.exec(text)
        if (!found) continue
        free = start + found[0].length
        yield { key, start, end: free }
        break
      }
    }
  }

  #add(key: string, form: string): void {
    const first = firstWord(form.match(/[\p{L}\p{N}]+/u)?.[0] ?? '')
    const list = this.#forms.get(first) ?? []
    list.push({ key, pattern: patternOf(form), length: form.length })
    this.#forms.set(first, list)
  }
}

/** Forms are looked up by this, the same for a word and its plural. */
function firstWord(word: string): string {
  return withoutPlural(word.toLowerCase())
}

/** What stands between words, as it reads in a pattern for escaped text. */
function escaped(piece: string): string {
  const html = piece.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return html.replace(SPECIAL, '\\$&')
}

function patternOf(form: string): RegExp {
  const pieces = form.split(/([\p{L}\p{N}]+)/u).map((piece, at) => {
    if (at % 2 === 0) return escaped(piece).replace(/\s+/g, '\\s+')
    return piece.length < LEAST_PLURAL ? piece : `${piece}(?:e?s)?`
  })
  const [, first = ''] = pieces
  const [initial = ''] = first
  if (form === form.toLowerCase()) {
    pieces[1] = `[${initial}${initial.toUpperCase()}]${first.slice(initial.length)}`
  }
  return new RegExp(`${pieces.join('')}(?![\\p{L}\\p{N}])`, 'yu')
}
