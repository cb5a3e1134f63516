import {
  buildPostings,
  countFeatures,
  documentCounts,
  FeatureSum,
  Postings,
  type PostingsData,
  type SparseQuery,
  scoredEntries,
} from './postings.ts'

/** Stems of an article by field. */
export type WordFields = {
  title: number[]
  questions: number[]
  headings: number[]
  body: number[]
}

const BOOSTS: [keyof WordFields, number][] = [
  ['title', 2],
  ['questions', 1.5],
  ['headings', 1.5],
  ['body', 1],
]

/** lunr's choices for BM25, and the decimals that it keeps. */
const K1 = 1.2
const B = 0.75
const PRECISION = 1_000

/**
 * What each stem weighs in each whole article: BM25 per field as lunr has it, summed over the fields.
 * lunr's own index gives the same scores from a hundred thousand small objects, which cost half of the
 * memory and of the time to build; `tests/unit/knowledge/word-index.test.ts` compares the two.
 */
export function buildWords(articles: WordFields[], featureCount: number): PostingsData {
  const fields = BOOSTS.map(([field, boost]) => {
    const lists = articles.map((article) => article[field])
    const total = lists.reduce((sum, { length }) => sum + length, 0)
    const norms = lists.map(({ length }) => K1 * (1 - B + (B * length * lists.length) / total))
    return { boost, norms, counts: countFeatures(lists, featureCount) }
  })
  // As in lunr, a stem has a holder in each field of each article.
  const holders = documentCounts(
    fields.flatMap(({ counts }) => counts),
    featureCount,
  )
  const sum = new FeatureSum(featureCount)
  const vectors = articles.map((_, article) => {
    for (const { boost, norms, counts } of fields) {
      const { features = [], weights: times = [] } = counts[article] ?? {}
      for (const [at, stem] of features.entries()) {
        const count = times[at] ?? 0
        const idf = idfOf(articles.length, holders[stem] ?? 0)
        const weight = (boost * idf * (K1 + 1) * count) / ((norms[article] ?? 0) + count)
        sum.add(stem, Math.round(weight * PRECISION) / PRECISION)
      }
    }
    return sum.take()
  })
  return buildPostings(vectors, featureCount)
}

function idfOf(articles: number, holders: number): number {
  return Math.log(1 + Math.abs((articles - holders + 0.5) / (holders + 0.5)))
}

/** Whole articles by their telling stems. */
export class WordIndex {
  readonly #postings: Postings

  constructor(data: PostingsData) {
    this.#postings = new Postings(data)
  }

  /** Score of each article that holds a stem, by its place in the list. */
  search({ features, weights }: SparseQuery): Map<number, number> {
    const scores = new Float64Array(this.#postings.size)
    const known = features.flatMap((stem, at) =>
      this.#postings.count(stem) > 0 ? [{ stem, weight: weights[at] ?? 0 }] : [],
    )
    const length = Math.hypot(...known.map(({ weight }) => weight))
    for (const { stem, weight } of known) this.#postings.score(stem, weight / length, scores)
    return scoredEntries(scores)
  }
}
