import lunr from 'lunr'
import type { SparseQuery } from './postings.ts'

/** Stems of an article by field. */
export type WordFields = {
  title: number[]
  questions: number[]
  headings: number[]
  body: number[]
}

const BOOSTS: Record<keyof WordFields, number> = {
  title: 2,
  questions: 1.5,
  headings: 1.5,
  body: 1,
}

/** Whole articles as lunr keeps them, in its own serialised form. */
export type WordData = object

/** Our own analyser has read the texts already: lunr sees the numbers of stems as its words. */
export function buildWords(articles: WordFields[]): WordData {
  const builder = new lunr.Builder()
  const tokens = new Map<number, lunr.Token>()
  builder.tokenizer = asTokenizer((stems) => stems.map((stem) => tokenOf(tokens, stem)))
  builder.ref('id')
  for (const [field, boost] of Object.entries(BOOSTS)) builder.field(field, { boost })
  for (const [id, fields] of articles.entries()) builder.add({ id, ...fields })
  return builder.build().toJSON()
}

/**
 * Whole articles by their telling stems. lunr is asked stem by stem: `idx.search` would read a person's
 * text as a query language.
 */
export class WordIndex {
  readonly #index: lunr.Index

  constructor(data: WordData) {
    this.#index = lunr.Index.load(data)
  }

  /** Score of each article that holds a stem, by its place in the list. */
  search({ features, weights }: SparseQuery): Map<number, number> {
    if (features.length === 0) return new Map()
    const found = this.#index.query((query) => {
      for (const [at, stem] of features.entries()) {
        query.term(String(stem), { boost: weights[at] ?? 0, usePipeline: false })
      }
    })
    return new Map(found.map(({ ref, score }) => [Number(ref), score]))
  }
}

function tokenOf(tokens: Map<number, lunr.Token>, stem: number): lunr.Token {
  let token = tokens.get(stem)
  if (!token) {
    token = new lunr.Token(String(stem), {})
    tokens.set(stem, token)
  }
  return token
}

/** lunr's types know its own tokenizer only, with the separator that it reads; ours needs none. */
function asTokenizer(split: (stems: number[]) => lunr.Token[]): typeof lunr.tokenizer {
  return Object.assign(split as unknown as typeof lunr.tokenizer, {
    separator: lunr.tokenizer.separator,
  })
}
