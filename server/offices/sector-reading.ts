import { type FoundCue, findCues, isActivity } from './sector-cues.ts'
import { cueKey, type SectorIndex } from './sector-index.ts'
import { type Understood, understandWord } from './sector-words.ts'
import { CLAUSE_END, isLinking, readWords, rootOf, type Word } from './wording.ts'

/** What a word is about: the firm itself, its customers, what it is not, or a place. */
type Role = 'own' | 'customer' | 'denied' | 'place'

export type ReadWord = Understood & {
  role: Role
  clause: number
  isLinking: boolean
  /** Of a name: a capital that no clause begins with, unless the word is unknown. */
  isCapital: boolean
}
export type Clause = { from: number; to: number; isAsked: boolean }
/** `from` and `to` of clauses and cues count the words. */
export type Reading = {
  words: ReadWord[]
  clauses: Clause[]
  cues: FoundCue[]
  /** How much of the text's words stands in each language's lists, 1 for the language with most. */
  languages: Map<string, number>
}

/** A firm says what it does in its first sentences; the rest only costs time. */
const MAX_WORDS = 120
/** How many words a "no" denies. */
const DENIAL_REACH = 6
const LOCATIVES = new Set('en in a em na no nas nos auf im near au aux cerca'.split(' '))

/** A text as words with roles, clauses and cues. */
export function readText(index: SectorIndex, text: string): Reading {
  const spoken = readWords(text).slice(0, MAX_WORDS)
  const parts = splitClauses(index, spoken, text)
  const words = parts.flatMap(({ from, to }, clause) =>
    spoken.slice(from, to).flatMap((word, at) => readWord(index, word, clause, at === 0)),
  )
  const languages = languageShares(index, words)
  const clauses = countAgain(words, parts)
  const plain = words.map(({ word }) => word)
  const cues = clauses.flatMap((clause) => findCues(index, plain, clause, languages))
  const reading: Reading = { words, clauses, cues, languages }
  markPlaces(reading)
  markCustomers(reading)
  markDenied(reading)
  return reading
}

function splitClauses({ cues }: SectorIndex, spoken: Word[], text: string): Clause[] {
  const isStart = ({ gap, word }: Word) =>
    CLAUSE_END.test(gap) || cues.get(cueKey([word]))?.some(({ kind }) => kind === 'contrast')
  const starts = spoken.flatMap((word, at) => (at === 0 || isStart(word) ? [at] : []))
  return starts.map((from, order) => {
    const to = starts[order + 1] ?? spoken.length
    const closing = spoken[to]?.gap ?? text.trimEnd().slice(-2)
    return { from, to, isAsked: closing.includes('?') || (spoken[from]?.gap ?? '').includes('¿') }
  })
}

/** The borders of clauses after compounds were split into several words. */
function countAgain(words: ReadWord[], clauses: Clause[]): Clause[] {
  let from = 0
  return clauses.map(({ isAsked }, order) => {
    const begun = from
    while (words[from]?.clause === order) from += 1
    return { from: begun, to: from, isAsked }
  })
}

function readWord(
  index: SectorIndex,
  { word, typed }: Word,
  clause: number,
  isFirst: boolean,
): ReadWord[] {
  const isCapitalised = /^\p{Lu}/u.test(typed)
  // ", Cabezuela del Valle": a name may resemble any trade.
  const isName = isFirst && clause > 0 && isCapitalised && !index.leanings.has(rootOf(word))
  const understood = isName
    ? [{ word, root: rootOf(word), certainty: 0 }]
    : understandWord(index, word)
  return understood.map((one) => ({
    ...one,
    role: 'own',
    clause,
    isLinking: isLinking(one.word),
    isCapital: isCapitalised && (!isFirst || isName),
  }))
}

function languageShares({ languages }: SectorIndex, words: ReadWord[]): Map<string, number> {
  const shares = new Map<string, number>()
  for (const { word } of words) {
    const langs = languages.get(word) ?? []
    for (const lang of langs) shares.set(lang, (shares.get(lang) ?? 0) + 1 / langs.length)
  }
  const most = Math.max(...shares.values())
  for (const [lang, share] of shares) shares.set(lang, share / most)
  return shares
}

/** Capitals after "en", "in", "a" … are a place and no trade: "en Salinas". */
function markPlaces({ words }: Reading): void {
  for (const [at, word] of words.entries()) {
    const before = words[at - 1]
    if (!word.isCapital || before?.clause !== word.clause) continue
    if (LOCATIVES.has(before.word) || before.role === 'place') word.role = 'place'
  }
}

/** What follows "para", "que asesora a" … is the client's, up to the end of the clause. */
function markCustomers({ words, clauses, cues }: Reading): void {
  for (const cue of cues) {
    if (cue.kind === 'customers-ending') setRole(words, cue.from, cue.to, 'customer')
    const clause = clauses[words[cue.from]?.clause ?? 0]
    const isOwn = cues.some(({ kind, from }) => kind === 'own' && from === cue.to)
    if (cue.kind !== 'customers' || !clause || isOwn) continue
    // "Para clínicas hacemos software": the customers come first, the activity ends them.
    const next = cues.find(
      (other) => other.from > cue.to && isActivity(other.kind) && !isAskedFor(cues, other),
    )
    const isFirst = cue.from === clause.from
    setRole(words, cue.to, (isFirst && next?.from) || clause.to, 'customer')
  }
}

/** "Ayudamos a las bodegas a vender": what the customers want is no activity of the firm. */
function isAskedFor(cues: FoundCue[], { from }: FoundCue): boolean {
  return cues.some((cue) => cue.kind === 'asking' && cue.from === from)
}

/** "no tengo tienda", "antes era camionero y ahora llevo …": what follows is not what the firm is. */
function markDenied({ words, clauses, cues }: Reading): void {
  for (const { kind, from, to } of cues) {
    const clause = clauses[words[from]?.clause ?? 0]
    if (kind !== 'denial' || !clause) continue
    const next = cues.find((cue) => cue.kind === 'self' && cue.from > to)
    setRole(words, to, Math.min(clause.to, to + DENIAL_REACH, next?.from ?? clause.to), 'denied')
  }
}

function setRole(words: ReadWord[], from: number, to: number, role: Role): void {
  for (const word of words.slice(from, to)) word.role = role
}
