import { type FoundCue, isActivity } from './sector-cues.ts'
import type { SectorIndex } from './sector-index.ts'
import type { Clause, Reading } from './sector-reading.ts'
import type { Evidence } from './sector-trades.ts'

type Span = Pick<Evidence, 'from' | 'to' | 'clause' | 'by' | 'weight'>

/** A weaker trade after "my" is a thing ("my list"), not the firm. */
const MIN_OWNED = 0.6
const DEFINITE = new Set('el la los las the le les der die das els'.split(' '))

/** Whether a possessive stands before: "mi taller", "nuestra empresa de transportes". */
export function isOwned(reading: Reading, span: Span): boolean {
  return span.by === 'trade' && span.weight > MIN_OWNED && isPossessed(reading, span)
}

export function isPossessed(reading: Reading, span: Span): boolean {
  return reading.cues.some((cue) => cue.kind === 'own' && leadsTo(reading, cue, span))
}

/** Whether "somos", "tengo" … stands before, in the same clause. */
export function isAnnounced(reading: Reading, span: Span): boolean {
  return cuesBefore(reading, span).some(({ kind }) => kind === 'self')
}

/** Whether what is said is only asked for or wished. */
export function isWished(reading: Reading, span: Span): boolean {
  const isAsked = reading.clauses[span.clause]?.isAsked === true
  return isAsked || wishesAround(reading, span).some(({ from }) => from < span.from)
}

/** Questions and wishes in the clause of `span`, before or after it. */
export function wishesAround(reading: Reading, { clause: at }: Span): FoundCue[] {
  const clause = reading.clauses[at]
  return clause ? reading.cues.filter((cue) => isWish(reading, cue, clause)) : []
}

/** "El banco": a firm that speaks of itself says "un bar" or just "bar". */
export function isDefinite({ words }: Reading, { from, clause }: Span): boolean {
  const lead = words[from - 1]
  return lead?.clause === clause && DEFINITE.has(lead.word)
}

/** Whether a trade is made of words that every firm asks about: "redes sociales", "tienda online". */
export function isTopical(
  { topics }: SectorIndex,
  { words }: Reading,
  { from, to }: Span,
): boolean {
  const roots = words
    .slice(from, to)
    .filter(({ isLinking }) => !isLinking)
    .map(({ root }) => root)
  return topics.has(roots.join(' ')) || roots.every((root) => topics.has(root))
}

/** How many words before `span` in its clause neither link nor say what the firm is or does. */
export function wordsBefore({ words, cues, clauses }: Reading, span: Span): number {
  const from = clauses[span.clause]?.from ?? 0
  const isSaid = (at: number) =>
    cues.some(
      (cue) =>
        (cue.kind === 'self' || cue.kind === 'own' || isActivity(cue.kind)) && holds(cue, at),
    )
  return words.slice(from, span.from).filter((word, at) => !word.isLinking && !isSaid(from + at))
    .length
}

function cuesBefore({ cues, clauses }: Reading, { from, clause }: Span): FoundCue[] {
  const start = clauses[clause]?.from ?? 0
  return cues.filter((cue) => cue.from >= start && cue.to <= from + 1)
}

/** At most one word, or "empresa de" and its like, may stand between. */
function leadsTo({ words, cues }: Reading, cue: FoundCue, span: Span): boolean {
  if (cue.to > span.from || words[cue.from]?.clause !== span.clause) return false
  const isSelf = (at: number) => cues.some((other) => other.kind === 'self' && holds(other, at))
  const between = words
    .slice(cue.to, span.from)
    .filter((word, at) => !word.isLinking && !isSelf(cue.to + at))
  return between.length <= 1 && !between.some(({ isCapital }) => isCapital)
}

function holds({ from, to }: FoundCue, at: number): boolean {
  return from <= at && at < to
}

/** Short words such as "que" or "on" ask only where a clause begins: "y que …". */
function isWish({ words }: Reading, { kind, from, to }: FoundCue, clause: Clause): boolean {
  if (kind !== 'asking' || from < clause.from || to > clause.to) return false
  return to - from > 1 || words.slice(clause.from, from).every(({ isLinking }) => isLinking)
}
