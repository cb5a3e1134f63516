import { words } from '../../platform/text/analyser.ts'

/** One way in which people ask, beside those in an article's front matter. */
export type Phrasing = {
  /** The guide that answers it; none does where it is for a person or for nobody. */
  slug: string | undefined
  /** One of the languages that questions come in, whether articles are written in it or not. */
  lang: string
  text: string
  /** None of an office's business. */
  isOutOfScope?: boolean
}

/** By which an index knows a question that no guide answers. */
export function strangerKey({ lang, text, isOutOfScope }: Phrasing): string {
  return `${lang} ${isOutOfScope ? 'nobody' : 'person'} ${text}`
}

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

/** Kept in the place of a guide's slug, and so never a guide's: none of an office's business. */
export const OUT_OF_SCOPE = 'out-of-scope'
