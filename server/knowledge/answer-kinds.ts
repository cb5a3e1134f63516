import data from './data/answer-kinds.json' with { type: 'json' }
import { QUESTION_LANGS } from './language.ts'
import { compilePattern, type Pattern, patternText } from './patterns.ts'

/** What an answer must look like: a definition, an amount, a date or a time. */
export type AnswerKind = 'what' | 'money' | 'time'

/** The start of a question says what is wanted; a long one has said it by then. */
const MAX_WORDS = 60

/** How amounts and times are written in guides of any language. */
const CUES: Record<Exclude<AnswerKind, 'what'>, RegExp> = {
  money:
    /\d[\d.,]* ?(?:€|%|euros?\b|EUR\b)|(?:€|EUR) ?\d|\b(?:gratis|gratuit[oa]s?|sin coste|no cuesta|free|no cost)\b/iu,
  time: /\b(?:19|20)\d{2}\b|\b\d{1,2}[:.]\d{2}\b|(?:\d|\b(?:un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|diez|one|two|three|four|five|six|seven|eight|ten|cada|every)) ?(?:segundos?|minutos?|horas?|días?|semanas?|mes(?:es)?|trimestres?|años?|seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?)\b/iu,
}

const books: [AnswerKind, Pattern[]][] = (['what', 'money', 'time'] as const).map((kind) => [
  kind,
  QUESTION_LANGS.flatMap((lang) => data[kind][lang].map((source) => compilePattern(source))),
])

/** What kind of answer a question wants, from its folded words; undefined where any text may answer. */
export function answerKindOf(words: string[]): AnswerKind | undefined {
  const spoken = patternText(words.slice(0, MAX_WORDS))
  return books.find(([, phrases]) => phrases.some((phrase) => phrase.test(spoken)))?.[0]
}

/** Whether a question asks, among other things, for this kind. */
export function asksFor(words: string[], kind: AnswerKind): boolean {
  const spoken = patternText(words.slice(0, MAX_WORDS))
  return books.some(
    ([one, phrases]) => one === kind && phrases.some((phrase) => phrase.test(spoken)),
  )
}

/** Whether a text holds what an answer of that kind must hold; a definition may be any text. */
export function holdsAnswer(text: string, kind: AnswerKind | undefined): boolean {
  return kind !== 'money' && kind !== 'time' ? true : CUES[kind].test(text)
}
