import data from '../data/question-parts.json' with { type: 'json' }
import type { LanguageIndex } from '../language-index.ts'
import type { Query, QueryTerm } from '../question.ts'
import type { Place } from '../quote.ts'
import { sectionHolds } from '../section-choice.ts'
import { isQuestionWord } from './split.ts'

/** Most of what a part asks for, by how telling its words are. */
const ENOUGH = 0.5
/** A question word that more of the headings hold tells nothing of a section. */
const COMMON_IN_HEADINGS = 0.5

const plain = new Map(
  Object.entries(data.plain).map(([lang, list]) => [lang, new Set(list.split(' '))]),
)

/** What an article says to a part of a question that takes its subject from another part. */
export type Finding = 'said' | 'not said' | 'unclear'

/** The words that a part adds of its own; "cómo funciona" and "desde cuándo" add none. */
function ownTerms({ terms }: Query, lang: string): QueryTerm[] {
  return terms.filter(({ word }) => !plain.get(lang)?.has(word) && !isQuestionWord(word, lang))
}

/** Whether one of the words stands in the title of an article: then it is its subject. */
export function namesSubject(index: LanguageIndex, { terms }: Query, article: number): boolean {
  const title = index.titleStems(article)
  return terms.some(({ isEveryday, stems }) => !isEveryday && stems.some((one) => title.has(one)))
}

/** The words that name an article, of those that ask for it; where the title has none, all that tell. */
export function subjectTerms(
  index: LanguageIndex,
  query: Query | undefined,
  article: number,
): QueryTerm[] {
  const telling = (query?.terms ?? []).filter(({ isEveryday }) => !isEveryday)
  const title = index.titleStems(article)
  const named = telling.filter(({ stems }) => stems.some((one) => title.has(one)))
  return named.length > 0 ? named : telling
}

/**
 * Whether a section of an article says what a part asks for. Words of everyday ("cuánto cuesta") must
 * stand in its heading or phrasings; a part of question words only must share a telling one with the heading.
 */
export function findingIn(
  index: LanguageIndex,
  query: Query,
  lang: string,
  { article, chunk }: Place,
): Finding {
  const terms = ownTerms(query, lang)
  const isDefinite = query.kind === 'money' || query.kind === 'time'
  if (terms.length === 0) {
    if (sharesQuestionWord(index, query, article, chunk)) return 'said'
    return isDefinite ? 'not said' : 'unclear'
  }
  if (shareIn(index, query, terms, { article, chunk }) >= ENOUGH) return 'said'
  return terms.every(({ isForeign, stems }) => isForeign && stems.length === 0)
    ? 'unclear'
    : 'not said'
}

/** Whether the heading of a section holds most of a part's own words. */
export function isInHeading(
  index: LanguageIndex,
  query: Query,
  lang: string,
  { article, chunk }: Place,
): boolean {
  const heading = index.sectionStems(article)[chunk]?.heading
  return shareOf(index, ownTerms(query, lang), (stem) => heading?.has(stem) ?? false) >= ENOUGH
}

/** The section of an article that holds most of a part's own words, if it holds enough of them. */
export function bestSection(
  index: LanguageIndex,
  query: Query,
  lang: string,
  article: number,
): number | undefined {
  const terms = ownTerms(query, lang)
  const shares = index
    .sectionStems(article)
    .map((_, chunk) => shareIn(index, query, terms, { article, chunk }))
  const best = Math.max(0, ...shares)
  return terms.length > 0 && best >= ENOUGH ? shares.indexOf(best) : undefined
}

/** Whether a section or its article's title holds most of these words. */
export function isAbout(
  index: LanguageIndex,
  terms: QueryTerm[],
  { article, chunk }: Place,
): boolean {
  const title = index.titleStems(article)
  const section = index.sectionStems(article)[chunk]
  return (
    shareOf(
      index,
      terms,
      (stem) =>
        title.has(stem) || section?.heading.has(stem) || section?.phrasings.has(stem) || false,
    ) >= ENOUGH
  )
}

/** Share of these words in a section, nothing where it lacks the amount or time that is asked for. */
function shareIn(
  index: LanguageIndex,
  { kind }: Query,
  terms: QueryTerm[],
  { article, chunk }: Place,
): number {
  const section = index.sectionStems(article)[chunk]
  if (!section || !sectionHolds(index, kind, { article, chunk })) return 0
  const countsBody = terms.some(({ isEveryday }) => !isEveryday)
  return shareOf(
    index,
    terms,
    (stem) =>
      section.heading.has(stem) ||
      section.phrasings.has(stem) ||
      (countsBody && section.body.has(stem)),
  )
}

function sharesQuestionWord(
  index: LanguageIndex,
  { stems }: Query,
  article: number,
  chunk: number,
): boolean {
  const sections = index.sectionStems(article)
  return stems.features.some((stem) => {
    const holders = sections.filter(({ heading }) => heading.has(stem)).length
    return (
      sections[chunk]?.heading.has(stem) &&
      holders <= Math.max(1, sections.length * COMMON_IN_HEADINGS)
    )
  })
}

function shareOf(
  index: LanguageIndex,
  terms: QueryTerm[],
  test: (stem: number) => boolean,
): number {
  let held = 0
  let total = 0
  for (const term of terms) {
    const weight = idfOf(index, term)
    total += weight
    if (stemsOf(term).some(test)) held += weight
  }
  return total > 0 ? held / total : 0
}

function stemsOf({ stems, alike, meant }: QueryTerm): number[] {
  return [...stems, ...alike, ...meant]
}

function idfOf(index: LanguageIndex, { stems }: QueryTerm): number {
  return stems.length > 0 ? Math.max(...stems.map((stem) => index.idf(stem))) : index.idf(undefined)
}
