import type { SectorIndex } from './sector-index.ts'
import { isKnownWord } from './sector-index.ts'
import { rootOf } from './wording.ts'

/** A word of a text as the pack knows it; `certainty` is 1 for a known word, 0 for one unlike any. */
export type Understood = { word: string; root: string; certainty: number }

/** Languages that write compounds as one word. */
const COMPOUNDING = ['de', 'en', 'eu']
const MIN_COMPOUND = 8
const MIN_FIRST_PART = 3
const MIN_LAST_PART = 4
/** A last part as long as this tells enough, whatever stands before it. */
const TELLING_LAST_PART = 6
const COMPOUND_CERTAINTY = 0.85

const MIN_RESEMBLING = 5
const RESEMBLING_SHARE = 0.79
/** Endings such as "hotel-ito" or "ileapaindegi-aren". */
const MAX_ENDING = 4
const MIN_STEM_SHARE = 0.6
/** A word that only begins a known one ("estamp", "estampación") has to be this long. */
const MIN_BEGINNING = 6
/** "We do" in the Romance languages, "doing" in Spanish, Basque and English. */
const VERB_ENDING = /(?:[aei]mo|[aei]m|on|tzen|ing|ando|iendo)$/
const MIN_VERB = 4
const VERB_CERTAINTY = 0.7

/** A folded word as known, as parts of a compound, or as the known word it most resembles. */
export function understandWord(index: SectorIndex, word: string): Understood[] {
  const root = rootOf(word)
  if (isKnownWord(index, word)) return [{ word, root, certainty: 1 }]
  const parts = splitCompound(index, word)
  if (parts) {
    return parts.map((part) => ({
      word: part,
      root: rootOf(part),
      certainty: COMPOUND_CERTAINTY,
    }))
  }
  const resembling = /\d/.test(word) ? undefined : findResembling(index, root)
  return [{ word, root, certainty: 0, ...resembling }]
}

/** "bootsvermietung" → "boot", "vermietung"; the last part as long as possible. */
function splitCompound({ languages }: SectorIndex, word: string): string[] | undefined {
  if (word.length < MIN_COMPOUND) return undefined
  for (let cut = MIN_FIRST_PART; cut <= word.length - MIN_LAST_PART; cut += 1) {
    const last = word.slice(cut)
    const langs = COMPOUNDING.filter((lang) => languages.get(last)?.includes(lang))
    const isKnown = (part: string) => langs.some((lang) => languages.get(part)?.includes(lang))
    const start = word.slice(0, cut)
    const first = [start, start.replace(/(?:e[sn]|[sne])$/, '')].find(isKnown)
    if (first !== undefined) return [first, last]
    if (langs.length > 0 && last.length >= TELLING_LAST_PART) return [last]
  }
  return undefined
}

function findResembling(
  index: SectorIndex,
  root: string,
): Pick<Understood, 'root' | 'certainty'> | undefined {
  if (root.length < MIN_RESEMBLING) return undefined
  return (
    withoutEnding(index, root) ??
    completed(index, root) ??
    fromVerb(index, root) ??
    nearest(index, root)
  )
}

function withoutEnding(
  { leanings }: SectorIndex,
  root: string,
): Pick<Understood, 'root' | 'certainty'> | undefined {
  for (let cut = 1; cut <= MAX_ENDING && root.length - cut >= MIN_RESEMBLING; cut += 1) {
    const bare = root.slice(0, -cut)
    if (bare.length < MIN_STEM_SHARE * root.length) return undefined
    if (leanings.has(bare)) return { root: bare, certainty: bare.length / root.length }
  }
  return undefined
}

/** "estamp" → "estampacion" */
function completed({ sortedRoots }: SectorIndex, root: string) {
  const longer = sortedRoots[positionOf(sortedRoots, root)]
  if (root.length < MIN_BEGINNING || !longer?.startsWith(root)) return undefined
  return { root: longer, certainty: root.length / longer.length }
}

/** "depuramos" → "depurador": the shortest known root that begins like the verb. */
function fromVerb({ sortedRoots }: SectorIndex, root: string) {
  const stem = root.replace(VERB_ENDING, '')
  if (stem === root || stem.length < MIN_VERB) return undefined
  const at = positionOf(sortedRoots, stem)
  const known = sortedRoots.slice(at, at + 6).filter((candidate) => candidate.startsWith(stem))
  const [shortest] = known.sort((a, b) => a.length - b.length)
  return shortest === undefined ? undefined : { root: shortest, certainty: VERB_CERTAINTY }
}

/** The known root with the longest common beginning, if that is most of both. */
function nearest({ sortedRoots }: SectorIndex, root: string) {
  const at = positionOf(sortedRoots, root)
  const near = sortedRoots.slice(Math.max(0, at - 3), at + 3).map((known) => ({
    root: known,
    certainty: commonBeginning(known, root) / Math.max(known.length, root.length),
  }))
  const [best] = near.sort((a, b) => b.certainty - a.certainty)
  return best && best.certainty >= RESEMBLING_SHARE ? best : undefined
}

function positionOf(sorted: string[], wanted: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < wanted) low = middle + 1
    else high = middle
  }
  return low
}

function commonBeginning(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  return length
}
