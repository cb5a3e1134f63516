import type { RowsBuilder } from './flat/rows.ts'
import {
  buildPostings,
  compactCounts,
  countFeatures,
  countRows,
  documentCounts,
  type FeatureCountData,
  FeatureCounts,
  FeatureSum,
  Postings,
  type PostingsData,
  SmallSum,
  type SparseQuery,
  toUnit,
  VectorListBuilder,
} from './postings.ts'

export type ProfileData = {
  /** How many examples there are, and how many hold each feature. */
  examples: number
  holders: FeatureCountData
  postings: PostingsData
}

/** `examples` stand in the order of their articles; `articles` says whose each is, those behind the last none's. */
export function buildProfiles(
  examples: RowsBuilder,
  articles: ArrayLike<number>,
  articleCount: number,
  featureCount: number,
): ProfileData {
  const vectors = countRows(examples, featureCount)
  const counts = documentCounts(vectors, featureCount)
  const idf = Float32Array.from(counts, (count) => idfOf(examples.size, count))
  const sum = new FeatureSum(featureCount)
  const profiles = new VectorListBuilder()
  for (let article = 0, at = 0; article < articleCount; article++) {
    for (; articles[at] === article; at++) {
      const features = vectors.features.subarray(vectors.starts[at], vectors.starts[at + 1])
      addExample(sum, features, (feature) => idf[feature] ?? 0)
    }
    const profile = sum.take()
    toUnit(profile.weights)
    profiles.add(profile)
  }
  const postings = buildPostings(profiles.build(), featureCount)
  return { examples: examples.size, holders: compactCounts(counts), postings }
}

/**
 * Each article as the mean of its examples, every example with the same say. What a linear learner
 * would find out in seconds, this finds most of at once (banking77: 88 % without, 91 % with it, 92 %
 * with a learner).
 */
export class ProfileIndex {
  readonly #postings: Postings
  readonly #holders: FeatureCounts
  #examples: number

  constructor({ examples, holders, postings }: ProfileData) {
    this.#examples = examples
    this.#holders = new FeatureCounts(holders)
    this.#postings = new Postings(postings)
  }

  /** Similarity of each article to the query, 0 to 1. */
  search({ features, weights }: SparseQuery): Float32Array {
    const scores = new Float32Array(this.#postings.size)
    const own = features.map((feature, at) => (weights[at] ?? 0) * this.#idf(feature))
    const length = Math.sqrt(own.reduce((sum, weight) => sum + weight * weight, 0)) || 1
    for (const [at, feature] of features.entries()) {
      this.#postings.score(feature, (own[at] ?? 0) / length, scores)
    }
    return scores
  }

  /** Adds an article by its examples. */
  add(examples: number[][]): void {
    this.#count(examples, 1)
    const sum = new SmallSum()
    for (const example of examples) addExample(sum, new Set(example), (one) => this.#idf(one))
    const profile = sum.take()
    toUnit(profile.weights)
    this.#postings.add(profile)
  }

  /** Counts an example of no article: how rare features are is a matter of all. */
  addStranger(example: number[]): void {
    this.#count([example], 1)
  }

  discount(examples: number[][]): void {
    this.#count(examples, -1)
    this.#postings.discount(new Set(examples.flat()))
  }

  #count(examples: number[][], by: number): void {
    this.#examples += by * examples.length
    for (const example of examples) {
      for (const feature of countFeatures(example).features) this.#holders.change(feature, by)
    }
  }

  #idf(feature: number): number {
    return idfOf(this.#examples, this.#holders.get(feature))
  }
}

function idfOf(examples: number, holders: number): number {
  return holders > 0 ? Math.log(1 + examples / holders) : 0
}

/** Each of `features` once. */
function addExample(
  sum: FeatureSum | SmallSum,
  features: Iterable<number>,
  idf: (feature: number) => number,
): void {
  const all = [...features]
  let squares = 0
  for (const feature of all) squares += idf(feature) ** 2
  const length = Math.sqrt(squares) || 1
  for (const feature of all) sum.add(feature, idf(feature) / length)
}
