import { asksHow, type ExtractPart, extractFrom, passageOf } from './extract.ts'
import type { LanguageIndex } from './language-index.ts'
import type { Query } from './question.ts'
import { relevanceTo } from './relevance.ts'

export type Cited = {
  slug: string
  lang: string
  title: string
  heading: string
  section: string
  reviewed: string
  revision: string
  /** Past its review date. */
  isOverdue: boolean
  /** What the section says, for a rephrasing to rest on. */
  passage: string
}

export type Quote = { cited: Cited; extract: ExtractPart[] }

/** A section of an article, by their places in the index. */
export type Place = { article: number; chunk: number }

/** What a section says to a question, with what it is cited as; undefined where nothing fits the room. */
export function quoteFrom(
  index: LanguageIndex,
  query: Query,
  { article: at, chunk: chunkAt }: Place,
  { text, today, room }: { text: string; today: string; room?: number },
): Quote | undefined {
  const article = index.articles[at]
  const chunk = article?.chunks[chunkAt]
  const extract = chunk && extractFrom(chunk, relevanceTo(index, query), asksHow(text), room)
  if (!article || !chunk || !extract) return undefined
  const { meta, slug, lang, revision } = article
  const cited = {
    slug,
    lang,
    revision,
    title: meta.title,
    heading: chunk.heading,
    section: chunk.id,
    reviewed: meta.reviewed,
    isOverdue: meta.reviewBy < today,
    passage: passageOf(chunk, extract),
  }
  return { cited, extract }
}
