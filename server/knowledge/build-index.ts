import { COMMON_LANG } from './article.ts'
import { ArticleListBuilder, type IndexedArticle } from './article-list.ts'
import {
  type ArticleFeatures,
  type HeadFeatures,
  readArticle,
  readStranger,
} from './article-reader.ts'
import { buildBm25 } from './bm25-index.ts'
import { RowsBuilder } from './flat/rows.ts'
import { StringTable } from './flat/string-table.ts'
import type { IndexData } from './language-index.ts'
import { type LearnerData, MOST_LEARNT, trainLearner } from './learner.ts'
import { type Phrasing, strangerKey } from './learning/phrasing.ts'
import { Lexicon, LexiconReader } from './lexicon.ts'
import { NO_CHUNK, NOBODY, PERSON } from './phrasings.ts'
import { buildProfiles } from './profiles.ts'
import { SentenceBuilder } from './sentence-index.ts'
import { buildDeletions } from './speller.ts'
import { buildSynonyms } from './terms/synonyms.ts'
import type { Term } from './terms/term.ts'
import { buildVectors } from './vector-index.ts'
import { WordIndexBuilder } from './word-index.ts'

/** Letters of more articles would be a third of all memory (230 MB of 10,000), and find little more. */
const MOST_SPELT = 2_000

/**
 * An index for each language of the articles, and for the common one in any case, which also learns from
 * phrasings in languages without articles.
 */
export function buildIndexes(
  articles: IndexedArticle[],
  terms: Term[] = [],
  phrasings: Phrasing[] = [],
): IndexData[] {
  const langs = new Set([COMMON_LANG, ...articles.map((article) => article.lang)])
  return [...langs].map((lang) => {
    const builder = new IndexBuilder(lang)
    const bySlug = groupBySlug(phrasingsFor(lang, langs, phrasings))
    for (const article of articles) {
      if (article.lang === lang) builder.add(article, bySlug.get(article.slug) ?? [])
    }
    for (const one of bySlug.get(undefined) ?? []) builder.addStranger(one)
    return builder.build(terms)
  })
}

/** What the index of one language learns from, where there are indexes for `langs`. */
export function phrasingsFor(
  lang: string,
  langs: ReadonlySet<string>,
  phrasings: Phrasing[],
): Phrasing[] {
  return phrasings.filter(
    (one) => one.lang === lang || (lang === COMMON_LANG && !langs.has(one.lang)),
  )
}

/** By the guide that answers; `undefined` where none does. */
export function groupBySlug(phrasings: Phrasing[]): Map<string | undefined, Phrasing[]> {
  const groups = new Map<string | undefined, Phrasing[]>()
  for (const one of phrasings) {
    const group = groups.get(one.slug)
    if (group) group.push(one)
    else groups.set(one.slug, [one])
  }
  return groups
}

/** Of no articles there is nothing to learn. */
function isLearnt(count: number): boolean {
  return count > 0 && count <= MOST_LEARNT
}

/** Takes the articles of one language one by one; what it keeps of them is flat. */
class IndexBuilder {
  readonly #lang: string
  readonly #lexicon = new Lexicon()
  readonly #reader: LexiconReader
  readonly #articles = new ArticleListBuilder()
  readonly #words = new WordIndexBuilder()
  readonly #examples = { articles: [] as number[], chunks: [] as number[] }
  readonly #stems = new RowsBuilder()
  readonly #grams = new RowsBuilder()
  readonly #all = new RowsBuilder()
  readonly #sections = new RowsBuilder()
  readonly #letters = new RowsBuilder()
  readonly #sectionCounts: number[] = []
  readonly #sentences = new SentenceBuilder()
  readonly #sectionStems = new RowsBuilder()
  readonly #titleStems = new RowsBuilder()
  readonly #headStems = new RowsBuilder()
  readonly #headCounts = new RowsBuilder()
  readonly #headTotals: number[] = []
  readonly #strangers: string[] = []
  #phrasingCount = 0
  readonly #headings = new Map<string, number>()

  constructor(lang: string) {
    this.#lang = lang
    this.#reader = new LexiconReader(lang, this.#lexicon)
  }

  add(article: IndexedArticle, phrasings: Phrasing[]): void {
    const features = readArticle(article, phrasings, this.#reader)
    const number = this.#sectionCounts.length
    this.#articles.add(article, phrasings)
    this.#words.add(features.words)
    for (const head of features.heads) this.#addHead(number, head)
    this.#addSections(features)
    this.#sentences.add(features.sentences)
    this.#headStems.add(features.headStems)
    this.#headCounts.add(features.headCounts)
    this.#headTotals.push(features.headTotal)
    this.#phrasingCount += features.phrasingCount
    for (const { heading } of article.chunks) {
      this.#headings.set(heading, (this.#headings.get(heading) ?? 0) + 1)
    }
  }

  /** Adds a question that no guide answers, after all articles. */
  addStranger(phrasing: Phrasing): void {
    this.#strangers.push(strangerKey(phrasing))
    this.#addHead(phrasing.isOutOfScope ? NOBODY : PERSON, readStranger(phrasing, this.#reader))
  }

  build(terms: Term[]): IndexData {
    const { size } = this.#lexicon
    const count = this.#sectionCounts.length
    const lexicon = this.#lexicon.build(this.#reader.takeCounts())
    const articleOf = Int32Array.from(this.#examples.articles)
    const findStem = (stemmed: string) => this.#lexicon.findStem(stemmed)
    return {
      lang: this.#lang,
      articles: this.#articles.build(),
      lexicon,
      deletions: buildDeletions(new StringTable(lexicon.words)),
      words: this.#words.build(size),
      examples: { articles: articleOf, chunks: Int32Array.from(this.#examples.chunks) },
      phrasings: buildVectors(this.#stems, size),
      grams: buildVectors(this.#grams, size),
      profiles: buildProfiles(this.#all, articleOf, count, size),
      learner: isLearnt(count) ? this.#train(articleOf, count) : undefined,
      sections: buildBm25(this.#sections, size),
      letters: count > MOST_SPELT ? undefined : buildBm25(this.#letters, size),
      sentences: this.#sentences.build(),
      sectionCounts: Int32Array.from(this.#sectionCounts),
      sectionStems: this.#sectionStems.build(),
      titleStems: this.#titleStems.build(),
      headStems: this.#headStems.build(),
      headCounts: this.#headCounts.build(),
      phrasingCount: this.#phrasingCount,
      headTotals: Int32Array.from(this.#headTotals),
      headings: new Map([...this.#headings].filter(([, count]) => count > 1)),
      synonyms: buildSynonyms(terms, this.#lang, findStem),
      strangers: this.#strangers,
    }
  }

  /** Those that no guide answers are two more classes, behind the articles. */
  #train(articleOf: Int32Array, count: number): LearnerData {
    const classes = articleOf.map((article) => {
      if (article >= 0) return article
      return article === PERSON ? count : count + 1
    })
    return trainLearner(this.#all, classes, count + 2, this.#lexicon.shares())
  }

  #addHead(article: number, { chunk, stems, grams, all }: HeadFeatures): void {
    this.#examples.articles.push(article)
    this.#examples.chunks.push(chunk ?? NO_CHUNK)
    this.#stems.add(stems)
    this.#grams.add(grams)
    this.#all.add(all)
  }

  #addSections({ sections, title }: ArticleFeatures): void {
    for (const { features, letters, heading, body, phrasings } of sections) {
      this.#sections.add(features)
      if (this.#sectionCounts.length < MOST_SPELT) this.#letters.add(letters)
      this.#sectionStems.add(heading)
      this.#sectionStems.add(body)
      this.#sectionStems.add(phrasings)
    }
    this.#sectionCounts.push(sections.length)
    this.#titleStems.add(title)
  }
}
