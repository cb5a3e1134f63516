import type { Chunk, WholeMeta } from './article.ts'
import { hashOf } from './flat/string-table.ts'
import type { Phrasing } from './learning/phrasing.ts'

export type IndexedArticle = {
  slug: string
  lang: string
  revision: string
  meta: WholeMeta
  chunks: Chunk[]
}

type KnownChunk = Pick<Chunk, 'heading' | 'id' | 'blocks'>

/** What answers are made of; HTML and running text are for the page and for building. */
type Content = {
  meta: WholeMeta
  chunks: KnownChunk[]
  /** Those that it was indexed with, beside its own. */
  phrasings: Phrasing[]
}

/** Articles as text in one piece: ten thousand of them as objects would take ten times the memory. */
export type ArticleData = {
  slugs: string[]
  revisions: string[]
  /** `askedKey` of the phrasings that each was indexed with. */
  asked: string[]
  /** YYYY-MM-DD */
  reviewBys: string[]
  validTos: (string | undefined)[]
  bytes: Uint8Array
  /** Where each starts in `bytes`, and the end. */
  starts: Float64Array
}

/** Those that were parsed last stay so: the same few guides are asked for again and again. */
const KEPT_PARSED = 200

/** An article of an index; its content is parsed when somebody looks. */
export class KnownArticle {
  readonly slug: string
  readonly lang: string
  readonly revision: string
  readonly asked: string
  readonly reviewBy: string
  readonly validTo: string | undefined
  readonly #read: () => Content

  constructor(facts: Omit<KnownArticle, keyof Content>, read: () => Content) {
    this.slug = facts.slug
    this.lang = facts.lang
    this.revision = facts.revision
    this.asked = facts.asked
    this.reviewBy = facts.reviewBy
    this.validTo = facts.validTo
    this.#read = read
  }

  get meta(): WholeMeta {
    return this.#read().meta
  }

  get chunks(): KnownChunk[] {
    return this.#read().chunks
  }

  /** The ways to ask for it that it was indexed with, beside those of its front matter. */
  get phrasings(): Phrasing[] {
    return this.#read().phrasings
  }
}

/** Takes articles one by one. */
export class ArticleListBuilder {
  readonly #list: Omit<ArticleData, 'bytes' | 'starts'> = {
    slugs: [],
    revisions: [],
    asked: [],
    reviewBys: [],
    validTos: [],
  }
  readonly #pieces: Buffer[] = []

  add(article: IndexedArticle, phrasings: Phrasing[]): void {
    this.#list.slugs.push(article.slug)
    this.#list.revisions.push(article.revision)
    this.#list.asked.push(askedKey(phrasings))
    this.#list.reviewBys.push(article.meta.reviewBy)
    this.#list.validTos.push(article.meta.validTo)
    this.#pieces.push(Buffer.from(JSON.stringify(contentOf(article, phrasings))))
  }

  build(): ArticleData {
    const starts = new Float64Array(this.#pieces.length + 1)
    for (const [at, piece] of this.#pieces.entries()) {
      starts[at + 1] = (starts[at] ?? 0) + piece.length
    }
    const bytes = new Uint8Array(starts.at(-1) ?? 0)
    for (const [at, piece] of this.#pieces.entries()) bytes.set(piece, starts[at] ?? 0)
    return { ...this.#list, bytes, starts }
  }
}

/** The articles of an index, by their numbers. */
export function readArticles(data: ArticleData, lang: string): KnownArticle[] {
  const parsed = new Map<number, Content>()
  const read = (at: number): Content => {
    const known = parsed.get(at)
    if (known) return known
    const { bytes, starts } = data
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const content = JSON.parse(text.toString('utf8', starts[at], starts[at + 1])) as Content
    const [oldest] = parsed.keys()
    if (parsed.size >= KEPT_PARSED && oldest !== undefined) parsed.delete(oldest)
    parsed.set(at, content)
    return content
  }
  return data.slugs.map((slug, at) => {
    const facts = {
      slug,
      lang,
      revision: data.revisions[at] ?? '',
      asked: data.asked[at] ?? '',
      reviewBy: data.reviewBys[at] ?? '',
      validTo: data.validTos[at],
    }
    return new KnownArticle(facts, () => read(at))
  })
}

/** An article that came after its index was built. */
export function asKnown(article: IndexedArticle, phrasings: Phrasing[]): KnownArticle {
  const { slug, lang, revision, meta } = article
  const { reviewBy, validTo } = meta
  const content = contentOf(article, phrasings)
  const facts = { slug, lang, revision, asked: askedKey(phrasings), reviewBy, validTo }
  return new KnownArticle(facts, () => content)
}

/** Tells lists of phrasings apart. */
export function askedKey(phrasings: Phrasing[]): string {
  if (phrasings.length === 0) return ''
  const text = JSON.stringify(phrasings.map((one) => [one.lang, one.text]))
  return `${text.length}-${hashOf(text)}`
}

function contentOf({ meta, chunks }: IndexedArticle, phrasings: Phrasing[]): Content {
  const known = chunks.map(({ heading, id, blocks }) => ({ heading, id, blocks }))
  return { meta, chunks: known, phrasings }
}
