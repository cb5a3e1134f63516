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
/** The opening repeats the title, which says nothing of the part that was asked about. */
const TITLE_IN_OPENING = 0.3
/** Words that say who asks, or nothing much. */
const EVERYDAY = 0.5

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
  const sections = index.sectionStems(article)
  const asked = weighStems(query)
  const scores = sections.map((section, chunk) => {
    const pointed = chunk === nearest.chunk ? NEAREST * nearest.similarity : 0
    const isOpening = index.articles[article]?.chunks[chunk]?.heading === ''
    const faded = isOpening ? index.titleStems(article) : undefined
    return (wordScore(asked, section, sections, faded) + pointed) * rankOf(index, article, chunk)
  })
  return Math.max(0, scores.indexOf(Math.max(...scores)))
}

function rankOf(index: LanguageIndex, article: number, chunk: number): number {
  return index.headingShare(article, chunk) > COMMON_HEADING ? COMMON_RANK : 1
}

function weighStems({ stems, terms }: Query): [number, number][] {
  const everyday = new Set(
    terms.filter(({ isEveryday }) => isEveryday).flatMap((term) => term.stems),
  )
  return stems.features.map((stem, at) => {
    const weight = stems.weights[at] ?? 0
    return [stem, everyday.has(stem) ? weight * EVERYDAY : weight]
  })
}

function wordScore(
  asked: [number, number][],
  section: SectionStems,
  sections: SectionStems[],
  faded: { has(stem: number): boolean } | undefined,
): number {
  let score = 0
  for (const [stem, weight] of asked) {
    const holders = sections.filter((other) => worthIn(other, stem) > 0).length
    const rarity = Math.log(1 + (sections.length - holders + 0.5) / (holders + 0.5))
    const share = faded?.has(stem) ? TITLE_IN_OPENING : 1
    score += weight * rarity * worthIn(section, stem) * share
  }
  return score
}

function worthIn(section: SectionStems, stem: number): number {
  let worth = 0
  for (const { part, weight } of WORTH) if (section[part].has(stem)) worth += weight
  return worth
}
