import { words } from '../platform/text/analyser.ts'
import { holdsAnswer } from './answer-kinds.ts'
import type { Relevance } from './extract.ts'
import type { KnownArticle, LanguageIndex } from './language-index.ts'
import type { Query } from './question.ts'
import { stemOf } from './stems.ts'

const EXCERPT_SENTENCES = 2
/** An amount where one was asked for, a date where a date was. */
const HOLDS_ANSWER = 0.6

/** The sentence of the section that says most of the query, with the one after it. */
export function excerptOf(
  { chunks, meta }: KnownArticle,
  at: number,
  relevance: Relevance,
): string {
  const sentences = (chunks[at]?.blocks ?? []).flatMap((block) => {
    if (block.kind === 'paragraph') return block.sentences
    return block.kind === 'table' ? [] : block.items
  })
  const scores = sentences.map(relevance)
  const best = Math.max(0, scores.indexOf(Math.max(...scores)))
  return sentences.slice(best, best + EXCERPT_SENTENCES).join(' ') || meta.summary
}

/**
 * The share of a question's telling words, by their weight, that a text holds; more where it holds the
 * kind of answer that was asked for.
 */
export function relevanceTo(index: LanguageIndex, { terms, kind }: Query): Relevance {
  const weighed = terms
    .filter(({ stems }) => stems.length > 0)
    .map(({ stems, alike, weight }) => ({
      stems: [...stems, ...alike],
      weight: weight * Math.max(...stems.map((one) => index.idf(one))),
    }))
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0) || 1
  return (text) => {
    const held = new Set(words(text).map((word) => index.knownStem(stemOf(word, index.lang))))
    const said = weighed.filter(({ stems }) => stems.some((one) => held.has(one)))
    const share = said.reduce((sum, { weight }) => sum + weight, 0) / total
    const isAnswer = (kind === 'money' || kind === 'time') && holdsAnswer(text, kind)
    return share > 0 && isAnswer ? share + HOLDS_ANSWER : share
  }
}
