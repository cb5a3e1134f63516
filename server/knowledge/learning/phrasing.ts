import { words } from '../../platform/text/analyser.ts'

/** A way people ask. Without a slug no guide answers it: it is for a person. */
export type Phrasing = { slug: string | undefined; lang: string; text: string }

/** Longer ones are stories, from which the search learns little. */
export const MAX_PHRASING = 200

/** Two phrasings of a language with the same folded words are one. */
export function foldPhrasing(text: string): string {
  return words(text).join(' ')
}
