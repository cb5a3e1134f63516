import {
  buildPostings,
  countFeatures,
  Postings,
  type PostingsData,
  type SparseQuery,
  type SparseVector,
  scoredEntries,
} from './postings.ts'

/** The usual choices of BM25. */
const K1 = 1.2
const B = 0.75

/** `entries`: feature numbers, as often as they occur. */
export function buildBm25(entries: number[][], featureCount: number): PostingsData {
  const total = entries.reduce((sum, features) => sum + features.length, 0)
  const average = total / (entries.length || 1) || 1
  const vectors = countFeatures(entries, featureCount).map((vector, entry) =>
    saturated(vector, (entries[entry]?.length ?? 0) / average),
  )
  return buildPostings(vectors, featureCount)
}

/** Sections of articles, ranked by BM25. */
export class Bm25Index {
  readonly size: number
  readonly #postings: Postings

  constructor(data: PostingsData) {
    this.size = data.size
    this.#postings = new Postings(data)
  }

  /** Inverse document frequency of a feature over the entries; of an unknown one, the highest there is. */
  idf(feature: number | undefined): number {
    const holders = feature === undefined ? 0 : this.#postings.count(feature)
    return Math.log(1 + (this.size - holders + 0.5) / (holders + 0.5))
  }

  has(feature: number): boolean {
    return this.#postings.count(feature) > 0
  }

  /** Score of each entry that holds a feature. */
  search({ features, weights }: SparseQuery): Map<number, number> {
    const scores = new Float64Array(this.size)
    for (const [at, feature] of features.entries()) {
      this.#postings.score(feature, (weights[at] ?? 0) * this.idf(feature), scores)
    }
    return scoredEntries(scores)
  }

  /** The score that an entry full of every feature would have. */
  ceiling({ features, weights, unknown }: SparseQuery): number {
    let sum = 0
    for (const [at, feature] of features.entries()) sum += (weights[at] ?? 0) * this.idf(feature)
    for (const weight of unknown) sum += weight * this.idf(undefined)
    return sum * (K1 + 1)
  }
}

function saturated({ features, weights }: SparseVector, length: number): SparseVector {
  const norm = K1 * (1 - B + B * length)
  return { features, weights: weights.map((count) => (count * (K1 + 1)) / (count + norm)) }
}
