import { words } from '../platform/text/analyser.ts'
import { type AnswerKind, asksFor, holdsAnswer } from './answer-kinds.ts'
import type { Block } from './article.ts'
import type { LanguageIndex, SectionStems } from './language-index.ts'
import type { Query } from './question.ts'
import type { Place } from './quote.ts'

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
const COMMON_RANK = 0.4
/** The opening repeats the title, which says nothing of the part that was asked about. */
const TITLE_IN_OPENING = 0.3
/** A section without any date is not likely to say from when on. */
const LACKS_ANSWER = 0.3
/** A heading that asks for the same kind of thing, in whatever language. */
const ASKS_ALIKE = 1.5
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
  const opening = openingFor(index, query, article)
  if (opening !== undefined) return opening
  const asked = weighStems(query)
  const scores = sections.map((section, chunk) => {
    const isPointed = chunk === nearest.chunk && sectionHolds(index, query.kind, { article, chunk })
    const pointed = isPointed ? NEAREST * nearest.similarity : 0
    const isOpening = index.articles[article]?.chunks[chunk]?.heading === ''
    const faded = isOpening ? index.titleStems(article) : undefined
    return (
      (wordScore(asked, section, sections, faded) + pointed) * rankOf(index, query, article, chunk)
    )
  })
  return Math.max(0, scores.indexOf(Math.max(...scores)))
}

/** What a thing is its guide says first. */
function openingFor(
  index: LanguageIndex,
  { kind, terms }: Query,
  article: number,
): number | undefined {
  const title = index.titleStems(article)
  const telling = terms.filter(({ isEveryday }) => !isEveryday)
  const isNamed =
    telling.length > 0 && telling.every(({ stems }) => stems.some((one) => title.has(one)))
  if (kind !== 'what' || !isNamed) return undefined
  const at = index.articles[article]?.chunks.findIndex(({ heading }) => heading === '') ?? -1
  return at < 0 ? undefined : at
}

function rankOf(index: LanguageIndex, { kind }: Query, article: number, chunk: number): number {
  const common = index.headingShare(article, chunk) > COMMON_HEADING ? COMMON_RANK : 1
  if (kind !== 'money' && kind !== 'time') return common
  if (!sectionHolds(index, kind, { article, chunk })) return common * LACKS_ANSWER
  const heading = index.articles[article]?.chunks[chunk]?.heading ?? ''
  return asksFor(words(heading), kind) ? common * ASKS_ALIKE : common
}

/** Whether a section holds an amount or a time, where one was asked for, or its heading asks for one. */
export function sectionHolds(
  index: LanguageIndex,
  kind: AnswerKind | undefined,
  { article, chunk }: Place,
): boolean {
  if (kind !== 'money' && kind !== 'time') return true
  const { heading, blocks } = index.articles[article]?.chunks[chunk] ?? { heading: '', blocks: [] }
  return holdsAnswer(blocks.map(textOfBlock).join('\n'), kind) || asksFor(words(heading), kind)
}

function textOfBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.sentences.join(' ')
    case 'table':
      return block.rows.flat().join(' ')
    default:
      return block.items.join(' ')
  }
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
