import type { SparseQuery } from './postings.ts'
import type { Example } from './profiles.ts'
import { buildVectors, type VectorData, VectorIndex } from './vector-index.ts'

/** How many of an article's nearest entries count, each half as much as the one before. */
const NEAREST = 4

export type Nearness = {
  /** Halving sum over the nearest entries, 0 to 1. */
  score: number
  /** Similarity of the very nearest, 0 to 1, and the section it is about, if it is about one. */
  nearest: number
  chunk: number | undefined
  /** Its number among all entries. */
  entry: number | undefined
}

export type PhrasingData = { examples: Omit<Example, 'features'>[]; vectors: VectorData }

export function buildPhrasings(examples: Example[], featureCount: number): PhrasingData {
  return {
    examples: examples.map(({ article, chunk }) => ({ article, chunk })),
    vectors: buildVectors(
      examples.map(({ features }) => features),
      featureCount,
    ),
  }
}

/** Titles, headings and phrasings, each an entry of its own (k nearest neighbours). */
export class PhrasingIndex {
  readonly #examples: PhrasingData['examples']
  readonly #vectors: VectorIndex

  constructor({ examples, vectors }: PhrasingData) {
    this.#examples = examples
    this.#vectors = new VectorIndex(vectors)
  }

  holds(feature: number): boolean {
    return this.#vectors.holds(feature)
  }

  /** How near each article's entries are to a query. */
  search(query: SparseQuery): Map<number, Nearness> {
    const near = new Map<number, { entry: number; similarity: number }[]>()
    const found = this.#vectors.search(query)
    for (let entry = 0; entry < found.length; entry++) {
      const similarity = found[entry] ?? 0
      if (similarity === 0) continue
      const article = this.#examples[entry]?.article ?? -1
      const known = near.get(article)
      if (known) known.push({ entry, similarity })
      else near.set(article, [{ entry, similarity }])
    }
    return new Map([...near].map(([article, entries]) => [article, this.#nearness(entries)]))
  }

  /** Where an entry stands among those of its article, which follow one another. */
  placeOf(entry: number): number {
    const article = this.#examples[entry]?.article
    let first = entry
    while (first > 0 && this.#examples[first - 1]?.article === article) first--
    return entry - first
  }

  #nearness(entries: { entry: number; similarity: number }[]): Nearness {
    const nearest = entries
      .sort((one, other) => other.similarity - one.similarity)
      .slice(0, NEAREST)
    let score = 0
    let share = 0.5
    for (const { similarity } of nearest) {
      score += similarity * share
      share /= 2
    }
    const [first] = nearest
    const chunk = first && this.#examples[first.entry]?.chunk
    return { score, nearest: first?.similarity ?? 0, chunk, entry: first?.entry }
  }
}
