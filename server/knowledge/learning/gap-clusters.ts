import { words } from '../../platform/text/analyser.ts'
import { stopWordsOf } from '../language.ts'
import { stemOf } from '../stems.ts'
import { foldPhrasing, withoutMarks } from './phrasing.ts'

/** A text with its stems, read once however often it is compared. */
export type ReadText = { text: string; lang: string; folded: string; stems: string[] }

export type Asked = ReadText & {
  id: string
  at: string
  /** The guide that came nearest. */
  nearest: string | null
}

/** A text that somebody decided about: what is like it has been dealt with. */
export type Settled = ReadText & {
  /** Questions asked from then on count again; undefined: none ever does. */
  until: string | undefined
}

/** One way of asking, with everyone who asked so. */
type Entry<Question> = { folded: string; lang: string; stems: string[]; questions: Question[] }
export type Cluster<Question> = { centre: Question; questions: Question[] }

/** Measured by eye on made-up logs: lower joins different needs, higher splits one. */
const ALIKE = 0.45
/** What is dealt with is not shown again, so it has to be much the same. */
const SETTLED_ALIKE = 0.7
/** Questions that come nearest to the same guide are about the same thing more often than not. */
const SAME_GUIDE = 0.15

export function readText(text: string, lang: string): ReadText {
  const said = withoutMarks(text)
  const all = words(said)
  const telling = all.filter((word) => !stopWordsOf(lang).has(word))
  const kept = telling.length > 0 ? telling : all
  const stems = [...new Set(kept.map((word) => stemOf(word, lang)))]
  return { text, lang, folded: foldPhrasing(said), stems }
}

/**
 * Groups questions that ask for the same: the one with most others like it first, with all of those, then
 * the next of what is left. The same for the same questions, in whatever order they come.
 */
export function clusterQuestions<Question extends Asked>(
  asked: Question[],
  settled: Settled[],
): Cluster<Question>[] {
  const space = new TextSpace([...asked, ...settled])
  const left = asked.filter(({ folded }) => folded !== '').filter(notSettled(space, settled))
  const entries = entriesOf(left)
  const neighbours = neighboursOf(space, entries)
  return pickClusters(entries, neighbours).map((members) => {
    const questions = members.flatMap((at) => entries[at]?.questions ?? [])
    const [centre] = entries[members[0] ?? -1]?.questions ?? []
    if (!centre) throw new Error('a cluster without a question')
    return { centre, questions }
  })
}

/** Whether two texts are alike enough to be one need; for notes that an editor left on one of them. */
export function areAlike(one: ReadText, others: ReadText[]): boolean {
  const space = new TextSpace([one, ...others])
  return others.some((other) => space.similarity(one, other) >= SETTLED_ALIKE)
}

function notSettled(space: TextSpace, settled: Settled[]): (question: Asked) => boolean {
  const near = space.nearTo(settled)
  return (question) =>
    !near(question).some(({ text: { until, folded, lang }, similarity }) => {
      const isSame = folded === question.folded && lang === question.lang
      return (isSame || similarity >= SETTLED_ALIKE) && (until === undefined || question.at < until)
    })
}

function entriesOf<Question extends Asked>(asked: Question[]): Entry<Question>[] {
  const byText = new Map<string, Entry<Question>>()
  for (const question of asked) {
    const { folded, lang, stems } = question
    const key = `${lang} ${folded}`
    const entry = byText.get(key)
    if (entry) entry.questions.push(question)
    else byText.set(key, { folded, lang, stems, questions: [question] })
  }
  const entries = [...byText].sort(([one], [other]) => (one < other ? -1 : 1))
  return entries.map(([, entry]) => ({ ...entry, questions: entry.questions.sort(newestFirst) }))
}

function newestFirst(one: Asked, other: Asked): number {
  const [mine, theirs] = [`${one.at} ${one.id}`, `${other.at} ${other.id}`]
  return mine < theirs ? 1 : -1
}

function neighboursOf<Question extends Asked>(
  space: TextSpace,
  entries: Entry<Question>[],
): number[][] {
  const places = new Map(entries.map((entry, at) => [entry, at]))
  const near = space.nearTo(entries)
  return entries.map((entry) => {
    const guide = entry.questions[0]?.nearest ?? null
    return near(entry)
      .filter(({ text: other, similarity }) => {
        const isSame = guide !== null && guide === (other.questions[0]?.nearest ?? null)
        return other === entry || similarity + (isSame ? SAME_GUIDE : 0) >= ALIKE
      })
      .map(({ text }) => places.get(text) ?? -1)
  })
}

/** Members of each cluster, its centre first. */
function pickClusters<Question>(entries: Entry<Question>[], neighbours: number[][]): number[][] {
  const size = (at: number) => entries[at]?.questions.length ?? 0
  const free = new Set(entries.keys())
  const worth = neighbours.map((list) => list.reduce((sum, at) => sum + size(at), 0))
  const clusters: number[][] = []
  while (free.size > 0) {
    const best = worthiest(free, worth)
    const members = [best, ...(neighbours[best] ?? []).filter((at) => at !== best && free.has(at))]
    clusters.push(members)
    for (const taken of members) {
      free.delete(taken)
      for (const other of neighbours[taken] ?? []) worth[other] = (worth[other] ?? 0) - size(taken)
    }
  }
  return clusters
}

/** The first of equals. */
function worthiest(free: Set<number>, worth: number[]): number {
  let best = -1
  for (const at of free) if (best < 0 || (worth[at] ?? 0) > (worth[best] ?? 0)) best = at
  return best
}

type Stemmed = { lang: string; stems: string[] }

/** Texts as unit vectors of their stems; those in few texts tell most. Each language has its own. */
class TextSpace {
  readonly #counts = new Map<string, number>()
  readonly #total: number

  constructor(texts: Stemmed[]) {
    this.#total = texts.length
    for (const { lang, stems } of texts) {
      for (const stem of stems) {
        const key = `${lang} ${stem}`
        this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
      }
    }
  }

  similarity(one: Stemmed, other: Stemmed): number {
    return this.nearTo([other])(one)[0]?.similarity ?? 0
  }

  /** Finds the texts that share a stem with another one, with how alike they are, in their own order. */
  nearTo<Text extends Stemmed>(
    texts: Text[],
  ): (text: Stemmed) => { text: Text; similarity: number }[] {
    const postings = new Map<string, { at: number; weight: number }[]>()
    for (const [at, text] of texts.entries()) {
      for (const [key, weight] of this.#vector(text)) {
        const list = postings.get(key)
        if (list) list.push({ at, weight })
        else postings.set(key, [{ at, weight }])
      }
    }
    return (text) => {
      const found = new Map<number, number>()
      for (const [key, weight] of this.#vector(text)) {
        for (const other of postings.get(key) ?? []) {
          found.set(other.at, (found.get(other.at) ?? 0) + weight * other.weight)
        }
      }
      return [...found]
        .sort(([one], [other]) => one - other)
        .flatMap(([at, similarity]) => {
          const near = texts[at]
          return near ? [{ text: near, similarity }] : []
        })
    }
  }

  #vector({ lang, stems }: Stemmed): [string, number][] {
    const weights = stems.map((stem): [string, number] => {
      const key = `${lang} ${stem}`
      return [key, Math.log(1 + this.#total / (this.#counts.get(key) ?? 1))]
    })
    const norm = Math.hypot(...weights.map(([, weight]) => weight)) || 1
    return weights.map(([key, weight]) => [key, weight / norm])
  }
}
