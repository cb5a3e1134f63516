import type { SparseQuery } from './postings.ts'
import { type VectorData, VectorIndex } from './vector-index.ts'

/** How near the entries of each article are to a query, by article. */
export type Nearness = {
  /** Halving sums over the four nearest entries, 0 to 1. */
  scores: Float32Array
  /** Similarity of the very nearest, 0 to 1, and which entry it is. */
  nearest: Float32Array
  entries: Int32Array
  /** Similarity of the nearest question that no guide answers. */
  stranger: number
  /** Which entry that is. */
  strangerEntry: number
}

/**
 * The article of each title, heading or phrasing, in the articles' order, and its section, -1 for none.
 * Questions that no guide answers stand behind them, under a number that no article has.
 */
export type ExampleData = { articles: Int32Array; chunks: Int32Array }

/** The same with those of articles that come later. */
export class Examples {
  #articles: Int32Array
  #chunks: Int32Array
  #size: number

  constructor({ articles, chunks }: ExampleData) {
    this.#articles = articles
    this.#chunks = chunks
    this.#size = articles.length
  }

  get size(): number {
    return this.#size
  }

  /** The article of each entry; longer than there are entries. */
  get articles(): Int32Array {
    return this.#articles
  }

  add(article: number, chunk: number | undefined): void {
    if (this.#size === this.#articles.length) {
      this.#articles = withRoom(this.#articles)
      this.#chunks = withRoom(this.#chunks)
    }
    this.#articles[this.#size] = article
    this.#chunks[this.#size] = chunk ?? NO_CHUNK
    this.#size += 1
  }

  /** The section that an entry is about. */
  chunkOf(entry: number): number | undefined {
    const chunk = this.#chunks[entry] ?? NO_CHUNK
    return chunk === NO_CHUNK ? undefined : chunk
  }

  /** How many entries before one are of the same article, which follow one another. */
  placeOf(entry: number): number {
    let first = entry
    while (first > 0 && this.#articles[first - 1] === this.#articles[entry]) first--
    return entry - first
  }

  /** How many entries before one are of questions that no guide answers. */
  strangersBefore(entry: number): number {
    let count = 0
    for (let at = 0; at < entry; at++) count += Number((this.#articles[at] ?? 0) < 0)
    return count
  }
}

export const NO_CHUNK = -1
export const NO_ENTRY = -1
/** In the place of an article: a question for a person, and one for nobody. */
export const PERSON = -1
export const NOBODY = -2

/** Titles, headings and phrasings, each an entry of its own (k nearest neighbours). */
export class PhrasingIndex {
  readonly #examples: Examples
  readonly #vectors: VectorIndex

  constructor(vectors: VectorData, examples: Examples) {
    this.#examples = examples
    this.#vectors = new VectorIndex(vectors)
  }

  holds(feature: number): boolean {
    return this.#vectors.holds(feature)
  }

  /** How near each of the `size` articles' entries are to a query. */
  search(query: SparseQuery, size: number): Nearness {
    const found = this.#vectors.search(query)
    const near: Nearness = {
      scores: new Float32Array(size),
      nearest: new Float32Array(size),
      entries: new Int32Array(size).fill(NO_ENTRY),
      stranger: 0,
      strangerEntry: NO_ENTRY,
    }
    const { articles, size: end } = this.#examples
    const best = new BestFour()
    for (let entry = 0; entry < end; ) {
      const article = articles[entry] ?? 0
      best.clear()
      const start = entry
      while (entry < end && articles[entry] === article) entry++
      best.takeAll(found, start, entry)
      if (best.entry === NO_ENTRY) continue
      if (article < 0) {
        noteStranger(near, best)
        continue
      }
      near.scores[article] = best.halvingSum
      near.nearest[article] = best.nearest
      near.entries[article] = best.entry
    }
    return near
  }

  add(features: number[]): void {
    this.#vectors.add(features)
  }

  discount(features: number[]): void {
    this.#vectors.discount(features)
  }
}

function noteStranger(near: Nearness, { nearest, entry }: BestFour): void {
  if (nearest <= near.stranger) return
  near.stranger = nearest
  near.strangerEntry = entry
}

/** The four largest similarities; fields, because this is the innermost loop of all. */
class BestFour {
  #first = 0
  #second = 0
  #third = 0
  #fourth = 0
  #entry = NO_ENTRY

  get nearest(): number {
    return this.#first
  }

  /** Which entry is the nearest. */
  get entry(): number {
    return this.#entry
  }

  /** Each counts half as much as the one before. */
  get halvingSum(): number {
    return this.#first / 2 + this.#second / 4 + this.#third / 8 + this.#fourth / 16
  }

  clear(): void {
    this.#first = 0
    this.#second = 0
    this.#third = 0
    this.#fourth = 0
    this.#entry = NO_ENTRY
  }

  takeAll(similarities: Float32Array, start: number, end: number): void {
    for (let entry = start; entry < end; entry++) {
      const similarity = similarities[entry] ?? 0
      if (similarity > this.#fourth) this.#take(entry, similarity)
    }
  }

  #take(entry: number, similarity: number): void {
    if (similarity <= this.#third) {
      this.#fourth = similarity
      return
    }
    this.#fourth = this.#third
    if (similarity <= this.#second) {
      this.#third = similarity
      return
    }
    this.#third = this.#second
    if (similarity <= this.#first) {
      this.#second = similarity
      return
    }
    this.#second = this.#first
    this.#first = similarity
    this.#entry = entry
  }
}

function withRoom(numbers: Int32Array): Int32Array {
  const roomy = new Int32Array(Math.max(64, numbers.length * 2))
  roomy.set(numbers)
  return roomy
}
