import { fold } from '../../shared/fold.ts'

/** In the order in which they stand where all fit alike. */
const PARTS = [
  'ticket',
  'found',
  'view',
  'saved',
  'section',
  'console',
  'person',
  'office',
  'guide',
] as const
export type Part = (typeof PARTS)[number]

/** Something that can be gone to, or done. */
export type PaletteItem = {
  id: string
  part: Part
  label: string
  /** The key that does the same. */
  keyName?: string
  /** Further words by which it is found. */
  also?: string
  /** Offered last, whatever has been typed. */
  isLast?: boolean
  /** Shown although nothing has been typed. */
  isFirst?: boolean
  run(): void
}

export type PaletteGroup = { part: Part; items: PaletteItem[] }

const MAX_IN_PART = 6
const MAX_AT_HAND = 12
const WHOLE = 4
const BEGINS = 3
const HOLDS = 2
const SCATTERED = 1
/** Shorter ones lie scattered in nearly every word. */
const SCATTERED_FROM = 3

/** What fits the words, the part with the best of them first; without words what is at hand. */
export function rank(items: readonly PaletteItem[], query: string): PaletteGroup[] {
  const words = fold(query).split(/\s+/).filter(Boolean)
  const fitting = items
    .map((item) => ({
      item,
      score: words.length === 0 ? Number(item.isFirst === true) : fitOf(item, words),
    }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
  const most = words.length === 0 ? MAX_AT_HAND : MAX_IN_PART
  const groups = PARTS.map((part) => {
    const own = fitting.filter(({ item }) => item.part === part)
    const best = own[0]?.score ?? 0
    return { part, best, items: own.slice(0, most).map(({ item }) => item) }
  })
  return groups
    .filter((group) => group.items.length > 0)
    .sort((one, other) => other.best - one.best)
}

/** Every word must be found; the worst of them counts, and words of the label more than others. */
function fitOf({ label, also = '', isLast }: PaletteItem, words: readonly string[]): number {
  if (isLast) return SCATTERED
  const [name, all] = [wordsOf(label), wordsOf(`${label} ${also}`)]
  const scores = words.map((word) => {
    const own = bestOf(name, word)
    const other = bestOf(all, word)
    // Of what stands beside the name only the beginnings of words count.
    if (own === 0) return other < BEGINS ? 0 : other
    return own + WHOLE
  })
  return Math.min(...scores)
}

function wordsOf(text: string): string[] {
  return fold(text).split(/[^\p{L}\p{N}-]+/u)
}

function bestOf(words: readonly string[], typed: string): number {
  return Math.max(0, ...words.map((word) => scoreOf(word, typed)))
}

function scoreOf(word: string, typed: string): number {
  if (word === typed) return WHOLE
  if (word.startsWith(typed)) return BEGINS
  if (word.includes(typed)) return HOLDS
  return typed.length >= SCATTERED_FROM && isScattered(word, typed) ? SCATTERED : 0
}

/** Its letters in their order, from the first: "trnsf" in "transferir". */
function isScattered(word: string, typed: string): boolean {
  if (word[0] !== typed[0]) return false
  let at = 0
  for (const letter of word) if (letter === typed[at]) at += 1
  return at === typed.length
}
