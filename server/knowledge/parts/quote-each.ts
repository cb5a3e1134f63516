import type { ExtractPart } from '../extract.ts'
import type { Query } from '../question.ts'
import type { Place } from '../quote.ts'
import { countWords } from '../sentences.ts'
import type { QuestionPart } from './split.ts'

/** Where a part's answer stands; nowhere: it is not to be found. */
export type Located = { part: QuestionPart; at: number; query: Query; place: Place | undefined }

type Quote<Cited> = { cited: Cited; extract: ExtractPart[] }

/** One answer: the questions it is for, their places, and what is quoted; undefined: nothing was found. */
export type PartAnswer<Cited> = {
  leads: string[]
  ats: number[]
  quote: Quote<Cited> | undefined
}

export type Quoting<Cited> = {
  quote: (query: Query, place: Place, text: string, room: number) => Quote<Cited> | undefined
}

/** ux-spec.md: an extract has at most 60 words; several have 120 in all. */
const MAX_WORDS = 60
const MAX_WORDS_IN_ALL = 120

/**
 * The extract of each part, within the words that all have together. A part whose section was quoted
 * already adds what is new of it, or shares the answer before.
 */
export function quoteEach<Cited>(
  { quote }: Quoting<Cited>,
  located: Located[],
): PartAnswer<Cited>[] {
  const answers: PartAnswer<Cited>[] = []
  const quoted: { place: Place; answer: PartAnswer<Cited> }[] = []
  let left = MAX_WORDS_IN_ALL
  for (const [index, { part, at, query, place }] of located.entries()) {
    const waiting = located.slice(index).filter((other) => other.place).length || 1
    const whole = Math.min(MAX_WORDS, left)
    const share = Math.min(whole, Math.floor(left / waiting))
    const found =
      place && (quote(query, place, part.text, share) ?? quote(query, place, part.text, whole))
    const before = quoted.find((other) => place && isSame(other.place, place))?.answer
    const extract = withoutSaid(found?.extract ?? [], answers)
    if (before && extract.length === 0) {
      before.leads.push(part.lead)
      before.ats.push(at)
      continue
    }
    const answer = { leads: [part.lead], ats: [at], quote: found && { ...found, extract } }
    left -= wordsIn(extract)
    answers.push(answer)
    if (place) quoted.push({ place, answer })
  }
  return answers
}

function isSame(one: Place, other: Place): boolean {
  return one.article === other.article && one.chunk === other.chunk
}

function withoutSaid<Cited>(extract: ExtractPart[], answers: PartAnswer<Cited>[]): ExtractPart[] {
  const said = answers.flatMap(({ quote }) => (quote?.extract ?? []).map(textOf)).join('\n')
  return extract.filter((part) => !said.includes(textOf(part)))
}

function wordsIn(extract: ExtractPart[]): number {
  return countWords(extract.map(textOf).join(' '))
}

function textOf(part: ExtractPart): string {
  return part.kind === 'paragraph' ? part.text : part.items.join('\n')
}
