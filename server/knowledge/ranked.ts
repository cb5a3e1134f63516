import type { KnownArticle, LanguageIndex } from './language-index.ts'
import type { Hit } from './retriever.ts'

export type Guide = { slug: string; title: string }

/** A hit with its article. */
export type Ranked = { hit: Hit; article: KnownArticle; score: number }

/** Guides further behind the best one have little to do with the question. */
const WORTH_NAMING = 0.35
/** answers.md: articles past their review date lose rank. */
const OVERDUE_RANK = 0.85

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

/** The nearest guides that have something to do with the question. */
export function worthNaming(ranked: Ranked[], limit: number): Guide[] {
  return ranked
    .filter(({ hit, score }) => score >= WORTH_NAMING && hit.parts.words > 0)
    .slice(0, limit)
    .map(({ article }) => ({ slug: article.slug, title: article.meta.title }))
}
