import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/db/tables.ts'
import { asQuestionLang, detectLanguage } from '../language.ts'
import {
  type Asked,
  areAlike,
  type Cluster,
  clusterQuestions,
  type ReadText,
  readText,
  type Settled,
} from './gap-clusters.ts'
import * as gaps from './gap-store.ts'
import { OUT_OF_SCOPE } from './phrasing.ts'
import { phrasingStamp } from './store.ts'

export type GapTask = {
  /** Slugs of the offices whose questions count; `undefined` means all. */
  offices: string[] | undefined
  now: string
}

export type FoundGap = {
  question: string
  text: string
  lang: string
  count: number
  lastAt: string
  handedOver: number
  unclear: number
  notHelpful: number
  sections: [code: string, count: number][]
  regions: [code: string, count: number][]
  nearest: string | null
  examples: { text: string; lang: string }[]
  toWrite: { note: string; by: string; at: string } | null
}
export type FoundGaps = { gaps: FoundGap[]; questions: number; since: string; isCut: boolean }

type Question = Asked & {
  kind: 'handedOver' | 'unclear' | 'notHelpful'
  section: string | null
  nuts2: string | null
}

const DAY_MS = 86_400_000
const DAYS = 90
const MAX_QUESTIONS = 2_000
const MAX_GAPS = 100
const MAX_EXAMPLES = 5
/** Questions read in one turn of the thread, which has others to answer. */
const READ_AT_ONCE = 50
const FRESH_MS = 30_000
const MAX_KEPT = 100

type Kept = { stamp: string; at: string; found: FoundGaps }

/** Finds what many asked and no guide answered; remembers it for a while, and how each question reads. */
export class GapFinder {
  readonly #db: Kysely<Tables>
  readonly #kept = new Map<string, Kept>()
  #read = new Map<string, ReadText>()

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async find({ offices, now }: GapTask): Promise<FoundGaps> {
    const key = JSON.stringify(offices ?? null)
    const stamp = `${await gaps.newestMark(this.#db)} ${await phrasingStamp(this.#db)}`
    const kept = this.#kept.get(key)
    const age = Date.parse(now) - Date.parse(kept?.at ?? '')
    if (kept?.stamp === stamp && age >= 0 && age < FRESH_MS) return kept.found
    const found = await this.#find(offices, now)
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear()
    this.#kept.set(key, { stamp, at: now, found })
    return found
  }

  async #find(offices: string[] | undefined, now: string): Promise<FoundGaps> {
    const since = new Date(Date.parse(now) - DAYS * DAY_MS).toISOString()
    const limit = MAX_QUESTIONS + 1
    const rows = await gaps.unansweredQuestions(this.#db, { since, offices, limit })
    const isCut = rows.length > MAX_QUESTIONS
    const questions = await this.#readAll(rows.slice(0, MAX_QUESTIONS))
    const marks = await gaps.gapMarks(this.#db)
    const clusters = clusterQuestions(questions, await this.#settled(marks)).sort(mostAsked)
    const found = clusters.slice(0, MAX_GAPS).map((cluster) => describe(cluster, marks))
    return { gaps: found, questions: questions.length, since, isCut }
  }

  async #readAll(rows: gaps.UnansweredRow[]): Promise<Question[]> {
    const read = new Map<string, ReadText>()
    const questions: Question[] = []
    for (const [at, row] of rows.entries()) {
      if (at % READ_AT_ONCE === READ_AT_ONCE - 1) await new Promise((next) => setImmediate(next))
      const text = this.#read.get(row.id) ?? readText(row.text, langOf(row))
      read.set(row.id, text)
      questions.push({ ...text, ...factsOf(row) })
    }
    // Of the whole network's questions an office's are a part: what was read for more stays.
    if (read.size >= this.#read.size) this.#read = read
    return questions
  }

  async #settled(marks: gaps.Mark[]): Promise<Settled[]> {
    const taught = await gaps.taughtPhrasings(this.#db)
    const decided = marks.filter(({ kind }) => kind === 'for-a-person' || kind === 'attached')
    return [
      ...taught.map(({ slug, lang, text, decided_at }) => ({
        ...readText(text, lang),
        until: slug === null || slug === OUT_OF_SCOPE ? undefined : (decided_at ?? undefined),
      })),
      ...decided.map(({ slug, lang, text, decided_at }) => ({
        ...readText(text, lang),
        until: slug === null ? undefined : decided_at,
      })),
    ]
  }
}

function langOf({ text, lang }: Pick<gaps.UnansweredRow, 'text' | 'lang'>): string {
  const detected = detectLanguage(text)
  return detected.isSure ? detected.lang : (asQuestionLang(lang) ?? detected.lang)
}

function factsOf(row: gaps.UnansweredRow): Omit<Question, keyof ReadText> {
  const [first] = JSON.parse(row.retrieved) as { slug: string }[]
  return {
    id: row.id,
    at: row.at,
    kind: kindOf(row),
    section: row.section,
    nuts2: row.nuts2,
    nearest: first?.slug ?? null,
  }
}

function kindOf({ decision, outcome }: gaps.UnansweredRow): Question['kind'] {
  if (outcome === 'not-helpful') return 'notHelpful'
  return decision === 'clarify' && outcome === null ? 'unclear' : 'handedOver'
}

function describe({ centre, questions }: Cluster<Question>, marks: gaps.Mark[]): FoundGap {
  const kinds = tally(questions.map(({ kind }) => kind))
  const count = (kind: Question['kind']) => kinds.find(([code]) => code === kind)?.[1] ?? 0
  const [nearest] = tally(questions.map(({ nearest }) => nearest))[0] ?? []
  return {
    question: centre.id,
    text: centre.text,
    lang: centre.lang,
    count: questions.length,
    lastAt: newestOf(questions),
    handedOver: count('handedOver'),
    unclear: count('unclear'),
    notHelpful: count('notHelpful'),
    sections: tally(questions.map(({ section }) => section)),
    regions: tally(questions.map(({ nuts2 }) => nuts2)),
    nearest: nearest ?? null,
    examples: examplesOf(centre, questions),
    toWrite: noteOn(questions, marks),
  }
}

function examplesOf(centre: Question, questions: Question[]): FoundGap['examples'] {
  const others = new Map(questions.map(({ folded, text, lang }) => [folded, { text, lang }]))
  others.delete(centre.folded)
  return [...others.values()].slice(0, MAX_EXAMPLES)
}

/** A note stays with its question, whichever cluster that comes to. */
function noteOn(questions: Question[], marks: gaps.Mark[]): FoundGap['toWrite'] {
  const notes = marks.filter(({ kind }) => kind === 'to-write')
  const note = notes.findLast(
    (mark) =>
      questions.some(({ folded, lang }) => folded === mark.folded && lang === mark.lang) ||
      areAlike(readText(mark.text, mark.lang), questions),
  )
  return note ? { note: note.note ?? '', by: note.decider, at: note.decided_at } : null
}

/** How often each value occurs, most first. */
function tally(values: (string | null)[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([code, count], [other, more]) => more - count || (code < other ? -1 : 1))
}

function mostAsked(one: Cluster<Question>, other: Cluster<Question>): number {
  return (
    other.questions.length - one.questions.length ||
    compare(newestOf(other.questions), newestOf(one.questions)) ||
    compare(one.centre.id, other.centre.id)
  )
}

function newestOf(questions: Question[]): string {
  return (
    questions
      .map(({ at }) => at)
      .sort()
      .at(-1) ?? ''
  )
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
