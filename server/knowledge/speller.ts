/** Words this short have too many neighbours to be corrected. */
const MIN_LENGTH = 4
/** From this length on, two slips are forgiven. */
const TWO_SLIPS_LENGTH = 8
/** Longer strings are no words, and would make many deletions. */
const MAX_LENGTH = 30

/**
 * Corrects words towards a vocabulary (symmetric delete: both sides lose one letter and meet). Knows
 * only the words of the knowledge base, so it never leads away from it.
 */
export class Speller {
  readonly #counts: ReadonlyMap<string, number>
  readonly #byDeletion = new Map<string, string[]>()

  /** `counts`: folded words with how often they occur. */
  constructor(counts: ReadonlyMap<string, number>) {
    this.#counts = counts
    for (const word of counts.keys()) {
      if (word.length < MIN_LENGTH - 1 || word.length > MAX_LENGTH || /\d/.test(word)) continue
      for (const form of [word, ...deletions(word)]) {
        const words = this.#byDeletion.get(form)
        if (words) words.push(word)
        else this.#byDeletion.set(form, [word])
      }
    }
  }

  /** The likeliest word that `word` was meant to be, if it is not far off. */
  correct(word: string): string | undefined {
    if (word.length < MIN_LENGTH || word.length > MAX_LENGTH || /\d/.test(word)) return undefined
    const most = word.length >= TWO_SLIPS_LENGTH ? 2 : 1
    let best: { word: string; slips: number } | undefined
    for (const candidate of this.#candidates(word)) {
      const slips = slipsBetween(word, candidate)
      if (slips <= most && this.#isBetter({ word: candidate, slips }, best, word)) {
        best = { word: candidate, slips }
      }
    }
    return best?.word
  }

  #candidates(word: string): Set<string> {
    const found = new Set<string>()
    for (const form of [word, ...deletions(word)]) {
      for (const candidate of this.#byDeletion.get(form) ?? []) found.add(candidate)
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
    return (this.#counts.get(candidate.word) ?? 0) > (this.#counts.get(best.word) ?? 0)
  }
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
