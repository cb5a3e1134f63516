import type { Lang } from '../../shared/i18n.ts'

const LATIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** In the order of each language; what is no letter of it counts as the one it is written like. */
const LETTERS: Record<Lang, string[]> = {
  es: [...LATIN.replace('N', 'NÑ')],
  en: [...LATIN],
}
/** Nobody looks a title up under its "the". */
const LEADING: Record<Lang, RegExp> = {
  es: /^[^\p{L}\p{N}]*(?:(?:el|la|los|las|un|una|unos|unas)\s+)?[^\p{L}\p{N}]*/iu,
  en: /^[^\p{L}\p{N}]*(?:(?:a|an|the)\s+)?[^\p{L}\p{N}]*/iu,
}

/** Guides that start with a digit, or in a script of other letters. */
const OTHER_LETTER = '0-9'

export type LetterGroup<Item> = { letter: string; items: Item[] }

/** Sorted as people of that language look things up, and grouped by first letter; no group is empty. */
export function groupByLetter<Item extends { title: string }>(
  items: Item[],
  lang: Lang,
): LetterGroup<Item>[] {
  const groups = new Map<string, Item[]>()
  for (const item of sortByTitle(items, lang)) {
    const letter = letterOf(item.title, lang)
    const group = groups.get(letter)
    if (group) group.push(item)
    else groups.set(letter, [item])
  }
  return [OTHER_LETTER, ...LETTERS[lang]].flatMap((letter) => {
    const found = groups.get(letter)
    return found ? [{ letter, items: found }] : []
  })
}

export function sortByTitle<Item extends { title: string }>(items: Item[], lang: Lang): Item[] {
  const { compare } = new Intl.Collator(lang, { ignorePunctuation: true, numeric: true })
  const keyed = items.map((item) => ({ item, key: item.title.replace(LEADING[lang], '') }))
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ item }) => item)
}

function letterOf(title: string, lang: Lang): string {
  const [sign = ''] = title.replace(LEADING[lang], '')
  const { compare } = new Intl.Collator(lang, { sensitivity: 'base' })
  return LETTERS[lang].find((letter) => compare(letter, sign) === 0) ?? OTHER_LETTER
}
