import type { IndexAnswer } from '../answerer.ts'
import { maskPersonalData } from '../mask.ts'
import { CHECKED_LANGS } from './claims.ts'
import type { Material } from './verify.ts'

/**
 * What a model gets to see of a question and its answer: masked words and the cited section. Nothing where
 * there is nothing to reword (steps stay steps), or no way to check it.
 */
export function materialFor(
  question: string,
  { cited, extract, visitorLang, textLang }: IndexAnswer,
  quote: string,
): Material | undefined {
  if (!cited || visitorLang !== textLang || !CHECKED_LANGS.includes(textLang)) return undefined
  if (extract.some(({ kind }) => kind === 'steps')) return undefined
  const { title, heading, passage } = cited
  return {
    lang: textLang,
    question: maskPersonalData(question),
    extract: quote,
    passages: [{ id: 'p1', title, heading, text: passage }],
  }
}
