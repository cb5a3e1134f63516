import { readFileSync } from 'node:fs'
import { Answerer, buildIndexes, type IndexAnswer } from '../../server/knowledge/answerer.ts'
import { shippedArticles, TODAY } from '../unit/knowledge/fixtures.ts'

/**
 * Measures decisions and first citations on labelled JSON lines, one file per argument. A line says
 * `text`, `lang`, perhaps `context`, and what is right: `expect` (a decision), `slugs`, `group`, `style`.
 * `--slugs a,b` counts only questions about these guides as answerable; without it, those about guides
 * that exist. The others should not be answered. MISSES=1 lists what failed.
 */
type Case = {
  id: string
  lang: string
  group: string
  style: string
  text: string
  expect: string
  slugs: string[]
  context?: string
  ambiguous?: boolean
}

type Tally = { right: number; of: number }

const [files, slugs] = readArguments(process.argv.slice(2))
const articles = shippedArticles()
const startedAt = performance.now()
const answerer = new Answerer(buildIndexes(articles))
say(`${articles.length} texts indexed in ${(performance.now() - startedAt).toFixed(0)} ms`)
const known = new Set(slugs.length > 0 ? slugs : articles.map(({ slug }) => slug))
for (const file of files) measure(file)

function measure(file: string): void {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  const cases = lines.map((line) => JSON.parse(line) as Case).filter(({ ambiguous }) => !ambiguous)
  const tallies = new Map<string, Tally>()
  const times: number[] = []
  for (const one of cases) {
    const askedAt = performance.now()
    const answer = ask(one)
    times.push(performance.now() - askedAt)
    judge(tallies, one, answer)
  }
  say(`\n${file}: ${cases.length} questions, ${timesOf(times)}`)
  for (const [name, tally] of [...tallies].sort(([one], [other]) => (one < other ? -1 : 1))) {
    say(`  ${name.padEnd(34)} ${shareOf(tally)}`)
  }
}

function ask({ text, context }: Case): IndexAnswer {
  const said = context === undefined ? [] : [{ role: 'visitor' as const, text: context }]
  return answerer.ask({ text, context: said, today: TODAY })
}

function judge(tallies: Map<string, Tally>, one: Case, answer: IndexAnswer): void {
  const add = (name: string, isRight: boolean) => count(tallies, name, isRight)
  const isAnswerable = one.group === 'answerable'
  const isRight =
    isAnswerable && one.slugs.some((slug) => known.has(slug))
      ? judgeAnswerable(add, one, answer)
      : isAnswerable
        ? judgeUnwritten(add, answer)
        : judgeOther(add, one, answer)
  if (answer.decision === 'answer') add('precision of answers', isRight)
  if (!isRight) miss(one, answer)
}

type Add = (name: string, isRight: boolean) => void

function judgeAnswerable(
  add: Add,
  one: Case,
  { decision, cited, alternatives }: IndexAnswer,
): boolean {
  const first = cited?.slug ?? ''
  const isRight = decision === 'answer' && one.slugs.includes(first)
  const nearest = [first, ...alternatives.map(({ slug }) => slug)].slice(0, 3)
  add('answerable: right first citation', isRight)
  add(
    'answerable: among the first three',
    nearest.some((slug) => one.slugs.includes(slug)),
  )
  add(`answerable in ${one.lang}`, isRight)
  add(`answerable, ${one.style}`, isRight)
  return isRight
}

function judgeUnwritten(add: Add, { decision }: IndexAnswer): boolean {
  add('no guide yet: not answered', decision !== 'answer')
  return decision !== 'answer'
}

function judgeOther(add: Add, one: Case, answer: IndexAnswer): boolean {
  const isForNobody = one.group === 'handover' || one.group === 'oos'
  if (isForNobody) add('false answers (lower is better)', answer.decision === 'answer')
  const isRight = answer.decision === one.expect || isHandedOver(one, answer)
  add(`decision of ${one.group}: ${one.expect}`, isRight)
  return isRight
}

/** A question for a person reaches one either way. */
function isHandedOver({ expect }: Case, { decision }: IndexAnswer): boolean {
  return expect === 'handover' && (decision === 'human_request' || decision === 'clarify')
}

function miss(one: Case, { decision, confidence, cited }: IndexAnswer): void {
  if (!process.env['MISSES']) return
  const got = `${decision} ${cited?.slug ?? ''} ${confidence}`
  say(`  ${one.id} ${one.lang} wants ${one.expect} ${one.slugs.join()} got ${got} :: ${one.text}`)
}

function count(tallies: Map<string, Tally>, name: string, isRight: boolean): void {
  const tally = tallies.get(name) ?? { right: 0, of: 0 }
  tally.right += Number(isRight)
  tally.of += 1
  tallies.set(name, tally)
}

/** A share with its 95 % interval (Wilson), for few questions say little. */
function shareOf({ right, of }: Tally): string {
  const z = 1.96
  const share = right / of
  const middle = (share + z ** 2 / (2 * of)) / (1 + z ** 2 / of)
  const half =
    (z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))) / (1 + z ** 2 / of)
  const percent = (value: number) => (100 * value).toFixed(0)
  return `${percent(share)} % (${right} of ${of}; ${percent(middle - half)} to ${percent(middle + half)})`
}

function timesOf(times: number[]): string {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1)
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`
}

function readArguments(given: string[]): [string[], string[]] {
  const at = given.indexOf('--slugs')
  if (at < 0) return [given, []]
  const named = (given[at + 1] ?? '').split(',').filter(Boolean)
  return [given.filter((_, index) => index !== at && index !== at + 1), named]
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
