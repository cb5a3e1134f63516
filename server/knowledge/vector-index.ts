import {
  buildPostings,
  countFeatures,
  documentCounts,
  Postings,
  type PostingsData,
  type SparseQuery,
  type SparseVector,
} from './postings.ts'

export type VectorData = { idf: Float32Array; rarest: number; postings: PostingsData }

/** `entries`: feature numbers, as often as they occur. */
export function buildVectors(entries: number[][], featureCount: number): VectorData {
  const vectors = countFeatures(entries, featureCount)
  const rarest = Math.log(1 + entries.length)
  const idf = Float32Array.from(documentCounts(vectors, featureCount), (count) =>
    count > 0 ? Math.log(1 + entries.length / count) : rarest,
  )
  for (const vector of vectors) weigh(vector, idf)
  return { idf, rarest, postings: buildPostings(vectors, featureCount) }
}

/**
 * Entries as unit vectors of tf-idf weights. Similarity is the cosine, so an unknown word of the query
 * lowers it.
 */
export class VectorIndex {
  readonly #postings: Postings
  readonly #idf: Float32Array
  readonly #rarest: number

  constructor({ idf, rarest, postings }: VectorData) {
    this.#postings = new Postings(postings)
    this.#idf = idf
    this.#rarest = rarest
  }

  holds(feature: number): boolean {
    return this.#postings.count(feature) > 0
  }

  /** Cosine of each entry with the query, by entry. */
  search({ features, weights, unknown }: SparseQuery): Float64Array {
    const scores = new Float64Array(this.#postings.size)
    let squares = 0
    for (const weight of unknown) squares += (weight * this.#rarest) ** 2
    const own = features.map((feature, at) => (weights[at] ?? 0) * (this.#idf[feature] ?? 0))
    for (const weight of own) squares += weight * weight
    const length = Math.sqrt(squares) || 1
    for (const [at, feature] of features.entries()) {
      this.#postings.score(feature, (own[at] ?? 0) / length, scores)
    }
    return scores
  }
}

/** Turns counts into weights of a unit vector. */
function weigh({ features, weights }: SparseVector, idf: Float32Array): void {
  let squares = 0
  for (let at = 0; at < features.length; at++) {
    const weight = (1 + Math.log(weights[at] ?? 1)) * (idf[features[at] ?? 0] ?? 0)
    weights[at] = weight
    squares += weight * weight
  }
  const length = Math.sqrt(squares) || 1
  for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] ?? 0) / length
}
