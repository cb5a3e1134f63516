import { RowsBuilder } from './flat/rows.ts'
import { hashOf, powerOfTwo, type StringTable } from './flat/string-table.ts'

/** Words this short have too many neighbours to be corrected. */
const MIN_LENGTH = 4
/** From this length on, two slips are forgiven. */
const TWO_SLIPS_LENGTH = 8
/** Longer strings are no words, and would make many deletions. */
const MAX_LENGTH = 30

/** Words by the hash of themselves and of what is left of them without one letter. */
export type DeletionData = { starts: Int32Array; words: Int32Array }

export function buildDeletions(words: StringTable): DeletionData {
  const hashes = new RowsBuilder()
  let total = 0
  for (let at = 0; at < words.size; at++) {
    const forms = isCorrectable(words.stringAt(at)) ? formsOf(words.stringAt(at)) : []
    hashes.add(forms.map(hashOf))
    total += forms.length
  }
  const buckets = powerOfTwo(total)
  const starts = new Int32Array(buckets + 1)
  for (let at = 0; at < words.size; at++) {
    for (const hash of hashes.row(at)) bump(starts, (hash & (buckets - 1)) + 1)
  }
  for (let at = 1; at <= buckets; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0)
  const next = starts.slice()
  const sorted = new Int32Array(total)
  for (let at = 0; at < words.size; at++) {
    for (const hash of hashes.row(at)) sorted[bump(next, hash & (buckets - 1))] = at
  }
  return { starts, words: sorted }
}

/**
 * Corrects words towards a vocabulary (symmetric delete: both sides lose one letter and meet). Knows
 * only the words of the knowledge base, so it never leads away from it.
 */
export class Speller {
  readonly #words: StringTable
  readonly #deletions: DeletionData
  /** Of words that came later, by form. */
  readonly #later = new Map<string, string[]>()
  /** How much more often, or less, each occurs by now. */
  readonly #changes = new Map<string, number>()

  /** `words`: folded, each with how often it occurs. */
  constructor(words: StringTable, deletions: DeletionData) {
    this.#words = words
    this.#deletions = deletions
  }

  /** Words that were added, with how often each occurs there. */
  learn(counts: ReadonlyMap<string, number>): void {
    for (const [word, count] of counts) {
      if (!this.#changes.has(word) && this.#words.find(word) === undefined) this.#learnForms(word)
      this.#change(word, count)
    }
  }

  /** Words that were taken out: what occurs nowhere any more, nothing is corrected to. */
  forget(counts: ReadonlyMap<string, number>): void {
    for (const [word, count] of counts) this.#change(word, -count)
  }

  #learnForms(word: string): void {
    if (!isCorrectable(word)) return
    for (const form of formsOf(word)) {
      this.#later.set(form, [...(this.#later.get(form) ?? []), word])
    }
  }

  #change(word: string, by: number): void {
    this.#changes.set(word, (this.#changes.get(word) ?? 0) + by)
  }

  /** The likeliest word that `word` was meant to be, if it is not far off. */
  correct(word: string): string | undefined {
    if (word.length < MIN_LENGTH || word.length > MAX_LENGTH || /\d/.test(word)) return undefined
    const most = word.length >= TWO_SLIPS_LENGTH ? 2 : 1
    let best: { word: string; slips: number } | undefined
    for (const candidate of this.#candidates(word)) {
      if (this.#count(candidate) <= 0) continue
      const slips = slipsBetween(word, candidate)
      if (slips <= most && this.#isBetter({ word: candidate, slips }, best, word)) {
        best = { word: candidate, slips }
      }
    }
    return best?.word
  }

  /** Words of the same bucket are among them, too: their slips tell. */
  #candidates(word: string): Set<string> {
    const { starts, words } = this.#deletions
    const found = new Set<string>()
    for (const form of formsOf(word)) {
      const bucket = hashOf(form) & (starts.length - 2)
      for (let at = starts[bucket] ?? 0; at < (starts[bucket + 1] ?? 0); at++) {
        found.add(this.#words.stringAt(words[at] ?? 0))
      }
      for (const candidate of this.#later.get(form) ?? []) found.add(candidate)
    }
    return found
  }

  /** Fewer slips first, then the same initial, then the commoner word. */
  #isBetter(
    candidate: { word: string; slips: number },
    best: { word: string; slips: number } | undefined,
    typed: string,
  ): boolean {
    if (!best || candidate.slips !== best.slips) return !best || candidate.slips < best.slips
    const [same, other] = [candidate.word[0] === typed[0], best.word[0] === typed[0]]
    if (same !== other) return same
    return this.#count(candidate.word) > this.#count(best.word)
  }

  #count(word: string): number {
    return (this.#words.find(word) ?? 0) + (this.#changes.get(word) ?? 0)
  }
}

function isCorrectable(word: string): boolean {
  return word.length >= MIN_LENGTH - 1 && word.length <= MAX_LENGTH && !/\d/.test(word)
}

function formsOf(word: string): string[] {
  return [word, ...deletions(word)]
}

/** Raises a number and gives what it was. */
function bump(numbers: Int32Array, at: number): number {
  const before = numbers[at] ?? 0
  numbers[at] = before + 1
  return before
}

/** Insertions, deletions, changes and swaps of neighbours between two words (Damerau-Levenshtein). */
export function slipsBetween(one: string, other: string): number {
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row++) {
    const next = [row]
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1]
      let slips = Math.min(
        at(last, column) + 1,
        at(next, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
      )
      if (isSwap(one, row, other, column)) slips = Math.min(slips, at(before, column - 2) + 1)
      next.push(slips)
    }
    before = last
    last = next
  }
  return at(last, other.length)
}

function isSwap(one: string, row: number, other: string, column: number): boolean {
  return (
    row > 1 &&
    column > 1 &&
    one[row - 1] === other[column - 2] &&
    one[row - 2] === other[column - 1]
  )
}

function at(row: number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}

function deletions(word: string): string[] {
  return Array.from(
    { length: word.length },
    (_, index) => word.slice(0, index) + word.slice(index + 1),
  )
}
