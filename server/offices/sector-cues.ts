import { type Cue, cueKey, type SectorIndex } from './sector-index.ts'

/** A cue of the pack where it stands in a text; `from` and `to` count the text's words. */
export type FoundCue = Cue & { from: number; to: number }

const MAX_CUE_WORDS = 6
/** A cue of a language that the text hardly uses is none: "location" is rental only in French. */
const MIN_LANGUAGE_SHARE = 0.3
/** Kinds that say how a sentence is meant rather than what the firm does with the thing named. */
const MANNERS = new Set(
  'customers customers-ending denial own self asking contrast main'.split(' '),
)

/** The cues among the words `from` to `to`, the longest where several start at the same word. */
export function findCues(
  index: SectorIndex,
  words: string[],
  { from, to }: { from: number; to: number },
  languages: Map<string, number>,
): FoundCue[] {
  const found: FoundCue[] = []
  for (let start = from; start < to; ) {
    const cues = cuesAt(index, words, start, to).filter(
      ({ lang }) => (languages.get(lang) ?? 0) >= MIN_LANGUAGE_SHARE,
    )
    found.push(...oneOfEachKind(cues))
    start = Math.max(start + 1, ...cues.map((cue) => cue.to))
  }
  return found
}

export function isActivity(kind: string): boolean {
  return !MANNERS.has(kind)
}

/** Cues whose own words name no trade: the "hay" of "hay que", the "can" of "can I". */
export function isManner(kind: string): boolean {
  return MANNERS.has(kind) && kind !== 'self'
}

function cuesAt(index: SectorIndex, words: string[], start: number, to: number): FoundCue[] {
  for (let end = Math.min(to, start + MAX_CUE_WORDS); end > start; end -= 1) {
    const cues = index.cues.get(cueKey(words.slice(start, end)))
    if (!cues) continue
    const longest = cues.map((cue) => ({ ...cue, from: start, to: end }))
    return [...longest, ...activityWithin(index, words, longest)]
  }
  const word = words[start] ?? ''
  return index.endings
    .filter(({ ending }) => word.length > ending.length + 2 && word.endsWith(ending))
    .map(({ cue }) => ({ ...cue, kind: `${cue.kind}-ending`, from: start, to: start + 1 }))
}

/** "asesoramos a" points to customers, and its first word still says what the firm does. */
function activityWithin({ cues }: SectorIndex, words: string[], longest: FoundCue[]): FoundCue[] {
  const [first] = longest
  if (!first || first.to - first.from < 2) return []
  if (longest.some(({ kind }) => kind !== 'customers')) return []
  const inner = cues.get(cueKey([words[first.from] ?? ''])) ?? []
  return inner
    .filter(({ kind }) => isActivity(kind))
    .map((cue) => ({ ...cue, from: first.from, to: first.from + 1 }))
}

function oneOfEachKind(cues: FoundCue[]): FoundCue[] {
  return [...new Map(cues.map((cue) => [cue.kind, cue])).values()]
}
