import { fold } from '../platform/text/analyser.ts'

/** A word of a text: folded, as typed, and what stands between it and the word before. */
export type Word = { word: string; typed: string; gap: string }

/** What parts the clauses of a text: stands between two words. */
export const CLAUSE_END = /[.,;:!?¿¡()\n—–/]|\s-\s/

/** Words that only link others, in all languages of the packs; trades are compared without them. */
const LINKING = new Set(
  `de del la el lo los las un una unos y e o u con para por en a al que su sus
  d l dels els i amb per als s n do da dos das os as unha ou no na nos nas um uma com em eta edo
  bat des du le les une et avec pour au aux der die das den dem ein eine einen und oder mit fur von
  im in am auf zu zum zur the an and or of for with on at to from by`.split(/\s+/),
)

const WORD = /[\p{L}\p{M}\p{N}]+/gu
/** "i+d" and "r&d" are one word. */
const COMBINED = /(?<!\p{L})\p{L}(?:[+&]\p{L})+(?!\p{L})|[\p{L}\p{M}\p{N}]+/gu

/** The words of a text in order, with how they were typed. */
export function readWords(text: string): Word[] {
  const plain = withoutMiddleDots(text)
  let end = 0
  return [...plain.matchAll(patternFor(plain))].map((match) => {
    const [typed] = match
    const gap = plain.slice(end, match.index)
    end = match.index + typed.length
    return { word: fold(typed), typed, gap }
  })
}

/** The folded words of a text in order: faster where nothing else is wanted. */
export function plainWords(text: string): string[] {
  const folded = fold(withoutMiddleDots(text))
  return folded.match(patternFor(folded)) ?? []
}

/** The Catalan middle dot parts no word: "instal·lació". */
function withoutMiddleDots(text: string): string {
  return text.includes('·') ? text.replaceAll('·', '') : text
}

function patternFor(text: string): RegExp {
  return text.includes('+') || text.includes('&') ? COMBINED : WORD
}

export function isLinking(word: string): boolean {
  return LINKING.has(word)
}

/** The words of a phrase that carry its meaning; all of them where none would be left. */
export function meaningfulWords(text: string): string[] {
  const all = plainWords(text)
  const kept = all.filter((word) => !isLinking(word))
  return kept.length > 0 ? kept : all
}

/** "instalación", "instalaciones", Catalan "instal·lació", Portuguese "instalação", "instalações". */
const NOUN_ENDINGS = 'cion cione cio cao coe sion sione sio sao soe'.split(' ')

const knownRoots = new Map<string, string>()
const MAX_KNOWN_ROOTS = 50_000

/**
 * A folded word without the endings of number and gender that the Romance languages, English and
 * German share. Cruder than Snowball, but the same for all of them and some thirty times as fast;
 * it merges few trades, and forms that are spelt alike win over it.
 */
export function rootOf(word: string): string {
  const known = knownRoots.get(word)
  if (known !== undefined) return known
  if (knownRoots.size >= MAX_KNOWN_ROOTS) knownRoots.clear()
  const root = cutEndings(word)
  knownRoots.set(word, root)
  return root
}

function cutEndings(word: string): string {
  const one =
    word.endsWith('s') && word.length > 3 && !word.endsWith('ss') ? word.slice(0, -1) : word
  for (const ending of NOUN_ENDINGS) {
    if (one.endsWith(ending)) return `${one.slice(0, -ending.length)}${ending[0]}ion`
  }
  if (one.endsWith('y')) return `${one.slice(0, -1)}i`
  const stem = one.length > 3 && /[aeo]$/.test(one) ? one.slice(0, -1) : one
  if (stem.endsWith('gu')) return stem.slice(0, -1)
  if (stem.endsWith('qu')) return `${stem.slice(0, -2)}c`
  return stem.endsWith('z') ? `${stem.slice(0, -1)}c` : stem
}

/**
 * How alike two words of the same root are spelt. Long words that differ in an ending are forms of
 * one word ("fontanero", "fontanera"); short ones are not ("vino", "viña").
 */
export function likeness(one: string, other: string): number {
  if (one === other) return 1
  if (withoutPlural(one) === withoutPlural(other)) return 0.95
  return Math.min(one.length, other.length) < SAFE_LENGTH ? 0.45 : 0.85
}

function withoutPlural(word: string): string {
  return word
    .replace(/(?<=[aeiou])s$/, '')
    .replace(/(?<=[lnrdz])e$/, '')
    .replace(/s$/, '')
}

const SAFE_LENGTH = 6
