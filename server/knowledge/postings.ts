import { placeIn, type RowsBuilder } from './flat/rows.ts'

/** A sparse vector: feature numbers, each once, with their weights. */
export type SparseVector = { features: number[]; weights: number[] }

/** A question as a sparse vector; what no index can know is only told by its weight. */
export type SparseQuery = SparseVector & {
  /** Weights of the features that the lexicon lacks. */
  unknown: number[]
}

/** Many sparse vectors, one after the other. */
export type VectorList = { starts: Int32Array; features: Int32Array; weights: Float32Array }

/** Entries by feature, in flat arrays: compact, and moved between threads or kept without making objects. */
export type PostingsData = {
  size: number
  /** Those that some entry holds, sorted; the lists below stand in their order. */
  features: Int32Array
  starts: Int32Array
  entries: Int32Array
  weights: Float32Array
}

export function buildPostings(vectors: VectorList, featureCount: number): PostingsData {
  const counts = documentCounts(vectors, featureCount)
  const features = Int32Array.from(heldFeatures(counts))
  const starts = new Int32Array(features.length + 1)
  for (const [at, feature] of features.entries()) {
    starts[at + 1] = (starts[at] ?? 0) + (counts[feature] ?? 0)
    // From here on: where the next entry of the feature goes.
    counts[feature] = starts[at] ?? 0
  }
  const total = vectors.features.length
  const [entries, weights] = [new Int32Array(total), new Float32Array(total)]
  for (let entry = 0; entry + 1 < vectors.starts.length; entry++) {
    const end = vectors.starts[entry + 1] ?? 0
    for (let at = vectors.starts[entry] ?? 0; at < end; at++) {
      const feature = vectors.features[at] ?? 0
      const place = counts[feature] ?? 0
      entries[place] = entry
      weights[place] = vectors.weights[at] ?? 0
      counts[feature] = place + 1
    }
  }
  return { size: vectors.starts.length - 1, features, starts, entries, weights }
}

type Later = { entries: number[]; weights: number[] }

/** Built entries, to which others may be added; those that are taken out no longer count. */
export class Postings {
  readonly #data: PostingsData
  readonly #later = new Map<number, Later>()
  readonly #fewer = new Map<number, number>()
  #size: number
  #gone = 0

  constructor(data: PostingsData) {
    this.#data = data
    this.#size = data.size
  }

  /** Entries ever added: their numbers are below it. */
  get size(): number {
    return this.#size
  }

  /** Entries that count. */
  get live(): number {
    return this.#size - this.#gone
  }

  /** How many entries hold a feature. */
  count(feature: number): number {
    const place = placeIn(this.#data.features, feature)
    const { starts } = this.#data
    const built = place < 0 ? 0 : (starts[place + 1] ?? 0) - (starts[place] ?? 0)
    const later = this.#later.get(feature)?.entries.length ?? 0
    return built + later - (this.#fewer.get(feature) ?? 0)
  }

  /** Adds `weight` times each holder's own weight to its score. */
  score(feature: number, weight: number, scores: Float32Array): void {
    const { features, starts, entries, weights } = this.#data
    const place = placeIn(features, feature)
    const [start, end] = [starts[place] ?? 0, starts[place + 1] ?? 0]
    for (let at = start; place >= 0 && at < end; at++) {
      const entry = entries[at] ?? 0
      scores[entry] = (scores[entry] ?? 0) + weight * (weights[at] ?? 0)
    }
    const later = this.#later.get(feature)
    if (!later) return
    for (const [at, entry] of later.entries.entries()) {
      scores[entry] = (scores[entry] ?? 0) + weight * (later.weights[at] ?? 0)
    }
  }

  /** Adds an entry with the next number. */
  add({ features, weights }: SparseVector): void {
    const entry = this.#size++
    for (const [at, feature] of features.entries()) {
      let later = this.#later.get(feature)
      if (!later) {
        later = { entries: [], weights: [] }
        this.#later.set(feature, later)
      }
      later.entries.push(entry)
      later.weights.push(weights[at] ?? 0)
    }
  }

  /** Counts an entry no longer. Its scores stay: whoever searches leaves out its article. */
  discount(features: Iterable<number>): void {
    this.#gone += 1
    for (const feature of features) {
      this.#fewer.set(feature, (this.#fewer.get(feature) ?? 0) + 1)
    }
  }
}

/** Counts by feature that go up and down later. */
export class FeatureCounts {
  readonly #features: Int32Array
  readonly #counts: Int32Array
  readonly #changes = new Map<number, number>()

  constructor({ features, counts }: FeatureCountData) {
    this.#features = features
    this.#counts = counts
  }

  get(feature: number): number {
    const place = placeIn(this.#features, feature)
    return (place < 0 ? 0 : (this.#counts[place] ?? 0)) + (this.#changes.get(feature) ?? 0)
  }

  change(feature: number, by: number): void {
    this.#changes.set(feature, (this.#changes.get(feature) ?? 0) + by)
  }
}

export type FeatureCountData = { features: Int32Array; counts: Int32Array }

/** `counts` by feature without the features that nothing holds. */
export function compactCounts(counts: Int32Array): FeatureCountData {
  const features = Int32Array.from(heldFeatures(counts))
  return { features, counts: features.map((feature) => counts[feature] ?? 0) }
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

/** The same for a single article, which has few of all features. */
export class SmallSum {
  readonly #sums = new Map<number, number>()

  add(feature: number, weight: number): void {
    this.#sums.set(feature, (this.#sums.get(feature) ?? 0) + weight)
  }

  take(): SparseVector {
    return { features: [...this.#sums.keys()], weights: [...this.#sums.values()] }
  }
}

/** Takes sparse vectors one by one. */
export class VectorListBuilder {
  #starts: number[] = [0]
  #features = new Int32Array(1024)
  #weights = new Float32Array(1024)
  #length = 0

  add({ features, weights }: SparseVector): void {
    this.#makeRoom(features.length)
    this.#features.set(features, this.#length)
    this.#weights.set(weights, this.#length)
    this.#length += features.length
    this.#starts.push(this.#length)
  }

  build(): VectorList {
    return {
      starts: Int32Array.from(this.#starts),
      features: this.#features.subarray(0, this.#length),
      weights: this.#weights.subarray(0, this.#length),
    }
  }

  #makeRoom(more: number): void {
    if (this.#length + more <= this.#features.length) return
    const room = Math.max(this.#features.length * 2, this.#length + more)
    const [features, weights] = [new Int32Array(room), new Float32Array(room)]
    features.set(this.#features)
    weights.set(this.#weights)
    this.#features = features
    this.#weights = weights
  }
}

/** How often each list holds each of its features. */
export function countRows(rows: RowsBuilder, featureCount: number): VectorList {
  const sum = new FeatureSum(featureCount)
  const list = new VectorListBuilder()
  for (let at = 0; at < rows.size; at++) {
    for (const feature of rows.row(at)) sum.add(feature, 1)
    list.add(sum.take())
  }
  return list.build()
}

/** How often one list holds each of its features. */
export function countFeatures(features: Iterable<number>): SparseVector {
  const counts = new Map<number, number>()
  for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  return { features: [...counts.keys()], weights: [...counts.values()] }
}

/** How many vectors hold each feature. */
export function documentCounts({ features }: VectorList, featureCount: number): Int32Array {
  const counts = new Int32Array(featureCount)
  for (const feature of features) counts[feature] = (counts[feature] ?? 0) + 1
  return counts
}

/** Makes a vector's weights those of a unit vector. */
export function toUnit(weights: { length: number; [at: number]: number }): void {
  let squares = 0
  for (let at = 0; at < weights.length; at++) squares += (weights[at] ?? 0) ** 2
  const length = Math.sqrt(squares) || 1
  for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] ?? 0) / length
}

function heldFeatures(counts: Int32Array): number[] {
  const held: number[] = []
  for (const [feature, count] of counts.entries()) if (count > 0) held.push(feature)
  return held
}
