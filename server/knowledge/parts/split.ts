import { fold, words } from '../../platform/text/analyser.ts'
import data from '../data/question-parts.json' with { type: 'json' }
import { QUESTION_LANGS, type QuestionLang, stopWordsOf } from '../language.ts'
import { patternText, phrasebook } from '../patterns.ts'
import { byQuestionLang } from '../question-langs.ts'

/** One of several questions that were asked at once. */
export type QuestionPart = {
  /** What to look for: the question with the statements that belong to it. */
  text: string
  /** The question alone, as it was typed. */
  lead: string
}

type Word = { folded: string; isAccented: boolean; start: number; end: number }
type Sentence = { text: string; isQuestion: boolean }

/** Whoever writes more than this tells a story, and is answered as one. */
const MAX_LENGTH = 700
/** "¿Desde cuándo" and "a partir de quando": how far from the start a question word may stand. */
const REACH = 3

const WORD = /[\p{L}\p{M}\p{N}]+/gu
const SENTENCE_END = /(?<![.?!;…\n])[.?!;…\n]+(?=\s|[¿¡]|$)/gu
/** Control characters, those that turn the direction of text, and halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]+/gu
const ACCENT = /\p{M}/u

const and = wordLists(data.and)
const also = wordLists(data.also)
const before = wordLists(data.before)
const asks = wordLists(data.asks)
const asksIfAccented = wordLists(data.asksIfAccented)
const mayAsk = wordLists(data.mayAsk)
const thatAsks = wordLists(data.thatAsks)
const asides = phrasebook(data.asides)

/**
 * The questions in a text, each with the statements in front of it; none where it is one question. A
 * word that may join two questions or go on with one does not divide.
 */
export function splitQuestion(text: string, lang: QuestionLang): QuestionPart[] {
  if (text.length > MAX_LENGTH) return []
  const parts: QuestionPart[] = []
  let said = ''
  for (const sentence of sentencesOf(text, lang)) {
    if (!sentence.isQuestion || isAside(sentence.text, lang)) {
      said = `${said} ${sentence.text}`.trim()
      continue
    }
    for (const fragment of fragmentsOf(sentence.text, lang)) {
      parts.push({ text: `${said} ${fragment}`.trim(), lead: leadOf(fragment) })
      said = ''
    }
  }
  const last = parts.at(-1)
  if (last && said !== '') last.text = `${last.text} ${said}`
  return parts.length > 1 ? parts : []
}

/** Whether a folded word asks, or may ask, for something. */
export function isQuestionWord(folded: string, lang: string): boolean {
  const known = QUESTION_LANGS.find((one) => one === lang)
  return known !== undefined && mayBeAsking({ folded, isAccented: true }, known)
}

function sentencesOf(text: string, lang: QuestionLang): Sentence[] {
  const sentences: Sentence[] = []
  let from = 0
  for (const { 0: mark, index } of [
    ...text.matchAll(SENTENCE_END),
    { 0: '', index: text.length },
  ]) {
    const end = index + mark.length
    const sentence = text.slice(from, end).trim()
    from = end
    if (words(sentence).length > 0) {
      sentences.push({ text: sentence, isQuestion: isQuestion(sentence, lang) })
    }
  }
  return sentences
}

function isQuestion(sentence: string, lang: QuestionLang): boolean {
  const list = wordsIn(sentence)
  if (!saysSomething(list, lang) && !list.some((word) => isAsking(word, lang))) return false
  return /[?¿]/.test(sentence) || list.slice(0, REACH).some((word) => mayBeAsking(word, lang))
}

/** One sentence at its "and how", "y desde cuándo", each fragment a question that says something. */
function fragmentsOf(sentence: string, lang: QuestionLang): string[] {
  const list = wordsIn(sentence)
  const fragments: string[] = []
  let from = 0
  for (const at of list.keys()) {
    const join = joinAt(list, at, lang, sentence)
    const start = list[at]?.start ?? 0
    if (
      !join ||
      !saysSomething(
        list.filter((word) => word.start >= from && word.end <= start),
        lang,
      )
    )
      continue
    fragments.push(sentence.slice(from, start).trim())
    from = join.start
  }
  return [...fragments, sentence.slice(from).trim()]
}

/** The first word of a question that begins at or behind the joining word here. */
function joinAt(list: Word[], at: number, lang: QuestionLang, sentence: string): Word | undefined {
  const word = list[at]
  const isAnd = and[lang].has(word?.folded ?? '')
  if (!word || at === 0 || !(isAnd || followsComma(word, sentence))) return undefined
  const start = skip(list, isAnd ? at + 1 : at, also[lang])
  const asking = skip(list, start, before[lang])
  const isAsked = isAnd && /[?¿]/.test(sentence)
  return asksAgain(list, { asking, join: at, isAsked }, lang) ? list[start] : undefined
}

function skip(list: Word[], from: number, skipped: Set<string>): number {
  let at = from
  while (at - from < REACH && skipped.has(list[at]?.folded ?? '')) at++
  return at
}

/** Whether a question word stands here that goes on with what was asked before the joining word. */
function asksAgain(
  list: Word[],
  { asking, join, isAsked }: { asking: number; join: number; isAsked: boolean },
  lang: QuestionLang,
): boolean {
  const word = list[asking]
  if (!word) return false
  if (!isAsking(word, lang)) return isAskingHere(list, asking, join, lang)
  return isAsked || begins(list.slice(0, join), lang)
}

function followsComma({ start }: Word, sentence: string): boolean {
  return /[,;:]\s*$/.test(sentence.slice(0, start))
}

/** Of a word that also joins clauses, only where a question came before and accents are not written. */
function isAskingHere(list: Word[], at: number, join: number, lang: QuestionLang): boolean {
  const word = list[at]
  const writesAccents = lang === 'es' && list.some(({ isAccented }) => isAccented)
  if (!word || writesAccents || !begins(list.slice(0, join), lang)) return false
  if (mayAsk[lang].has(word.folded)) return true
  return /^(que|q|k)$/.test(word.folded) && thatAsks[lang].has(list[at + 1]?.folded ?? '')
}

function begins(earlier: Word[], lang: QuestionLang): boolean {
  return earlier.some((word, at) =>
    at === 0 ? mayBeAsking(word, lang) : isAsking(word, lang) || mayAsk[lang].has(word.folded),
  )
}

function isAsking(
  { folded, isAccented }: Pick<Word, 'folded' | 'isAccented'>,
  lang: QuestionLang,
): boolean {
  return asks[lang].has(folded) || (isAccented && asksIfAccented[lang].has(folded))
}

function mayBeAsking(word: Pick<Word, 'folded' | 'isAccented'>, lang: QuestionLang): boolean {
  const { folded } = word
  return isAsking(word, lang) || mayAsk[lang].has(folded) || asksIfAccented[lang].has(folded)
}

/** Whether there is a word that carries meaning: "qué es" alone asks nothing. */
function saysSomething(list: Word[], lang: QuestionLang): boolean {
  return list.some((word) => !stopWordsOf(lang).has(word.folded) && !mayBeAsking(word, lang))
}

function isAside(sentence: string, lang: QuestionLang): boolean {
  const spoken = patternText(words(sentence))
  return asides[lang].some((phrase) => phrase.test(spoken))
}

/** Of "si facturo a mano, ¿estoy obligado?" what stands between the marks. */
function leadOf(fragment: string): string {
  return fragment
    .slice(fragment.lastIndexOf('¿') + 1)
    .replace(UNSEEN, ' ')
    .replace(/^[^\p{L}\p{N}]+|[\s?!.,;:…¿¡]+$/gu, '')
    .replace(/\s+/g, ' ')
}

function wordsIn(text: string): Word[] {
  return [...text.matchAll(WORD)].map(({ 0: typed, index }) => ({
    folded: fold(typed),
    isAccented: ACCENT.test(typed.normalize('NFD')),
    start: index,
    end: index + typed.length,
  }))
}

function wordLists(
  lists: Partial<Record<QuestionLang, string>>,
): Record<QuestionLang, Set<string>> {
  return byQuestionLang((lang) => new Set((lists[lang] ?? '').split(' ').filter(Boolean)))
}
