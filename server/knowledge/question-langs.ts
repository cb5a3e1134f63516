/** Languages that questions are understood in. */
export const QUESTION_LANGS = ['es', 'en', 'ca', 'gl', 'eu', 'pt', 'fr', 'de'] as const
export type QuestionLang = (typeof QUESTION_LANGS)[number]

/** One value for each language. */
export function byQuestionLang<Value>(
  make: (lang: QuestionLang) => Value,
): Record<QuestionLang, Value> {
  return Object.fromEntries(QUESTION_LANGS.map((lang) => [lang, make(lang)])) as Record<
    QuestionLang,
    Value
  >
}
