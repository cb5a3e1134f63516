import type { Lang } from '../platform/i18n.ts'
import type { PreparedArticle } from './article.ts'
import { readTokens } from './markdown.ts'
import { passagesOf, placeTokens } from './passages.ts'
import { type ReadingLevel, readingLevel } from './reading-level.ts'
import { readWords, splitSentences } from './sentences.ts'

/** What an editor wants to know of an article in one language at a glance. */
export type Measures = {
  /** Of the text, with headings and tables. */
  words: number
  /** Of paragraphs and lists. */
  level: ReadingLevel | undefined
  phrasings: number
  sources: number
  /** YYYY-MM-DD */
  reviewBy: string
}

export type MeasuredArticle = {
  slug: string
  lang: Lang
  /** Unknown of a file that cannot be imported. */
  measures: Measures | undefined
}

export function measureArticle({ markdown, meta }: PreparedArticle, lang: Lang): Measures {
  const passages = passagesOf(placeTokens(readTokens(markdown), 1))
  const prose = passages.filter(({ kind }) => kind === 'text')
  return {
    words: passages.reduce((sum, { text }) => sum + readWords(text).length, 0),
    level: readingLevel(
      prose.flatMap(({ text }) => splitSentences(text)),
      lang,
    ),
    phrasings: meta.questions.length,
    sources: meta.sources.length,
    reviewBy: meta.reviewBy,
  }
}
