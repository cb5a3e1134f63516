import type { RowsBuilder } from './flat/rows.ts'
import {
  buildPostings,
  countFeatures,
  countRows,
  documentCounts,
  Postings,
  type PostingsData,
  type SparseQuery,
  toUnit,
} from './postings.ts'

export type VectorData = PostingsData

type Weights = { length: number; [at: number]: number }

/** `entries`: feature numbers, as often as they occur. */
export function buildVectors(entries: RowsBuilder, featureCount: number): VectorData {
  const vectors = countRows(entries, featureCount)
  const counts = documentCounts(vectors, featureCount)
  for (let entry = 0; entry < entries.size; entry++) {
    const [start, end] = [vectors.starts[entry], vectors.starts[entry + 1]]
    weigh(vectors.features.subarray(start, end), vectors.weights.subarray(start, end), (feature) =>
      idfOf(entries.size, counts[feature] ?? 0),
    )
  }
  return buildPostings(vectors, featureCount)
}

/**
 * Entries as unit vectors of tf-idf weights. Similarity is the cosine, so an unknown word of the query
 * lowers it.
 */
export class VectorIndex {
  readonly #postings: Postings
  #scores = new Float32Array(0)

  constructor(data: VectorData) {
    this.#postings = new Postings(data)
  }

  get size(): number {
    return this.#postings.size
  }

  holds(feature: number): boolean {
    return this.#postings.count(feature) > 0
  }

  /** Cosine of each entry with the query, by entry; valid until the next search. */
  search({ features, weights, unknown }: SparseQuery): Float32Array {
    if (this.#scores.length < this.size) this.#scores = new Float32Array(this.size)
    this.#scores.fill(0)
    let squares = 0
    for (const weight of unknown) squares += (weight * this.#idf(undefined)) ** 2
    const own = features.map((feature, at) => (weights[at] ?? 0) * this.#idf(feature))
    for (const weight of own) squares += weight * weight
    const length = Math.sqrt(squares) || 1
    for (const [at, feature] of features.entries()) {
      this.#postings.score(feature, (own[at] ?? 0) / length, this.#scores)
    }
    return this.#scores
  }

  add(features: number[]): void {
    const vector = countFeatures(features)
    weigh(vector.features, vector.weights, (feature) => this.#idf(feature))
    this.#postings.add(vector)
  }

  discount(features: number[]): void {
    this.#postings.discount(new Set(features))
  }

  #idf(feature: number | undefined): number {
    return idfOf(this.#postings.live, feature === undefined ? 0 : this.#postings.count(feature))
  }
}

/** As telling as the rarest where nothing holds it. */
function idfOf(size: number, count: number): number {
  return Math.log(1 + size / Math.max(1, count))
}

/** Turns counts into weights of a unit vector. */
function weigh(features: ArrayLike<number>, counts: Weights, idf: (one: number) => number): void {
  for (let at = 0; at < counts.length; at++) {
    counts[at] = (1 + Math.log(counts[at] ?? 1)) * idf(features[at] ?? 0)
  }
  toUnit(counts)
}
