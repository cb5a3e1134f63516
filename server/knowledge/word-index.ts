import { RowsBuilder } from './flat/rows.ts'
import {
  buildPostings,
  compactCounts,
  countFeatures,
  type FeatureCountData,
  FeatureCounts,
  FeatureSum,
  Postings,
  type PostingsData,
  SmallSum,
  type SparseQuery,
  VectorListBuilder,
} from './postings.ts'

/** Stems of an article by field. */
export type WordFields = {
  title: number[]
  questions: number[]
  headings: number[]
  body: number[]
}

const FIELDS = ['title', 'questions', 'headings', 'body'] as const
type Field = (typeof FIELDS)[number]

const BOOSTS: Record<Field, number> = { title: 2, questions: 1.5, headings: 1.5, body: 1 }
const K1 = 1.2
const B = 0.75

/** Weights without how rare a stem is: that changes with every article that comes or goes. */
export type WordData = {
  postings: PostingsData
  /** In how many fields of all articles each stem stands. */
  holders: FeatureCountData
  /** How many stems each field has on average. */
  averages: Record<Field, number>
}

/** Takes articles one by one. */
export class WordIndexBuilder {
  readonly #fields = { title: rows(), questions: rows(), headings: rows(), body: rows() }

  add(fields: WordFields): void {
    for (const field of FIELDS) this.#fields[field].add(fields[field])
  }

  build(featureCount: number): WordData {
    const size = this.#fields.title.size
    const averages = averagesOf((field) => this.#fields[field].length / (size || 1))
    const counts = new Int32Array(featureCount)
    const [field, sum] = [new FeatureSum(featureCount), new FeatureSum(featureCount)]
    const vectors = new VectorListBuilder()
    for (let article = 0; article < size; article++) {
      for (const name of FIELDS) {
        const stems = this.#fields[name].row(article)
        for (const stem of stems) field.add(stem, 1)
        const vector = field.take()
        for (const stem of vector.features) counts[stem] = (counts[stem] ?? 0) + 1
        addField(sum, vector, { name, length: stems.length, average: averages[name] })
      }
      vectors.add(sum.take())
    }
    const postings = buildPostings(vectors.build(), featureCount)
    return { postings, holders: compactCounts(counts), averages }
  }
}

/**
 * Whole articles by their telling stems: BM25 over boosted fields exactly as lunr scores them (a test
 * compares), but over numbers in flat arrays, so that 10,000 articles are built and searched at once
 * and articles may come and go.
 */
export class WordIndex {
  readonly #postings: Postings
  readonly #holders: FeatureCounts
  readonly #averages: WordData['averages']

  constructor({ postings, holders, averages }: WordData) {
    this.#postings = new Postings(postings)
    this.#holders = new FeatureCounts(holders)
    this.#averages = averages
  }

  /** Score of each article, by its place in the list. */
  search({ features, weights }: SparseQuery): Float32Array {
    const scores = new Float32Array(this.#postings.size)
    const known = features.map((stem) => this.#holders.get(stem) > 0)
    const squares = weights.reduce((sum, weight, at) => sum + (known[at] ? weight ** 2 : 0), 0)
    const length = Math.sqrt(squares) || 1
    for (const [at, stem] of features.entries()) {
      const weight = ((weights[at] ?? 0) / length) * this.#idf(stem)
      this.#postings.score(stem, weight, scores)
    }
    return scores
  }

  add(fields: WordFields): void {
    const sum = new SmallSum()
    for (const name of FIELDS) {
      const vector = countFeatures(fields[name])
      for (const stem of vector.features) this.#holders.change(stem, 1)
      addField(sum, vector, { name, length: fields[name].length, average: this.#averages[name] })
    }
    this.#postings.add(sum.take())
  }

  discount(fields: WordFields): void {
    const stems = new Set<number>()
    for (const name of FIELDS) {
      for (const stem of new Set(fields[name])) {
        this.#holders.change(stem, -1)
        stems.add(stem)
      }
    }
    this.#postings.discount(stems)
  }

  /** lunr counts a stem once for each field that holds it. */
  #idf(stem: number): number {
    const holders = this.#holders.get(stem)
    return Math.log(1 + Math.abs((this.#postings.live - holders + 0.5) / (holders + 0.5)))
  }
}

function addField(
  sum: FeatureSum | SmallSum,
  { features, weights }: { features: number[]; weights: number[] },
  field: { name: Field; length: number; average: number },
): void {
  const norm = K1 * (1 - B + B * (field.length / (field.average || 1)))
  for (const [at, stem] of features.entries()) {
    const count = weights[at] ?? 0
    sum.add(stem, (BOOSTS[field.name] * (K1 + 1) * count) / (norm + count))
  }
}

function averagesOf(average: (field: Field) => number): Record<Field, number> {
  return {
    title: average('title'),
    questions: average('questions'),
    headings: average('headings'),
    body: average('body'),
  }
}

function rows(): RowsBuilder {
  return new RowsBuilder()
}
