/** Languages that questions are understood in. */
export const QUESTION_LANGS = ['es', 'en', 'ca', 'gl', 'eu', 'pt', 'fr', 'de'] as const
export type QuestionLang = (typeof QUESTION_LANGS)[number]
