import type { Chunk, WholeMeta } from './article.ts'
import { Bm25Index } from './bm25-index.ts'
import { Learner, type LearnerData } from './learner.ts'
import { Lexicon, type LexiconData } from './lexicon.ts'
import { type PhrasingData, PhrasingIndex } from './phrasings.ts'
import type { PostingsData } from './postings.ts'
import { type ProfileData, ProfileIndex } from './profiles.ts'
import { Speller } from './speller.ts'
import type { RetrieverOptions, Switch } from './switches.ts'
import { meaningsOf, type SynonymData } from './terms/synonyms.ts'
import { type WordData, WordIndex } from './word-index.ts'

export type IndexedArticle = {
  slug: string
  lang: string
  revision: string
  meta: WholeMeta
  chunks: Chunk[]
}

/** What answers are made of; HTML and running text are for the page and for building. */
export type KnownArticle = Omit<IndexedArticle, 'chunks'> & {
  chunks: Pick<Chunk, 'heading' | 'id' | 'blocks'>[]
}

/** The stems of one section, with those of the phrasings that are about it. */
export type SectionStems = { heading: Set<number>; body: Set<number>; phrasings: Set<number> }

/** As their texts, in this language and in others. */
export type MorePhrasings = { own: string[]; foreign: string[] }

/** Everything that questions in one language are compared with, as plain data that can be kept. */
export type IndexData = {
  lang: string
  articles: KnownArticle[]
  lexicon: LexiconData
  words: WordData
  phrasings: PhrasingData
  grams: PhrasingData
  /** Title, headings and phrasings of each article as one: what it is usually asked like. */
  profiles: ProfileData
  /** Of more articles than a learner is worth, none. */
  learner: LearnerData | undefined
  sections: PostingsData
  /** What the words of each section are spelt with. */
  letters: PostingsData
  /** Per article, what each of its sections is about. */
  sectionStems: SectionStems[][]
  /** Stems in the title, headings and phrasings of each article, and in its title. */
  headStems: Set<number>[]
  titleStems: Set<number>[]
  /** Per article: how many of its title, headings and phrasings hold a stem. */
  headCounts: { total: number; counts: Map<number, number> }[]
  /** Phrasings that are no article's own: of each, then of those that no guide answers (`build-index.ts`). */
  morePhrasings: MorePhrasings[]
  /** What the glossary's terms are called. */
  synonyms: SynonymData
}

/** Answers from the data of one language. */
export class LanguageIndex {
  readonly lang: string
  readonly articles: KnownArticle[]
  readonly lexicon: Lexicon
  readonly words: WordIndex
  readonly phrasings: PhrasingIndex
  readonly grams: PhrasingIndex
  readonly profiles: ProfileIndex
  readonly learner: Learner | undefined
  readonly sections: Bm25Index
  readonly letters: Bm25Index
  /** Article and chunk of each section. */
  readonly sectionOf: { article: number; chunk: number }[]
  readonly sectionStems: SectionStems[][]
  /** Stems in an article, and those in its title, headings and phrasings. */
  readonly stems: Set<number>[]
  readonly headStems: Set<number>[]
  readonly titleStems: Set<number>[]
  readonly #headCounts: IndexData['headCounts']
  readonly #synonyms: SynonymData
  readonly #morePhrasings: MorePhrasings[]
  readonly #without: ReadonlySet<Switch>
  #speller: Speller | undefined
  #headings: Map<string, number> | undefined

  constructor(data: IndexData, { without = [] }: RetrieverOptions = {}) {
    this.#without = new Set(without)
    this.lang = data.lang
    this.articles = data.articles
    this.lexicon = new Lexicon(data.lexicon)
    this.words = new WordIndex(data.words)
    this.phrasings = new PhrasingIndex(data.phrasings)
    this.grams = new PhrasingIndex(data.grams)
    this.profiles = new ProfileIndex(data.profiles)
    this.learner =
      data.learner && !this.isWithout('learner') ? new Learner(data.learner) : undefined
    this.sections = new Bm25Index(data.sections)
    this.letters = new Bm25Index(data.letters)
    this.sectionStems = data.sectionStems
    this.sectionOf = data.sectionStems.flatMap((list, article) =>
      list.map((_, chunk) => ({ article, chunk })),
    )
    this.headStems = data.headStems
    this.titleStems = data.titleStems
    this.#headCounts = data.headCounts
    this.#synonyms = data.synonyms
    this.#morePhrasings = data.morePhrasings
    this.stems = this.sectionStems.map((list, article) => {
      const bodies = list.flatMap(({ body }) => [...body])
      return new Set([...(this.headStems[article] ?? []), ...bodies])
    })
  }

  isWithout(what: Switch): boolean {
    return this.#without.has(what)
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

  /** The title, a phrasing or a heading, by its place among an article's heads (`build-index.ts`). */
  headText(article: number, place: number): string {
    const { own, foreign } = this.#morePhrasings[article] ?? { own: [], foreign: [] }
    const known = this.articles[article]
    if (!known) return own[place] ?? ''
    const headings = known.chunks.map(({ heading }) => heading)
    const { title, questions } = known.meta
    return [title, ...questions, ...own, ...headings, ...foreign][place] ?? ''
  }

  /** Share of the articles that have a section of the same heading. */
  headingShare(article: number, chunk: number): number {
    const heading = this.articles[article]?.chunks[chunk]?.heading ?? ''
    if (heading === '') return 0
    this.#headings ??= countHeadings(this.articles)
    return ((this.#headings.get(heading) ?? 1) - 1) / this.articles.length
  }

  /** For each word of a question, the stems that say the same by the glossary and that some section holds. */
  meaningsOf(question: string[]): number[][] {
    if (this.isWithout('glossary')) return []
    return meaningsOf(this.#synonyms, question).map((stems) =>
      stems.filter((stem) => this.sections.has(stem)),
    )
  }

  /** The number of a stem that some section or phrasing holds. */
  knownStem(stemmed: string): number | undefined {
    const stem = this.lexicon.findStem(stemmed)
    return stem !== undefined && this.#isHeld(stem) ? stem : undefined
  }

  #isHeld(stem: number): boolean {
    return this.sections.has(stem) || this.phrasings.holds(stem)
  }
}

function countHeadings(articles: KnownArticle[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { heading } of articles.flatMap(({ chunks }) => chunks)) {
    counts.set(heading, (counts.get(heading) ?? 0) + 1)
  }
  return counts
}
