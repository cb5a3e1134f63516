import type { LanguageIndex } from '../language-index.ts'
import type { Look, Reading } from '../look.ts'
import type { Query, QueryTerm } from '../question.ts'
import type { Place } from '../quote.ts'
import type { Hit } from '../retriever.ts'
import {
  bestSection,
  findingIn,
  isAbout,
  isInHeading,
  namesSubject,
  subjectTerms,
} from './coverage.ts'
import { type Located, type PartAnswer, type Quoting, quoteEach } from './quote-each.ts'
import type { QuestionPart } from './split.ts'

/** What is found for some words, by themselves or with the subject of others. */
export type Seen = {
  query: Query
  /** The best article and the section there that the words are about. */
  top: Place | undefined
  /** What is near in each article. */
  hits: Hit[]
  confidence: number
  /** Confident enough to be shown. */
  isSure: boolean
  isFollowUp: boolean
  /** A courtesy or a wish, no question. */
  isAside: boolean
  /** A firm's own case, or nothing that offices deal with. */
  isForNoGuide: boolean
  /** What all that was seen from. */
  basis: Reading & Look
}

/** How parts are looked for and quoted; index and articles are the answerer's. */
export type Search<Cited> = Quoting<Cited> & {
  index: LanguageIndex
  lang: string
  seek: (text: string, before?: string) => Seen
  /** The section of an article that a query is about, with what else was seen of it. */
  sectionIn: (query: Query, article: number, seen?: Seen) => number
}

export type PartsAnswer<Cited> = {
  /** In the order they were asked in. */
  parts: PartAnswer<Cited>[]
  /** The one that names what all is about. */
  main: PartAnswer<Cited>
  confidence: number
  /** What that confidence is made of. */
  basis: Seen['basis']
  /** Questions beyond the first three, which nobody looked at. */
  left: number
}

/** The whole text as one question, and with the one before where it names nothing itself. */
export type Whole = Seen & { before: string | undefined; inContext: () => Seen }

const MAX_PARTS = 3

type Sure = Seen & { top: Place }
/** What all is about: the part that names it, its article, and the words that name it. */
type Subject = { at: number; article: number; seen: Seen; text: string; terms: QueryTerm[] }

/**
 * Answers several questions asked at once: the one that names a subject by itself, the others about that
 * subject unless they name their own. Undefined where none can be answered.
 */
export function answerParts<Cited>(
  search: Search<Cited>,
  asked: QuestionPart[],
  whole: Whole,
): PartsAnswer<Cited> | undefined {
  const parts = asked.slice(0, MAX_PARTS)
  const alone = parts.map(({ text }) => search.seek(text))
  const subject = findSubject(search.index, parts, alone, whole)
  if (!subject) return undefined
  const located = parts.flatMap((part, at): Located[] => {
    const seen = alone[at]
    return seen ? locate(search, subject, { part, at, seen }) : []
  })
  const answers = quoteEach(search, located)
  const main = answers.find(({ ats }) => ats.includes(subject.at))
  if (!main?.quote) return undefined
  const left = asked.length - parts.length
  const { confidence, basis } = subject.seen
  return { parts: answers, main, confidence, basis, left }
}

function findSubject(
  index: LanguageIndex,
  parts: QuestionPart[],
  alone: Seen[],
  whole: Whole,
): Subject | undefined {
  const chosen = chooseSubject(index, alone, whole)
  if (!chosen) return undefined
  const { article } = chosen.top
  const bearer =
    alone.find((seen) => seen === chosen) ??
    alone.find((seen) => isSure(seen) && seen.top.article === article) ??
    mostSure(alone)
  const at = bearer ? alone.indexOf(bearer) : 0
  const isOwn = bearer === chosen
  const text = parts[at]?.text ?? ''
  return {
    at,
    article,
    seen: chosen,
    text: isOwn || whole.before === undefined ? text : `${whole.before} ${text}`,
    terms: subjectTerms(index, chosen.query, article),
  }
}

/** The first part that names an article, or all together, with the question before where none does. */
function chooseSubject(index: LanguageIndex, alone: Seen[], whole: Whole): Sure | undefined {
  const named = alone
    .filter(isSure)
    .find(({ query, top }) => namesSubject(index, query, top.article))
  if (named) return mostSure([named, whole].filter(isSure))
  const inContext = whole.before === undefined ? undefined : whole.inContext()
  return [inContext, whole].find((seen) => seen !== undefined && isSure(seen)) as Sure | undefined
}

function locate<Cited>(
  search: Search<Cited>,
  subject: Subject,
  { part, at, seen }: { part: QuestionPart; at: number; seen: Seen },
): Located[] {
  const { index, lang, sectionIn } = search
  const found = (place: Place, query = seen.query) => [{ part, at, query, place }]
  if (at === subject.at) {
    return found({ article: subject.article, chunk: sectionIn(seen.query, subject.article, seen) })
  }
  if (seen.isAside) return []
  if (seen.isForNoGuide) return [{ part, at, query: seen.query, place: undefined }]
  const elsewhere = search.seek(part.text, subject.text)
  if (namesItsOwn(index, seen, elsewhere)) return found(seen.top)
  if (isSure(elsewhere) && isAnswerElsewhere(search, subject, seen.query, elsewhere.top)) {
    return found(elsewhere.top, elsewhere.query)
  }
  const { article } = subject
  const own = { article, chunk: sectionIn(seen.query, article) }
  const chosen = isInHeading(index, seen.query, lang, own)
    ? own
    : { article, chunk: sectionIn(seen.query, article, elsewhere) }
  const finding = findingIn(index, seen.query, lang, chosen)
  if (finding === 'said') return found(chosen)
  const chunk = bestSection(index, seen.query, lang, article)
  if (chunk !== undefined) return found({ article, chunk })
  return finding === 'not said' ? [{ part, at, query: seen.query, place: undefined }] : []
}

/** What leans on the question before has a subject of its own only where that finds the same article. */
function namesItsOwn(index: LanguageIndex, seen: Seen, elsewhere: Seen): seen is Sure {
  return (
    isSure(seen) &&
    namesSubject(index, seen.query, seen.top.article) &&
    (!seen.isFollowUp || elsewhere.top?.article === seen.top.article)
  )
}

/** Another article counts only for what is said there of the same subject. */
function isAnswerElsewhere<Cited>(
  { index, lang }: Search<Cited>,
  subject: Subject,
  query: Query,
  place: Place,
): boolean {
  return (
    place.article !== subject.article &&
    isAbout(index, subject.terms, place) &&
    findingIn(index, query, lang, place) === 'said'
  )
}

function isSure(seen: Seen): seen is Sure {
  return seen.isSure && !seen.isAside && !seen.isForNoGuide && seen.top !== undefined
}

function mostSure<One extends Seen>(list: One[]): One | undefined {
  return [...list].sort((one, other) => other.confidence - one.confidence)[0]
}
