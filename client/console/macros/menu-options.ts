import type { Macro } from '../../../server/contract/macros.ts'
import { fold } from '../../shared/fold.ts'
import type { Guide } from './queries.ts'

export type MenuOption =
  | { kind: 'macro'; id: string; macro: Macro }
  | { kind: 'guide'; id: string; guide: Guide; isSuggested: boolean }

/** What is asked for: all of it, or one kind. */
export type MenuPart = 'all' | 'macros' | 'guides'

const MAX_MACROS = 8
const MAX_GUIDES = 5

type Shelf = { macros: readonly Macro[]; guides: readonly Guide[]; suggested: readonly Guide[] }

/** What fits the words typed so far, best first; the guides suggested for this conversation lead. */
export function menuOptions(shelf: Shelf, part: MenuPart, query: string): MenuOption[] {
  const words = fold(query).split(/\s+/).filter(Boolean)
  const macros = part === 'guides' ? [] : fittingMacros(shelf.macros, words)
  const guides = part === 'macros' ? [] : fittingGuides(shelf, words)
  return [...macros, ...guides]
}

function fittingMacros(macros: readonly Macro[], words: string[]): MenuOption[] {
  return ranked(macros, (macro) => fitOf(words, macro.name, Object.values(macro.texts).join(' ')))
    .slice(0, MAX_MACROS)
    .map((macro) => ({ kind: 'macro', id: `macro-${macro.id}`, macro }))
}

function fittingGuides({ guides, suggested }: Shelf, words: string[]): MenuOption[] {
  const others = words.length === 0 ? [] : guides
  const known = new Set(suggested.map(({ slug }) => slug))
  const all = [...suggested, ...others.filter(({ slug }) => !known.has(slug))]
  return ranked(all, ({ title, summary }) => fitOf(words, title, summary))
    .slice(0, MAX_GUIDES)
    .map((guide) => ({
      kind: 'guide',
      id: `guide-${guide.slug}`,
      guide,
      isSuggested: known.has(guide.slug),
    }))
}

/** 3 where the name begins so, 2 where it holds the words, 1 where the text does, 0 for neither. */
function fitOf(words: readonly string[], name: string, text: string): number {
  const [title, body] = [fold(name), fold(text)]
  if (title.startsWith(words.join(' '))) return 3
  if (words.every((word) => title.includes(word))) return 2
  return words.every((word) => title.includes(word) || body.includes(word)) ? 1 : 0
}

function ranked<Item>(items: readonly Item[], rank: (item: Item) => number): Item[] {
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .filter((each) => each.rank > 0)
    .sort((one, other) => other.rank - one.rank)
    .map(({ item }) => item)
}
