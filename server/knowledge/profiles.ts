import {
  buildPostings,
  countFeatures,
  documentCounts,
  FeatureSum,
  Postings,
  type PostingsData,
  type SparseQuery,
  type SparseVector,
} from './postings.ts'

/** How an article is asked for: features of its title, one of its headings or phrasings. */
export type Example = {
  article: number
  /** The section it is about; a title is about none. */
  chunk: number | undefined
  features: number[]
}

export type ProfileData = { idf: Float32Array; postings: PostingsData }

/** `examples` stand in the order of their articles; those behind the last article are none's. */
export function buildProfiles(
  examples: Example[],
  articleCount: number,
  featureCount: number,
): ProfileData {
  const vectors = countFeatures(
    examples.map(({ features }) => features),
    featureCount,
  )
  const idf = Float32Array.from(documentCounts(vectors, featureCount), (count) =>
    count > 0 ? Math.log(1 + examples.length / count) : 0,
  )
  const sum = new FeatureSum(featureCount)
  const profiles: SparseVector[] = []
  for (let article = 0, at = 0; article < articleCount; article++) {
    for (; examples[at]?.article === article; at++) {
      addExample(sum, vectors[at]?.features ?? [], idf)
    }
    profiles.push(unitVector(sum.take()))
  }
  return { idf, postings: buildPostings(profiles, featureCount) }
}

/**
 * Each article as the mean of its examples, every example with the same say. What a linear learner
 * would find out in seconds, this finds most of at once (banking77: 88 % without, 91 % with it, 92 %
 * with a learner).
 */
export class ProfileIndex {
  readonly #idf: Float32Array
  readonly #postings: Postings

  constructor({ idf, postings }: ProfileData) {
    this.#idf = idf
    this.#postings = new Postings(postings)
  }

  /** Similarity of each article to the query, 0 to 1. */
  search({ features, weights }: SparseQuery): Float64Array {
    const scores = new Float64Array(this.#postings.size)
    const own = features.map((feature, at) => (weights[at] ?? 0) * (this.#idf[feature] ?? 0))
    const length = Math.sqrt(own.reduce((sum, weight) => sum + weight * weight, 0)) || 1
    for (const [at, feature] of features.entries()) {
      this.#postings.score(feature, (own[at] ?? 0) / length, scores)
    }
    return scores
  }
}

function addExample(sum: FeatureSum, features: number[], idf: Float32Array): void {
  let squares = 0
  for (const feature of features) squares += (idf[feature] ?? 0) ** 2
  const length = Math.sqrt(squares) || 1
  for (const feature of features) sum.add(feature, (idf[feature] ?? 0) / length)
}

function unitVector({ features, weights }: SparseVector): SparseVector {
  let squares = 0
  for (const weight of weights) squares += weight * weight
  const length = Math.sqrt(squares) || 1
  return { features, weights: weights.map((weight) => weight / length) }
}
