/** A sparse vector: feature numbers, each once, with their weights. */
export type SparseVector = { features: number[]; weights: number[] }

/** A question as a sparse vector; what no index can know is only told by its weight. */
export type SparseQuery = SparseVector & {
  /** Weights of the features that the lexicon lacks. */
  unknown: number[]
}

/** Entries by feature, in flat arrays: compact, and kept and read again without making objects. */
export type PostingsData = {
  size: number
  starts: Int32Array
  entries: Int32Array
  weights: Float32Array
}

export function buildPostings(vectors: SparseVector[], featureCount: number): PostingsData {
  const starts = new Int32Array(featureCount + 1)
  for (const { features } of vectors) for (const feature of features) bump(starts, feature + 1)
  for (let at = 1; at <= featureCount; at++) {
    starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0)
  }
  const total = starts[featureCount] ?? 0
  const data = {
    size: vectors.length,
    starts,
    entries: new Int32Array(total),
    weights: new Float32Array(total),
  }
  fill(data, vectors)
  return data
}

function fill({ starts, entries, weights: all }: PostingsData, vectors: SparseVector[]): void {
  const next = starts.slice()
  for (const [entry, { features, weights }] of vectors.entries()) {
    for (let at = 0; at < features.length; at++) {
      const feature = features[at] ?? 0
      const place = next[feature] ?? 0
      entries[place] = entry
      all[place] = weights[at] ?? 0
      next[feature] = place + 1
    }
  }
}

export class Postings {
  readonly size: number
  readonly #starts: Int32Array
  readonly #entries: Int32Array
  readonly #weights: Float32Array

  constructor({ size, starts, entries, weights }: PostingsData) {
    this.size = size
    this.#starts = starts
    this.#entries = entries
    this.#weights = weights
  }

  /** How many entries hold a feature. */
  count(feature: number): number {
    return (this.#starts[feature + 1] ?? 0) - (this.#starts[feature] ?? 0)
  }

  /** Adds `weight` times each holder's own weight to its score. */
  score(feature: number, weight: number, scores: Float64Array): void {
    const end = this.#starts[feature + 1] ?? 0
    for (let at = this.#starts[feature] ?? 0; at < end; at++) {
      const entry = this.#entries[at] ?? 0
      scores[entry] = (scores[entry] ?? 0) + weight * (this.#weights[at] ?? 0)
    }
  }
}

/** Sums weights by feature on one flat array that is used again and again. */
export class FeatureSum {
  readonly #sums: Float64Array
  #touched: number[] = []

  constructor(featureCount: number) {
    this.#sums = new Float64Array(featureCount)
  }

  add(feature: number, weight: number): void {
    const sum = this.#sums[feature] ?? 0
    if (sum === 0) this.#touched.push(feature)
    this.#sums[feature] = sum + weight
  }

  /** What was summed up; the sums start again from nothing. */
  take(): SparseVector {
    const features = this.#touched
    const weights = features.map((feature) => this.#sums[feature] ?? 0)
    for (const feature of features) this.#sums[feature] = 0
    this.#touched = []
    return { features, weights }
  }
}

/** How often each list holds each of its features. */
export function countFeatures(lists: number[][], featureCount: number): SparseVector[] {
  const sum = new FeatureSum(featureCount)
  return lists.map((features) => {
    for (const feature of features) sum.add(feature, 1)
    return sum.take()
  })
}

/** How many vectors hold each feature. */
export function documentCounts(vectors: SparseVector[], featureCount: number): Int32Array {
  const counts = new Int32Array(featureCount)
  for (const { features } of vectors) for (const feature of features) bump(counts, feature)
  return counts
}

/** The entries with a score above 0. */
export function scoredEntries(scores: Float64Array): Map<number, number> {
  const found = new Map<number, number>()
  for (let entry = 0; entry < scores.length; entry++) {
    const score = scores[entry] ?? 0
    if (score > 0) found.set(entry, score)
  }
  return found
}

function bump(counts: Int32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1
}
