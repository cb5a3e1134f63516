import { Rows, RowsBuilder, type RowsData, startsOf } from './flat/rows.ts'

/** The usual choices of BM25; a sentence is no worse for being long. */
const K1 = 0.9
const B = 0.3

export type SentenceData = {
  /** The stems of each sentence, article by article. */
  stems: RowsData
  /** How many sentences each article has. */
  counts: Int32Array
}

/** Takes the sentences of one article after the other. */
export class SentenceBuilder {
  readonly #stems = new RowsBuilder()
  readonly #counts: number[] = []

  add(sentences: number[][]): void {
    for (const stems of sentences) this.#stems.add(stems)
    this.#counts.push(sentences.length)
  }

  build(): SentenceData {
    return { stems: this.#stems.build(), counts: Int32Array.from(this.#counts) }
  }
}

/**
 * Articles by the sentence that says most of a question: what is asked for mostly stands in one. Only few
 * articles are compared, so that nothing is kept but the stems.
 */
export class SentenceIndex {
  readonly #stems: Rows
  readonly #starts: number[]
  readonly #average: number

  constructor({ stems, counts }: SentenceData) {
    this.#stems = new Rows(stems)
    this.#starts = startsOf(counts)
    this.#average = stems.values.length / (this.#stems.size || 1) || 1
  }

  /** The best sentence of an article; `worth`: what each stem counts. */
  score(article: number, worth: ReadonlyMap<number, number>): number {
    const end = this.#starts[article + 1] ?? 0
    let best = 0
    for (let sentence = this.#starts[article] ?? 0; sentence < end; sentence++) {
      const stems = this.#stems.row(sentence)
      let sum = 0
      for (const stem of stems) sum += worth.get(stem) ?? 0
      const norm = K1 * (1 - B + (B * stems.length) / this.#average)
      best = Math.max(best, (sum * (K1 + 1)) / (1 + norm))
    }
    return best
  }

  add(sentences: number[][]): void {
    for (const stems of sentences) this.#stems.add(stems)
    this.#starts.push((this.#starts.at(-1) ?? 0) + sentences.length)
  }
}
