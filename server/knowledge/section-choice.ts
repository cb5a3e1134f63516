import type { LanguageIndex, SectionStems } from './language-index.ts'
import type { Query } from './question.ts'

/** What a word of the question is worth in the parts of a section. */
const WORTH: { part: keyof SectionStems; weight: number }[] = [
  { part: 'heading', weight: 1 },
  { part: 'phrasings', weight: 0.7 },
  { part: 'body', weight: 0.6 },
]
/** The nearest phrasing or heading points to its section, the more the nearer it is. */
const NEAREST = 2
/** Share of articles with the same heading from which on it tells nothing ("What can I do this week?"). */
const COMMON_HEADING = 0.5
const COMMON_RANK = 0.6

/**
 * The section of an article that a question is about. Words that all its sections share say nothing
 * here, however telling they are of the article.
 */
export function chooseSection(
  index: LanguageIndex,
  query: Query,
  article: number,
  nearest: { chunk: number | undefined; similarity: number },
): number {
  const sections = index.sectionStems[article] ?? []
  const scores = sections.map((section, chunk) => {
    const pointed = chunk === nearest.chunk ? NEAREST * nearest.similarity : 0
    const common = index.headingShare(article, chunk) > COMMON_HEADING ? COMMON_RANK : 1
    return (wordScore(query, section, sections) + pointed) * common
  })
  return Math.max(0, scores.indexOf(Math.max(...scores)))
}

function wordScore(query: Query, section: SectionStems, sections: SectionStems[]): number {
  let score = 0
  for (const [at, stem] of query.stems.features.entries()) {
    const holders = sections.filter((other) => worthIn(other, stem) > 0).length
    const rarity = Math.log(1 + (sections.length - holders + 0.5) / (holders + 0.5))
    score += (query.stems.weights[at] ?? 0) * rarity * worthIn(section, stem)
  }
  return score
}

function worthIn(section: SectionStems, stem: number): number {
  let worth = 0
  for (const { part, weight } of WORTH) if (section[part].has(stem)) worth += weight
  return worth
}
