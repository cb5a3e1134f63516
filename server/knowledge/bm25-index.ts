import type { RowsBuilder } from './flat/rows.ts'
import {
  buildPostings,
  countFeatures,
  countRows,
  Postings,
  type PostingsData,
  type SparseQuery,
} from './postings.ts'

/** The usual choices of BM25. */
const K1 = 1.2
const B = 0.75

export type Bm25Data = {
  postings: PostingsData
  /** How many features an entry has on average. */
  average: number
}

/** `entries`: feature numbers, as often as they occur. */
export function buildBm25(entries: RowsBuilder, featureCount: number): Bm25Data {
  const average = entries.length / (entries.size || 1) || 1
  const vectors = countRows(entries, featureCount)
  for (let entry = 0; entry < entries.size; entry++) {
    const own = vectors.weights.subarray(vectors.starts[entry], vectors.starts[entry + 1])
    saturate(own, entries.row(entry).length / average)
  }
  return { postings: buildPostings(vectors, featureCount), average }
}

/** Sections of articles, ranked by BM25. */
export class Bm25Index {
  readonly #postings: Postings
  readonly #average: number
  #scores = new Float32Array(0)

  constructor({ postings, average }: Bm25Data) {
    this.#postings = new Postings(postings)
    this.#average = average
  }

  /** Inverse document frequency of a feature over the entries; of an unknown one, the highest there is. */
  idf(feature: number | undefined): number {
    const { live } = this.#postings
    const holders = feature === undefined ? 0 : this.#postings.count(feature)
    return Math.log(1 + (live - holders + 0.5) / (holders + 0.5))
  }

  has(feature: number): boolean {
    return this.#postings.count(feature) > 0
  }

  /** Score of each entry, valid until the next search. */
  search({ features, weights }: SparseQuery): Float32Array {
    if (this.#scores.length < this.#postings.size) {
      this.#scores = new Float32Array(this.#postings.size)
    }
    this.#scores.fill(0)
    for (const [at, feature] of features.entries()) {
      this.#postings.score(feature, (weights[at] ?? 0) * this.idf(feature), this.#scores)
    }
    return this.#scores
  }

  /** The score that an entry full of every feature would have. */
  ceiling({ features, weights, unknown }: SparseQuery): number {
    let sum = 0
    for (const [at, feature] of features.entries()) sum += (weights[at] ?? 0) * this.idf(feature)
    for (const weight of unknown) sum += weight * this.idf(undefined)
    return sum * (K1 + 1)
  }

  add(features: number[]): void {
    const vector = countFeatures(features)
    saturate(vector.weights, features.length / this.#average)
    this.#postings.add(vector)
  }

  discount(features: number[]): void {
    this.#postings.discount(new Set(features))
  }
}

/** Makes counts into weights that grow less and less, and less in long entries. */
function saturate(counts: { length: number; [at: number]: number }, length: number): void {
  const norm = K1 * (1 - B + B * length)
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at] ?? 0
    counts[at] = (count * (K1 + 1)) / (count + norm)
  }
}
