import { type Features, featuresOf } from './features.ts'
import type { Understanding } from './intents.ts'
import type { QuestionLang } from './language.ts'
import type { KnownArticle, LanguageIndex } from './language-index.ts'
import { type Query, readQuestion } from './question.ts'
import { type Hit, retrieve } from './retriever.ts'
import { chooseSection } from './section-choice.ts'

/** A question as it was understood, and the index that has its answer. */
export type Reading = {
  understood: Understanding
  visitorLang: QuestionLang
  index: LanguageIndex
}

export type Ranked = { hit: Hit; article: KnownArticle; score: number }

/** What retrieval found, and what the decision sees of it. */
export type Look = {
  query: Query
  ranked: Ranked[]
  features: Features
  /** Chance that it is none of an office's business. */
  outOfScope: number
}

/** answers.md: articles past their review date lose rank. */
const OVERDUE_RANK = 0.85

/** What there is for a question; `before` is the one that it leans on. */
export function look(
  { understood, visitorLang, index }: Reading,
  before: string | undefined,
  today: string,
): Look {
  const query = readQuestion(index, understood.words, visitorLang, before)
  const retrieval = retrieve(index, query)
  const ranked = rank(index, retrieval.hits, today)
  const hits = ranked.map(({ hit, score }) => ({ ...hit, score }))
  return {
    query,
    ranked,
    features: featuresOf(index, query, { ...retrieval, hits }),
    outOfScope: retrieval.stranger.outOfScope,
  }
}

/** Hits with their articles: what is past its validity left out, what is past its review behind. */
export function rank(index: LanguageIndex, hits: Hit[], today: string): Ranked[] {
  return hits
    .flatMap((hit) => {
      const article = index.articles[hit.article]
      if (!article || (article.validTo ?? today) < today) return []
      const score = article.reviewBy < today ? hit.score * OVERDUE_RANK : hit.score
      return [{ hit, article, score }]
    })
    .sort((one, other) => other.score - one.score)
}

/** The section of a hit that the question is about. */
export function sectionFor(index: LanguageIndex, query: Query, hit: Hit): number {
  const nearest = { chunk: hit.nearestChunk, similarity: hit.nearest }
  return chooseSection(index, query, hit.article, nearest)
}
