import { type Features, featuresOf } from './features.ts'
import type { Understanding } from './intents.ts'
import type { QuestionLang } from './language.ts'
import type { LanguageIndex } from './language-index.ts'
import { type Query, readQuestion } from './question.ts'
import { type Ranked, rank } from './ranked.ts'
import { type Hit, type Retrieval, retrieve } from './retriever.ts'
import { chooseSection } from './section-choice.ts'

/** A question as it was understood, and the index that has its answer. */
export type Reading = {
  understood: Understanding
  visitorLang: QuestionLang
  index: LanguageIndex
}

/** What retrieval found, and what the decision sees of it. */
export type Look = {
  /** The question that it leans on. */
  before: string | undefined
  query: Query
  retrieval: Retrieval
  ranked: Ranked[]
  features: Features
  /** Chance that it is none of an office's business. */
  outOfScope: number
}

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
  const features = featuresOf(index, query, { ...retrieval, hits })
  const { outOfScope } = retrieval.stranger
  return { before, query, retrieval, ranked, features, outOfScope }
}

/** The section of a hit that the question is about. */
export function sectionFor(index: LanguageIndex, query: Query, hit: Hit): number {
  const nearest = { chunk: hit.nearestChunk, similarity: hit.nearest }
  return chooseSection(index, query, hit.article, nearest)
}
