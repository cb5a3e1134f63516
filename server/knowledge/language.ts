import { fold, words } from '../platform/text/analyser.ts'
import everydayWords from './data/everyday-words.json' with { type: 'json' }
import languageWords from './data/language-words.json' with { type: 'json' }
import stopWords from './data/stop-words.json' with { type: 'json' }
import { byQuestionLang, QUESTION_LANGS, type QuestionLang } from './question-langs.ts'
import { stemOf } from './stems.ts'

export { QUESTION_LANGS, type QuestionLang } from './question-langs.ts'

export type DetectedLanguage = { lang: QuestionLang; isSure: boolean }

type Scores = Record<QuestionLang, number>

/** A question's language shows in its first words. */
const MAX_WORDS = 60
/** A word of the lists weighs this much, shared between the languages that have it. */
const LISTED = 2
/** An unlisted word weighs what its trigrams are worth. */
const UNLISTED = 0.8
/** Spanish is by far the likeliest on these websites. */
const PRIOR: Partial<Scores> = { es: 0.5, gl: -0.2 }
/** Lead of the best over the next below which the page's own language decides. */
const SURE_LEAD = 1

/** Letters and signs that some languages share and others lack, on the text as typed. */
const SIGNS: { pattern: RegExp; langs: QuestionLang[]; weight: number }[] = [
  { pattern: /[¿¡]/u, langs: ['es'], weight: 1.5 },
  { pattern: /ñ/u, langs: ['es', 'gl'], weight: 0.8 },
  { pattern: /[ãõ]/u, langs: ['pt'], weight: 2 },
  { pattern: /ç/u, langs: ['pt', 'ca', 'fr'], weight: 0.8 },
  { pattern: /l·l|\bny|ny\b/u, langs: ['ca'], weight: 1.5 },
  { pattern: /ò/u, langs: ['ca'], weight: 1.5 },
  { pattern: /[àè]/u, langs: ['ca', 'fr'], weight: 0.8 },
  { pattern: /[êâô]/u, langs: ['pt', 'fr'], weight: 1 },
  { pattern: /[œûîë]/u, langs: ['fr'], weight: 1.5 },
  { pattern: /[ßäö]/u, langs: ['de'], weight: 2 },
  { pattern: /ü/u, langs: ['de'], weight: 0.8 },
  { pattern: /t[xz]|tzen\b/u, langs: ['eu'], weight: 1.2 },
  { pattern: /\b[ldsm]['’]\p{L}/u, langs: ['ca', 'fr'], weight: 1 },
  { pattern: /\p{L}['’](?:t|s|re|m|ll|ve|d)\b/u, langs: ['en'], weight: 1.5 },
  { pattern: /\bqu['’]/u, langs: ['fr'], weight: 1.5 },
]

const listed = listWords()
const trigrams = countTrigrams()

/** The language a question is written in, and whether that is certain enough to act on. */
export function detectLanguage(text: string): DetectedLanguage {
  const scores = zeros()
  for (const lang of QUESTION_LANGS) scores[lang] = PRIOR[lang] ?? 0
  for (const word of words(text).slice(0, MAX_WORDS)) addWord(scores, word)
  const typed = text.slice(0, 1_000).toLowerCase()
  for (const { pattern, langs, weight } of SIGNS) {
    if (pattern.test(typed)) for (const lang of langs) scores[lang] += weight
  }
  const [best = 'es', next = 'es'] = [...QUESTION_LANGS].sort((a, b) => scores[b] - scores[a])
  if (scores[best] - scores[next] >= SURE_LEAD) return { lang: best, isSure: true }
  return { lang: scores[best] - scores.es < SURE_LEAD ? 'es' : best, isSure: false }
}

/** One of the languages that questions are understood in, from any BCP 47 tag. */
export function asQuestionLang(tag: string | undefined): QuestionLang | undefined {
  const primary = tag?.split(/[-_]/, 1)[0]?.toLowerCase()
  return QUESTION_LANGS.find((lang) => lang === primary)
}

/** Words without weight of their own in a language, folded. */
export function stopWordsOf(lang: string): ReadonlySet<string> {
  return stopSets.get(lang) ?? noWords
}

/** Whether a word is common in any text, or only says who asks ("viejo", "panadería", "Burgos"). */
export function isEveryday(word: string, lang: string): boolean {
  return everydayStems.get(lang)?.has(stemOf(word, lang)) ?? false
}

/** Whether a word is among the commonest of a language. */
export function isCommon(word: string, lang: string): boolean {
  return listed.get(word)?.some((one) => one === lang) ?? false
}

const everydayStems = new Map(
  Object.entries(everydayWords).map(([lang, list]) => [
    lang,
    new Set(foldedList(list).map((word) => stemOf(word, lang))),
  ]),
)

const noWords: ReadonlySet<string> = new Set()
const stopSets = new Map(
  QUESTION_LANGS.map((lang) => [lang as string, new Set(foldedList(stopWords[lang]))]),
)

function addWord(scores: Scores, word: string): void {
  const langs = listed.get(word)
  if (langs) {
    for (const lang of langs) scores[lang] += LISTED / langs.length
    return
  }
  if (/\d/.test(word) || word.length < 4) return
  const likely = likelihoods(word)
  for (const lang of QUESTION_LANGS) scores[lang] += UNLISTED * likely[lang]
}

/** How well each language explains the trigrams of a word; they sum to 1. */
function likelihoods(word: string): Scores {
  const logs = zeros()
  for (const gram of trigramsOf(word)) {
    for (const lang of QUESTION_LANGS) {
      const { counts, total } = trigrams[lang]
      logs[lang] += Math.log(((counts.get(gram) ?? 0) + 0.3) / (total + 1_500))
    }
  }
  const top = Math.max(...Object.values(logs))
  const shares = zeros()
  let sum = 0
  for (const lang of QUESTION_LANGS) sum += shares[lang] = Math.exp(logs[lang] - top)
  for (const lang of QUESTION_LANGS) shares[lang] /= sum
  return shares
}

function listWords(): Map<string, QuestionLang[]> {
  const map = new Map<string, QuestionLang[]>()
  for (const lang of QUESTION_LANGS) {
    for (const word of new Set(foldedList(`${stopWords[lang]} ${languageWords[lang]}`))) {
      map.set(word, [...(map.get(word) ?? []), lang])
    }
  }
  return map
}

function countTrigrams(): Record<QuestionLang, { counts: Map<string, number>; total: number }> {
  return byQuestionLang((lang) => {
    const counts = new Map<string, number>()
    const grams = foldedList(`${stopWords[lang]} ${languageWords[lang]}`).flatMap(trigramsOf)
    for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1)
    return { counts, total: grams.length }
  })
}

function trigramsOf(word: string): string[] {
  const padded = `_${word}_`
  return Array.from({ length: Math.max(0, padded.length - 2) }, (_, at) => padded.slice(at, at + 3))
}

function foldedList(list: string): string[] {
  return fold(list).split(' ')
}

function zeros(): Scores {
  return { es: 0, en: 0, ca: 0, gl: 0, eu: 0, pt: 0, fr: 0, de: 0 }
}
