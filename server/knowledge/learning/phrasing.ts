import { words } from '../../platform/text/analyser.ts'

/** A way people ask. Without a slug no guide answers it: it is for a person. */
export type Phrasing = { slug: string | undefined; lang: string; text: string }

/** Longer ones are stories, from which the search learns little. */
export const MAX_PHRASING = 200

/** Two phrasings of a language with the same folded words are one. */
export function foldPhrasing(text: string): string {
  return words(text).join(' ')
}

/** As `mask.ts` leaves them. */
const MARK = /\[(?:e-mail|iban|tax-id|number)\]/

/** What keeps a text from being taught to the search as it is. */
export function unfitFor(text: string): 'masked' | 'long' | null {
  if (MARK.test(text)) return 'masked'
  return text.length > MAX_PHRASING ? 'long' : null
}

export function withoutMarks(text: string): string {
  return text.replace(new RegExp(MARK, 'g'), ' ')
}
