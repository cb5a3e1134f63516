import { Answerer, type IndexAnswer } from '../../server/knowledge/answerer.ts'
import { COMMON_LANG } from '../../server/knowledge/article.ts'
import { buildIndexes } from '../../server/knowledge/build-index.ts'
import { LANGS } from '../../server/platform/i18n.ts'
import { words } from '../../server/platform/text/analyser.ts'
import {
  CONTENT,
  shippedArticles,
  shippedPhrasings,
  shippedTerms,
  TODAY,
} from '../unit/knowledge/fixtures.ts'
import { readJsonLines, say, Tallies, timesOf } from './tally.ts'

/**
 * Measures decisions and first citations on labelled JSON lines, one file per argument; `run.mjs` builds
 * and calls it. A line says `text`, `lang`, perhaps `context`, and what is right: the guides (`slugs` or
 * `slug`; none: nothing may be answered), the decision (`expect`), its `group` and `style`.
 * `--slugs a,b` takes only these guides as written, else those that exist are.
 */
type Line = {
  id?: string
  lang?: string
  group?: string
  style?: string
  text: string
  expect?: string
  slugs?: string[]
  slug?: string | null
  context?: string
  ambiguous?: boolean
}

type Kind = 'answerable' | 'unwritten' | 'for nobody' | 'other'
type Case = Line & { kind: Kind; slugs: string[] }

/** As beside a consultation in the console. */
const SHOWN_GUIDES = 3
const RIGHT_FIRST = 'right first citation'
const AMONG_THREE = 'right among the first three'
const FALSE_ANSWERS = 'false answers (lower is better)'
const PRECISION = 'precision of answers'
const SHOWN_TO_ADVISORS = 'guide shown to an advisor'
const STRANGE_TO_ADVISORS = 'any shown for a stranger'
const IN_OURS = 'es and en, right first'
const IN_OTHERS = 'other languages, right first'
const UNWRITTEN_ANSWERED = 'left out, yet answered'

const [files, slugs] = readArguments(process.argv.slice(2))
const content = process.env['CONTENT_DIR'] ?? CONTENT
const articles = shippedArticles(content)
const terms = process.env['GLOSSARY'] === 'no' ? [] : shippedTerms(content)
const startedAt = performance.now()
const answerer = new Answerer(buildIndexes(articles, terms, shippedPhrasings(content)))
say(
  `${articles.length} texts and ${terms.length} terms indexed in ${(performance.now() - startedAt).toFixed(0)} ms`,
)
const known = new Set(slugs.length > 0 ? slugs : articles.map(({ slug }) => slug))
const categoryOf = new Map(articles.map(({ slug, meta }) => [slug, meta.category]))
const phrasings = new Set(articles.flatMap(({ meta }) => meta.questions.map(foldedWords)))
for (const file of files) measure(file)

function measure(file: string): void {
  const cases = readJsonLines<Line>(file).filter(isMeasured).map(toCase)
  const counted = new Tallies()
  const decisions = new Map<string, number>()
  const times: number[] = []
  for (const one of cases) {
    const askedAt = performance.now()
    const answer = ask(one)
    times.push(performance.now() - askedAt)
    const isRight = judge(counted, one, answer)
    if (one.kind !== 'unwritten') {
      decisions.set(answer.decision, (decisions.get(answer.decision) ?? 0) + 1)
    }
    if (!isRight) miss(one, answer)
  }
  report(file, cases, decisions, counted, times)
}

function report(
  file: string,
  cases: Case[],
  decisions: Map<string, number>,
  counted: Tallies,
  times: number[],
): void {
  const unwritten = cases.filter(({ kind }) => kind === 'unwritten').length
  const leaked = cases.filter(({ text }) => phrasings.has(foldedWords(text))).length
  say(`\n${file}: ${cases.length - unwritten} questions, ${timesOf(times)}`)
  if (unwritten > 0) say(`  ${unwritten} more left out: their topic has no article yet`)
  if (leaked > 0)
    say(`  ${leaked} of all are phrasings of an article word by word: they tell nothing`)
  const told = [...decisions].sort(([, one], [, other]) => other - one)
  say(`  decisions: ${told.map(([name, count]) => `${name} ${count}`).join(', ')}`)
  counted.print([
    RIGHT_FIRST,
    AMONG_THREE,
    FALSE_ANSWERS,
    PRECISION,
    SHOWN_TO_ADVISORS,
    STRANGE_TO_ADVISORS,
    IN_OURS,
    IN_OTHERS,
    ...counted.names('in '),
    ...counted.names('topic '),
    ...counted.names('style '),
    ...counted.names('false answers in '),
    ...counted.names('false answers, '),
    ...counted.names('decision '),
    UNWRITTEN_ANSWERED,
  ])
}

/** Where two honest readers would differ, nothing is measured. */
function isMeasured(line: Line): boolean {
  return !line.ambiguous && ['slugs', 'slug', 'expect'].some((field) => field in line)
}

function toCase(line: Line): Case {
  const own = line.slugs ?? (line.slug ? [line.slug] : [])
  return { ...line, slugs: own, kind: kindOf(line, own) }
}

function kindOf({ group, expect }: Line, own: string[]): Kind {
  if (own.length > 0) return own.some((slug) => known.has(slug)) ? 'answerable' : 'unwritten'
  if (group === 'handover' || group === 'oos') return 'for nobody'
  return group === undefined && expect === undefined ? 'for nobody' : 'other'
}

/** As a page asks that does not say its language. */
function ask({ text, context }: Case): IndexAnswer {
  const said = context === undefined ? [] : [{ role: 'visitor' as const, text: context }]
  return answerer.ask({ text, lang: 'es', context: said, today: TODAY })
}

function judge(counted: Tallies, one: Case, answer: IndexAnswer): boolean {
  const isAnswered = answer.decision === 'answer'
  if (one.kind === 'unwritten') {
    counted.count(UNWRITTEN_ANSWERED, isAnswered)
    return !isAnswered
  }
  if (one.kind === 'answerable') return judgeAnswerable(counted, one, answer)
  if (one.kind === 'for nobody') {
    counted.count(FALSE_ANSWERS, isAnswered)
    counted.count(`false answers ${isOurs(one) ? 'in es and en' : 'in the others'}`, isAnswered)
    if (one.style) counted.count(`false answers, style ${one.style}`, isAnswered)
    counted.count(STRANGE_TO_ADVISORS, shownFor(one).length > 0)
    if (isAnswered) counted.count(PRECISION, false)
  }
  if (one.expect === undefined) return !isAnswered
  const isRight = answer.decision === one.expect || isHandedOver(one, answer)
  counted.count(`decision ${one.group ?? ''}: ${one.expect}`, isRight)
  return isRight
}

function judgeAnswerable(counted: Tallies, one: Case, answer: IndexAnswer): boolean {
  const { decision, cited, alternatives } = answer
  const first = cited?.slug ?? ''
  const isRight = decision === 'answer' && one.slugs.includes(first)
  const nearest = [first, ...alternatives.map(({ slug }) => slug)].filter(Boolean).slice(0, 3)
  counted.count(RIGHT_FIRST, isRight)
  counted.count(
    AMONG_THREE,
    nearest.some((slug) => one.slugs.includes(slug)),
  )
  counted.count(`in ${one.lang ?? 'any language'}`, isRight)
  counted.count(isOurs(one) ? IN_OURS : IN_OTHERS, isRight)
  counted.count(`topic ${categoryOf.get(one.slugs[0] ?? '') ?? 'of another set'}`, isRight)
  counted.count(
    SHOWN_TO_ADVISORS,
    shownFor(one).some((slug) => one.slugs.includes(slug)),
  )
  if (one.style) counted.count(`style ${one.style}`, isRight)
  if (decision === 'answer') counted.count(PRECISION, isRight)
  return isRight
}

/** The languages that the guides are written in. */
function isOurs({ lang = COMMON_LANG }: Case): boolean {
  return LANGS.some((ours) => ours === lang)
}

function shownFor({ text, lang = 'es' }: Case): string[] {
  return answerer.suggest(text, lang, TODAY, SHOWN_GUIDES).map(({ slug }) => slug)
}

/** Who asks for a person is handed over too. */
function isHandedOver({ group, expect }: Case, { decision }: IndexAnswer): boolean {
  return group === 'handover' && expect === 'handover' && decision === 'human_request'
}

function miss(one: Case, { decision, confidence, cited }: IndexAnswer): void {
  if (!process.env['MISSES']) return
  const wanted = one.slugs.join() || (one.expect ?? 'no answer')
  const got = `${decision} ${cited?.slug ?? ''} ${confidence}`
  say(`  ${one.id ?? ''} ${one.lang ?? ''} wants ${wanted} got ${got} :: ${one.text}`)
}

function foldedWords(text: string): string {
  return words(text).join(' ')
}

function readArguments(given: string[]): [string[], string[]] {
  const at = given.indexOf('--slugs')
  if (at < 0) return [given, []]
  const named = (given[at + 1] ?? '').split(',').filter(Boolean)
  return [given.filter((_, index) => index !== at && index !== at + 1), named]
}
