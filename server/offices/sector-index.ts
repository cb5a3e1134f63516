import type { Pack } from './pack.ts'
import { isLinking, meaningfulWords, plainWords, rootOf } from './wording.ts'

/** A phrase of the pack's list of activities, without linking words. */
export type Trade = { division: number; lang: string; words: string[] }
/** How many phrases of a division have a root. */
export type Leaning = { division: number; count: number }
/** What the firm does with the thing named, or how a sentence has to be read. */
export type Cue = { kind: string; lang: string }

export type SectorIndex = {
  /** The pack's own list; labels and the divisions of a section are read from it. */
  sections: Pack['sectors']['sections']
  defaultLanguage: string
  /** Every division with its section; trades name them by their place in this list. */
  divisions: { section: string; code: string }[]
  /** By the roots of their words, joined by blanks. */
  trades: Map<string, Trade[]>
  /** By `cueKey`. */
  cues: Map<string, Cue[]>
  /** Cues that are endings, such as the Basque "-entzat". */
  endings: { ending: string; cue: Cue }[]
  /** What every firm asks about, by roots: alone no trade. */
  topics: Set<string>
  /** How many phrases of which divisions have a root. */
  leanings: Map<string, Leaning[]>
  /** The languages of the pack that a word stands in. */
  languages: Map<string, string[]>
  /** For words that only resemble a known one. */
  sortedRoots: string[]
}

const TOPIC = 'topic'
/** "de 0 a 3 años": figures tell no trade. */
const NUMBER = /^\d+$/

/** Longest phrase in meaningful words; also how far a cue may reach. */
export const MAX_TRADE_WORDS = 6

/** The trades and cues of a pack, ready for look-up; built once at start. */
export function buildSectorIndex(pack: Pack): SectorIndex {
  const { sections, cues } = pack.sectors
  const index: SectorIndex = {
    sections,
    defaultLanguage: pack.settings.defaultLanguage,
    divisions: sections.flatMap(({ code: section, divisions }) =>
      divisions.map(({ code }) => ({ section, code })),
    ),
    trades: new Map(),
    cues: new Map(),
    endings: [],
    topics: new Set(),
    leanings: new Map(),
    languages: new Map(),
    sortedRoots: [],
  }
  const divisions = sections.flatMap((section) => section.divisions)
  for (const [at, division] of divisions.entries()) addDivision(index, at, division)
  for (const [kind, byLang] of Object.entries(cues)) {
    for (const [lang, phrases] of Object.entries(byLang)) {
      for (const phrase of phrases) addCue(index, { kind, lang }, phrase)
    }
  }
  index.sortedRoots = [...index.leanings.keys()].sort()
  return index
}

function addDivision(
  index: SectorIndex,
  at: number,
  { activities, title, label }: Pack['sectors']['sections'][number]['divisions'][number],
): void {
  for (const [lang, phrases] of Object.entries(activities)) {
    for (const phrase of phrases) addTrade(index, at, lang, phrase)
  }
  for (const text of [...Object.values(title), ...Object.values(label)]) {
    addLeanings(index, at, meaningfulWords(text))
  }
}

function addTrade(index: SectorIndex, division: number, lang: string, phrase: string): void {
  const words = meaningfulWords(phrase).slice(0, MAX_TRADE_WORDS)
  // "al por mayor" would leave "mayor" alone; such phrases are cues.
  const isRemnant = words.length === 1 && isLinking(plainWords(phrase)[0] ?? '')
  if (!isRemnant) append(index.trades, words.map(rootOf).join(' '), { division, lang, words })
  addLeanings(index, division, words)
  for (const word of words) addLanguage(index, word, lang)
}

function addLeanings({ leanings }: SectorIndex, division: number, words: string[]): void {
  for (const word of words.filter((word) => !NUMBER.test(word))) {
    const root = rootOf(word)
    const known = leanings.get(root)
    // Divisions come one after the other, so that a root's last leaning is the one to count up.
    const last = known?.at(-1)
    if (last?.division === division) last.count += 1
    else append(leanings, root, { division, count: 1 })
  }
}

function addCue(index: SectorIndex, cue: Cue, phrase: string): void {
  const words = plainWords(phrase)
  if (cue.kind === TOPIC) {
    index.topics.add(meaningfulWords(phrase).map(rootOf).join(' '))
    return
  }
  if (phrase.startsWith('-')) {
    index.endings.push({ ending: words.join(''), cue })
    return
  }
  append(index.cues, cueKey(words), cue)
  for (const word of words) addLanguage(index, word, cue.lang)
}

function addLanguage({ languages }: SectorIndex, word: string, lang: string): void {
  if (!languages.get(word)?.includes(lang)) append(languages, word, lang)
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}

/** Cues are looked up by their folded words, linking words included, without plurals. */
export function cueKey(words: string[]): string {
  return words.map((word) => (word.length > 4 ? word.replace(/(?<!s)s$/, '') : word)).join(' ')
}

/** Whether a word stands in the pack, as part of a trade or as a cue. */
export function isKnownWord(index: SectorIndex, word: string): boolean {
  return isLinking(word) || index.languages.has(word) || index.leanings.has(rootOf(word))
}
