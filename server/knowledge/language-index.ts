import type { Chunk, WholeMeta } from './article.ts'
import { Bm25Index } from './bm25-index.ts'
import { type Lexeme, Lexicon } from './lexicon.ts'
import { PhrasingIndex } from './phrasings.ts'
import { type Example, ProfileIndex } from './profiles.ts'
import { Speller } from './speller.ts'
import { WordIndex } from './word-index.ts'

export type IndexedArticle = {
  slug: string
  lang: string
  revision: string
  meta: WholeMeta
  chunks: Chunk[]
}

/** A heading counts this often in its section. */
const HEADING_COUNT = 2

type ArticleWords = {
  title: Lexeme[]
  phrasings: Lexeme[][]
  chunks: { heading: Lexeme[]; body: Lexeme[] }[]
}

/** A title, heading or phrasing, with the section it is about. */
type Head = { lexemes: Lexeme[]; chunk: number | undefined }

/** The stems of one section, with those of the phrasings that are about it. */
export type SectionStems = { heading: Set<number>; body: Set<number>; phrasings: Set<number> }

/** Everything that questions in one language are compared with. */
export class LanguageIndex {
  readonly lang: string
  readonly articles: IndexedArticle[]
  readonly lexicon: Lexicon
  readonly words: WordIndex
  readonly phrasings: PhrasingIndex
  readonly grams: PhrasingIndex
  /** Title, headings and phrasings of each article as one: what it is usually asked like. */
  readonly profiles: ProfileIndex
  readonly sections: Bm25Index
  /** Article and chunk of each section. */
  readonly sectionOf: { article: number; chunk: number }[]
  /** Per article, what each of its sections is about. */
  readonly sectionStems: SectionStems[][]
  /** Stems in an article, and those in its title, headings and phrasings. */
  readonly stems: Set<number>[]
  readonly headStems: Set<number>[]
  readonly titleStems: Set<number>[]
  /** Per article: how many of its title, headings and phrasings hold a stem. */
  readonly #headCounts: { total: number; counts: Map<number, number> }[]
  #speller: Speller | undefined
  #headings: Map<string, number> | undefined

  constructor(lang: string, articles: IndexedArticle[]) {
    this.lang = lang
    this.articles = articles
    this.lexicon = new Lexicon(lang)
    const texts = articles.map((article) => readArticle(article, this.lexicon))
    const heads = texts.map(headsOf)
    const sections = texts.flatMap((text, article) =>
      sectionFeatures(text, heads[article] ?? [], this.lexicon),
    )
    const profiles = examplesOf(heads, (head) => profileFeatures(head, this.lexicon))
    const { size } = this.lexicon
    this.words = new WordIndex(texts.map(wordFields))
    this.phrasings = new PhrasingIndex(examplesOf(heads, stemsOf), size)
    this.grams = new PhrasingIndex(examplesOf(heads, gramsOf), size)
    this.profiles = new ProfileIndex(profiles, articles.length, size)
    this.sections = new Bm25Index(sections, size)
    this.sectionOf = texts.flatMap(({ chunks }, article) =>
      chunks.map((_, chunk) => ({ article, chunk })),
    )
    this.sectionStems = texts.map((text, article) => sectionStemsOf(text, heads[article] ?? []))
    this.headStems = heads.map((list) => new Set(list.flatMap(({ lexemes }) => stemsOf(lexemes))))
    this.titleStems = texts.map(({ title }) => new Set(stemsOf(title)))
    this.#headCounts = heads.map(countHeads)
    this.stems = this.sectionStems.map((list, article) => {
      const bodies = list.flatMap(({ body }) => [...body])
      return new Set([...(this.headStems[article] ?? []), ...bodies])
    })
  }

  /** Made when first needed: most questions are spelt well enough. */
  get speller(): Speller {
    this.#speller ??= new Speller(this.lexicon.counts())
    return this.#speller
  }

  /** How telling a stem is: rare ones most, unknown ones as much as the rarest. */
  idf(stem: number | undefined): number {
    return this.sections.idf(stem)
  }

  /** Share of an article's title, headings and phrasings that hold a stem. */
  headShare(article: number, stem: number): number {
    const heads = this.#headCounts[article]
    return heads ? (heads.counts.get(stem) ?? 0) / heads.total : 0
  }

  /** Share of the articles that have a section of the same heading. */
  headingShare(article: number, chunk: number): number {
    const heading = this.articles[article]?.chunks[chunk]?.heading ?? ''
    if (heading === '') return 0
    this.#headings ??= countHeadings(this.articles)
    return ((this.#headings.get(heading) ?? 1) - 1) / this.articles.length
  }

  /** The number of a stem that some section holds. */
  knownStem(stemmed: string): number | undefined {
    const stem = this.lexicon.findStem(stemmed)
    return stem !== undefined && this.sections.has(stem) ? stem : undefined
  }
}

function readArticle({ meta, chunks }: IndexedArticle, lexicon: Lexicon): ArticleWords {
  return {
    title: lexicon.read(meta.title),
    phrasings: meta.questions.map((phrasing) => lexicon.read(phrasing)),
    chunks: chunks.map(({ heading, text }) => ({
      heading: lexicon.read(heading),
      body: lexicon.read(text),
    })),
  }
}

function headsOf({ title, phrasings, chunks }: ArticleWords): Head[] {
  const sections = chunks.map(({ heading, body }) => ({
    heading: new Set(stemsOf(heading)),
    body: new Set(stemsOf(body)),
  }))
  return [
    { lexemes: title, chunk: undefined },
    ...phrasings.map((lexemes) => ({ lexemes, chunk: sectionAbout(lexemes, sections) })),
    ...chunks.map(({ heading }, chunk) => ({ lexemes: heading, chunk })),
  ]
}

/** The section that shares most of a phrasing's telling words; those in few sections tell most. */
function sectionAbout(
  phrasing: Lexeme[],
  sections: { heading: Set<number>; body: Set<number> }[],
): number | undefined {
  const shared = sections.map(() => 0)
  for (const stem of new Set(stemsOf(phrasing.filter(({ isStop }) => !isStop)))) {
    const worth = sections.map(({ heading, body }) =>
      heading.has(stem) ? HEADING_COUNT : Number(body.has(stem)),
    )
    const total = worth.reduce((sum, one) => sum + one, 0) || 1
    for (const [chunk, one] of worth.entries()) shared[chunk] = (shared[chunk] ?? 0) + one / total
  }
  const most = Math.max(0, ...shared)
  return most > 0 ? shared.indexOf(most) : undefined
}

function examplesOf(heads: Head[][], toFeatures: (lexemes: Lexeme[]) => number[]): Example[] {
  return heads.flatMap((list, article) =>
    list.map(({ lexemes, chunk }) => ({ article, chunk, features: toFeatures(lexemes) })),
  )
}

function countHeadings(articles: IndexedArticle[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { heading } of articles.flatMap(({ chunks }) => chunks)) {
    counts.set(heading, (counts.get(heading) ?? 0) + 1)
  }
  return counts
}

function countHeads(heads: Head[]): { total: number; counts: Map<number, number> } {
  const counts = new Map<number, number>()
  for (const { lexemes } of heads) {
    for (const stem of new Set(stemsOf(lexemes))) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  }
  return { total: heads.length || 1, counts }
}

/** Phrasings stand in the section they are about; those about none in the first. */
function phrasingsAbout(heads: Head[], { phrasings, chunks }: ArticleWords): Lexeme[][][] {
  const lists: Lexeme[][][] = chunks.map(() => [])
  for (const { lexemes, chunk } of heads.slice(1, 1 + phrasings.length)) {
    lists[chunk ?? 0]?.push(lexemes)
  }
  return lists
}

function sectionFeatures(text: ArticleWords, heads: Head[], lexicon: Lexicon): number[][] {
  const asked = phrasingsAbout(heads, text)
  return text.chunks.map(({ heading, body }, chunk) => {
    const head = stemsAndPairs(heading, lexicon)
    return [
      ...Array<number[]>(HEADING_COUNT).fill(head),
      stemsAndPairs(body, lexicon),
      ...(asked[chunk] ?? []).map((phrasing) => stemsAndPairs(phrasing, lexicon)),
    ].flat()
  })
}

function sectionStemsOf(text: ArticleWords, heads: Head[]): SectionStems[] {
  const asked = phrasingsAbout(heads, text)
  return text.chunks.map(({ heading, body }, chunk) => ({
    heading: new Set(stemsOf(heading)),
    body: new Set(stemsOf(body)),
    phrasings: new Set((asked[chunk] ?? []).flatMap(stemsOf)),
  }))
}

/** Small words only slow lunr down: the sections' own index knows them. */
function wordFields({ title, phrasings, chunks }: ArticleWords) {
  return {
    title: tellingStems(title),
    questions: phrasings.flatMap(tellingStems),
    headings: chunks.flatMap(({ heading }) => tellingStems(heading)),
    body: chunks.flatMap(({ body }) => tellingStems(body)),
  }
}

function tellingStems(lexemes: Lexeme[]): string[] {
  return lexemes.filter(({ isStop }) => !isStop).map(({ key }) => key)
}

function stemsOf(lexemes: Lexeme[]): number[] {
  return lexemes.map(({ stem }) => stem)
}

/** A loop, because of all functions here this one makes the most numbers. */
function gramsOf(lexemes: Lexeme[]): number[] {
  const all: number[] = []
  for (const { grams } of lexemes) for (const gram of grams) all.push(gram)
  return all
}

function stemsAndPairs(lexemes: Lexeme[], lexicon: Lexicon): number[] {
  const features = stemsOf(lexemes)
  for (const pair of lexicon.readPairs(lexemes)) features.push(pair)
  return features
}

function profileFeatures(lexemes: Lexeme[], lexicon: Lexicon): number[] {
  const features = stemsAndPairs(lexemes, lexicon)
  for (const gram of gramsOf(lexemes)) features.push(gram)
  return features
}
