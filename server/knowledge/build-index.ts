import { COMMON_LANG } from './article.ts'
import { ArticleListBuilder, type IndexedArticle } from './article-list.ts'
import { type ArticleFeatures, type HeadFeatures, readArticle } from './article-reader.ts'
import { buildBm25 } from './bm25-index.ts'
import { RowsBuilder } from './flat/rows.ts'
import { StringTable } from './flat/string-table.ts'
import type { IndexData } from './language-index.ts'
import { Lexicon, LexiconReader } from './lexicon.ts'
import { buildPhrasings, NO_CHUNK } from './phrasings.ts'
import { buildProfiles } from './profiles.ts'
import { buildDeletions } from './speller.ts'
import { buildSynonyms } from './terms/synonyms.ts'
import type { Term } from './terms/term.ts'
import { WordIndexBuilder } from './word-index.ts'

/** An index for each language of the articles, and for the common one in any case. */
export function buildIndexes(articles: IndexedArticle[], terms: Term[] = []): IndexData[] {
  const langs = new Set([COMMON_LANG, ...articles.map((article) => article.lang)])
  return [...langs].map((lang) => {
    const builder = new IndexBuilder(lang)
    for (const article of articles) if (article.lang === lang) builder.add(article)
    return builder.build(terms)
  })
}

/** Takes the articles of one language one by one; what it keeps of them is flat. */
export class IndexBuilder {
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
  readonly #sectionCounts: number[] = []
  readonly #sectionStems = new RowsBuilder()
  readonly #titleStems = new RowsBuilder()
  readonly #headStems = new RowsBuilder()
  readonly #headCounts = new RowsBuilder()
  readonly #headTotals: number[] = []
  readonly #headings = new Map<string, number>()

  constructor(lang: string) {
    this.#lang = lang
    this.#reader = new LexiconReader(lang, this.#lexicon)
  }

  add(article: IndexedArticle): void {
    const features = readArticle(article, this.#reader)
    const number = this.#sectionCounts.length
    this.#articles.add(article)
    this.#words.add(features.words)
    for (const head of features.heads) this.#addHead(number, head)
    this.#addSections(features)
    this.#headStems.add(features.headStems)
    this.#headCounts.add(features.headCounts)
    this.#headTotals.push(features.heads.length)
    for (const { heading } of article.chunks) {
      this.#headings.set(heading, (this.#headings.get(heading) ?? 0) + 1)
    }
  }

  build(terms: Term[]): IndexData {
    const { size } = this.#lexicon
    const lexicon = this.#lexicon.build(this.#reader.counts())
    const articleOf = Int32Array.from(this.#examples.articles)
    const findStem = (stemmed: string) => this.#lexicon.findStem(stemmed)
    return {
      lang: this.#lang,
      articles: this.#articles.build(),
      lexicon,
      deletions: buildDeletions(new StringTable(lexicon.words)),
      words: this.#words.build(size),
      examples: { articles: articleOf, chunks: Int32Array.from(this.#examples.chunks) },
      phrasings: buildPhrasings(this.#stems, size),
      grams: buildPhrasings(this.#grams, size),
      profiles: buildProfiles(this.#all, articleOf, this.#sectionCounts.length, size),
      sections: buildBm25(this.#sections, size),
      sectionCounts: Int32Array.from(this.#sectionCounts),
      sectionStems: this.#sectionStems.build(),
      titleStems: this.#titleStems.build(),
      headStems: this.#headStems.build(),
      headCounts: this.#headCounts.build(),
      headTotals: Int32Array.from(this.#headTotals),
      headings: new Map([...this.#headings].filter(([, count]) => count > 1)),
      synonyms: buildSynonyms(terms, this.#lang, findStem),
    }
  }

  #addHead(article: number, { chunk, stems, grams, all }: HeadFeatures): void {
    this.#examples.articles.push(article)
    this.#examples.chunks.push(chunk ?? NO_CHUNK)
    this.#stems.add(stems)
    this.#grams.add(grams)
    this.#all.add(all)
  }

  #addSections({ sections, title }: ArticleFeatures): void {
    for (const { features, heading, body, phrasings } of sections) {
      this.#sections.add(features)
      this.#sectionStems.add(heading)
      this.#sectionStems.add(body)
      this.#sectionStems.add(phrasings)
    }
    this.#sectionCounts.push(sections.length)
    this.#titleStems.add(title)
  }
}
