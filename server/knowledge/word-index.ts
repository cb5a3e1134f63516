import lunr from 'lunr'

/** Analysed terms of an article by field. */
export type WordFields = {
  title: string[]
  questions: string[]
  headings: string[]
  body: string[]
}

const BOOSTS: Record<keyof WordFields, number> = {
  title: 2,
  questions: 1.5,
  headings: 1.5,
  body: 1,
}

/**
 * Whole articles in a lunr index that sees terms of our own analyser only. It is asked term by term:
 * `idx.search` would read a person's text as a query language.
 */
export class WordIndex {
  readonly #index: lunr.Index

  constructor(articles: WordFields[]) {
    const builder = new lunr.Builder()
    const tokens = new Map<string, lunr.Token>()
    // Terms come analysed; one token for each is enough, for nothing here changes tokens.
    builder.tokenizer = asTokenizer((terms) => terms.map((term) => tokenOf(tokens, term)))
    builder.ref('id')
    for (const [field, boost] of Object.entries(BOOSTS)) builder.field(field, { boost })
    for (const [id, fields] of articles.entries()) builder.add({ id, ...fields })
    this.#index = builder.build()
  }

  /** Score of each article that holds a term, by its place in the list. */
  search(terms: ReadonlyMap<string, number>): Map<number, number> {
    if (terms.size === 0) return new Map()
    const found = this.#index.query((query) => {
      for (const [term, boost] of terms) query.term(term, { boost, usePipeline: false })
    })
    return new Map(found.map(({ ref, score }) => [Number(ref), score]))
  }
}

function tokenOf(tokens: Map<string, lunr.Token>, term: string): lunr.Token {
  let token = tokens.get(term)
  if (!token) {
    token = new lunr.Token(term, {})
    tokens.set(term, token)
  }
  return token
}

/** lunr's types know its own tokenizer only, with the separator that it reads; ours needs none. */
function asTokenizer(split: (terms: string[]) => lunr.Token[]): typeof lunr.tokenizer {
  return Object.assign(split as unknown as typeof lunr.tokenizer, {
    separator: lunr.tokenizer.separator,
  })
}
