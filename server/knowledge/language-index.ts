import type { IndexedArticle } from './article-list.ts'
import { asKnown, type KnownArticle, readArticles } from './article-list.ts'
import { type ArticleFeatures, readArticle, readStranger } from './article-reader.ts'
import { Bm25Index } from './bm25-index.ts'
import { placeIn, Rows, startsOf } from './flat/rows.ts'
import { StringTable } from './flat/string-table.ts'
import type { IndexData } from './index-data.ts'
import { Learner } from './learner.ts'
import { type Phrasing, strangerKey } from './learning/phrasing.ts'
import { Lexicon, LexiconReader } from './lexicon.ts'
import { Examples, NOBODY, PERSON, PhrasingIndex } from './phrasings.ts'
import { ProfileIndex } from './profiles.ts'
import { SentenceIndex } from './sentence-index.ts'
import { Speller } from './speller.ts'
import type { RetrieverOptions, Switch } from './switches.ts'
import { buildSynonyms, meaningsOf, type SynonymData } from './terms/synonyms.ts'
import type { Term } from './terms/term.ts'
import { WordIndex } from './word-index.ts'

export type { IndexedArticle, KnownArticle } from './article-list.ts'
export type { IndexData } from './index-data.ts'

export type Stems = { has(stem: number): boolean }

/** The stems of one section, with those of the phrasings that are about it. */
export type SectionStems = { heading: Stems; body: Stems; phrasings: Stems }

const LISTS_A_SECTION = 3

/** Answers from the data of one language; articles may come and go. */
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
  readonly letters: Bm25Index | undefined
  readonly sentences: SentenceIndex
  readonly examples: Examples
  readonly speller: Speller
  /** Keys of the questions that no guide answers. */
  readonly strangers: Set<string>
  /** The same in the order of their entries. */
  readonly strangerKeys: string[]
  /** Where each article's sections start, and the end. */
  readonly sectionStarts: number[]
  readonly #builtCount: number
  /** By an article that came later: the built one in whose place it stands. */
  readonly #heirs = new Map<number, number>()
  readonly #gone = new Set<number>()
  readonly #sectionStems: Rows
  readonly #titleStems: Rows
  readonly #headStems: Rows
  readonly #headCounts: Rows
  readonly #headTotals: number[]
  readonly #headings: Map<string, number>
  readonly #reader: LexiconReader
  readonly #without: ReadonlySet<Switch>
  #phrasingCount: number
  #synonyms: SynonymData

  constructor(data: IndexData, { without = [] }: RetrieverOptions = {}) {
    this.#without = new Set(without)
    this.lang = data.lang
    this.articles = readArticles(data.articles, data.lang)
    this.#builtCount = this.articles.length
    this.#phrasingCount = data.phrasingCount
    this.lexicon = new Lexicon(data.lexicon)
    this.speller = new Speller(new StringTable(data.lexicon.words), data.deletions)
    this.words = new WordIndex(data.words)
    this.examples = new Examples(data.examples)
    this.phrasings = new PhrasingIndex(data.phrasings, this.examples)
    this.grams = new PhrasingIndex(data.grams, this.examples)
    this.profiles = new ProfileIndex(data.profiles)
    this.learner =
      data.learner && !this.isWithout('learner') ? new Learner(data.learner) : undefined
    this.sections = new Bm25Index(data.sections)
    this.letters = data.letters && new Bm25Index(data.letters)
    this.sentences = new SentenceIndex(data.sentences)
    this.sectionStarts = startsOf(data.sectionCounts)
    this.#sectionStems = new Rows(data.sectionStems)
    this.#titleStems = new Rows(data.titleStems)
    this.#headStems = new Rows(data.headStems)
    this.#headCounts = new Rows(data.headCounts)
    this.#headTotals = [...data.headTotals]
    this.#headings = new Map(data.headings)
    this.#synonyms = data.synonyms
    this.strangers = new Set(data.strangers)
    this.strangerKeys = [...data.strangers]
    this.#reader = new LexiconReader(data.lang, this.lexicon)
  }

  /** How many phrasings an article has on average. */
  get phrasingsEach(): number {
    return this.#phrasingCount / (this.articles.length || 1)
  }

  isWithout(what: Switch): boolean {
    return this.#without.has(what)
  }

  /** Articles that were taken out; their numbers are not given again. */
  get gone(): ReadonlySet<number> {
    return this.#gone
  }

  /** The learner's class of an article: an edited one's is that of its older text. */
  learntAs(article: number): number | undefined {
    return article < this.#builtCount ? article : this.#heirs.get(article)
  }

  /** How telling a stem is: rare ones most, unknown ones as much as the rarest. */
  idf(stem: number | undefined): number {
    return this.sections.idf(stem)
  }

  /** The stems of each section of an article. */
  sectionStems(article: number): SectionStems[] {
    const [start = 0, end = 0] = this.sectionStarts.slice(article, article + 2)
    const list = (section: number, part: number): Stems =>
      sortedStems(this.#sectionStems.row(section * LISTS_A_SECTION + part))
    return Array.from({ length: end - start }, (_, chunk) => ({
      heading: list(start + chunk, 0),
      body: list(start + chunk, 1),
      phrasings: list(start + chunk, 2),
    }))
  }

  /** The stems of an article: all of them, those of its title, headings and phrasings, those of its title. */
  stems(article: number): Stems {
    const heads = this.headStems(article)
    const sections = this.sectionStems(article)
    return { has: (stem) => heads.has(stem) || sections.some(({ body }) => body.has(stem)) }
  }

  headStems(article: number): Stems {
    return sortedStems(this.#headStems.row(article))
  }

  titleStems(article: number): Stems {
    return sortedStems(this.#titleStems.row(article))
  }

  /** Share of an article's title, headings and phrasings that hold a stem. */
  headShare(article: number, stem: number): number {
    const place = placeIn(this.#headStems.row(article), stem)
    if (place < 0) return 0
    return (this.#headCounts.row(article)[place] ?? 0) / (this.#headTotals[article] || 1)
  }

  /** Share of the articles that have a section of the same heading. */
  headingShare(article: number, chunk: number): number {
    const heading = this.articles[article]?.chunks[chunk]?.heading ?? ''
    if (heading === '') return 0
    const others = Math.max(1, this.#headings.get(heading) ?? 1) - 1
    return others / (this.articles.length - this.#gone.size)
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

  /** Takes another glossary. */
  explain(terms: Term[]): void {
    this.#synonyms = buildSynonyms(terms, this.lang, (stem) => this.lexicon.findStem(stem))
  }

  /** Adds an article under the next number, with the statistics of all; `before`: an older text of it. */
  add(article: IndexedArticle, phrasings: Phrasing[], before?: number): void {
    const features = readArticle(article, phrasings, this.#reader)
    const number = this.articles.length
    const heir = before === undefined ? undefined : this.learntAs(before)
    if (heir !== undefined) this.#heirs.set(number, heir)
    this.articles.push(asKnown(article, phrasings))
    this.words.add(features.words)
    for (const { chunk, stems, grams } of features.heads) {
      this.examples.add(number, chunk)
      this.phrasings.add(stems)
      this.grams.add(grams)
    }
    this.profiles.add(features.heads.map(({ all }) => all))
    this.#addSections(features)
    this.sentences.add(features.sentences)
    this.#phrasingCount += features.phrasingCount
    this.#headStems.add(features.headStems)
    this.#headCounts.add(features.headCounts)
    this.#headTotals.push(features.headTotal)
    this.#countHeadings(article, 1)
    this.speller.learn(this.#reader.takeCounts())
  }

  /** Adds a question that no guide answers. */
  addStranger(stranger: Phrasing): void {
    const { stems, grams, all } = readStranger(stranger, this.#reader)
    this.examples.add(stranger.isOutOfScope ? NOBODY : PERSON, undefined)
    this.phrasings.add(stems)
    this.grams.add(grams)
    this.profiles.addStranger(all)
    this.strangers.add(strangerKey(stranger))
    this.strangerKeys.push(strangerKey(stranger))
    this.speller.learn(this.#reader.takeCounts())
  }

  /** Leaves an article out of every answer from now on. */
  hide(number: number): void {
    this.#gone.add(number)
  }

  /** Takes an article out; `article` is what was indexed, so that its words count no longer. */
  remove(number: number, article: IndexedArticle): void {
    const phrasings = this.articles[number]?.phrasings ?? []
    const features = readArticle(article, phrasings, this.#reader)
    this.speller.forget(this.#reader.takeCounts())
    this.#gone.add(number)
    this.words.discount(features.words)
    for (const { stems, grams } of features.heads) {
      this.phrasings.discount(stems)
      this.grams.discount(grams)
    }
    this.profiles.discount(features.heads.map(({ all }) => all))
    for (const section of features.sections) {
      this.sections.discount(section.features)
      this.letters?.discount(section.letters)
    }
    this.#countHeadings(article, -1)
  }

  #addSections({ sections, title }: ArticleFeatures): void {
    for (const { features, letters, heading, body, phrasings } of sections) {
      this.sections.add(features)
      this.letters?.add(letters)
      this.#sectionStems.add(heading)
      this.#sectionStems.add(body)
      this.#sectionStems.add(phrasings)
    }
    this.sectionStarts.push((this.sectionStarts.at(-1) ?? 0) + sections.length)
    this.#titleStems.add(title)
  }

  /** A heading that stood once was not counted at the build; one more or less of many changes little. */
  #countHeadings({ chunks }: IndexedArticle, by: number): void {
    for (const { heading } of chunks) {
      const known = this.#headings.get(heading)
      if (known !== undefined || by > 0) this.#headings.set(heading, (known ?? 0) + by)
    }
  }
}

function sortedStems(stems: Int32Array): Stems {
  return { has: (stem) => placeIn(stems, stem) >= 0 }
}
