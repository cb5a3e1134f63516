import type { ArticleData } from './article-list.ts'
import type { Bm25Data } from './bm25-index.ts'
import type { RowsData } from './flat/rows.ts'
import type { LearnerData } from './learner.ts'
import type { LexiconData } from './lexicon.ts'
import type { ExampleData } from './phrasings.ts'
import type { ProfileData } from './profiles.ts'
import type { SentenceData } from './sentence-index.ts'
import type { DeletionData } from './speller.ts'
import type { SynonymData } from './terms/synonyms.ts'
import type { VectorData } from './vector-index.ts'
import type { WordData } from './word-index.ts'

/** Everything that questions in one language are compared with, as plain data that can be kept. */
export type IndexData = {
  lang: string
  articles: ArticleData
  lexicon: LexiconData
  deletions: DeletionData
  words: WordData
  /** Titles, headings and phrasings, as entries of the two below. */
  examples: ExampleData
  phrasings: VectorData
  grams: VectorData
  /** Title, headings and phrasings of each article as one: what it is usually asked like. */
  profiles: ProfileData
  /** Of more articles than a learner is worth, none. */
  learner: LearnerData | undefined
  sections: Bm25Data
  /** What the words of each section are spelt with; of too many articles, nothing. */
  letters: Bm25Data | undefined
  /** What the sentences of each article are about. */
  sentences: SentenceData
  /** How many sections each article has. */
  sectionCounts: Int32Array
  /** Three lists a section: stems of its heading, its body, and the phrasings about it. */
  sectionStems: RowsData
  titleStems: RowsData
  /** Per article: stems of its title, headings and phrasings, how many of them hold each, and of how many. */
  headStems: RowsData
  headCounts: RowsData
  headTotals: Int32Array
  /** How many phrasings all articles have. */
  phrasingCount: number
  /** Headings that stand in several sections, with in how many. */
  headings: Map<string, number>
  /** What the glossary's terms are called. */
  synonyms: SynonymData
  /** Keys of the questions that no guide answers. */
  strangers: string[]
}
