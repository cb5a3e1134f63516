import { words } from '../platform/text/analyser.ts'
import data from './data/intents.json' with { type: 'json' }
import { type DetectedLanguage, QUESTION_LANGS, type QuestionLang } from './language.ts'
import {
  compilePattern,
  type Pattern,
  type Phrasebook,
  patternText,
  phrasebook,
} from './patterns.ts'
import { byQuestionLang } from './question-langs.ts'

type Intent = 'smalltalk' | 'human_request' | 'out_of_scope'
export type SmalltalkKind = 'greeting' | 'thanks' | 'goodbye' | 'identity'

/** What is known of a question before any article is looked at. */
export type Understanding = {
  intent: Intent | undefined
  /** The language of the phrase that gave the intent away. */
  intentLang: QuestionLang | undefined
  smalltalk: SmalltalkKind
  /** Words of everyday topics that offices do not deal with, and none of theirs. */
  isOffTopic: boolean
  /** One firm's own case (a file's state, a device's error code): for a person. */
  isOwnCase: boolean
  /** Leans on the question before ("¿y si soy autónomo?"). */
  isFollowUp: boolean
  /** The words to look for, without greeting and thanks. */
  words: string[]
}

/** Wishes stand at the start or at the end; what is between only costs time. */
const MAX_HEAD = 60
const MAX_TAIL = 40
/** "¿y eso?" leans on what was asked before; a long sentence stands for itself. */
const MAX_FOLLOW_UP_WORDS = 8

const smalltalk = phrasebook(data.smalltalk, data.macros)
const humanRequest = phrasebook(data.humanRequest, data.macros)
const misuse = phrasebook(data.misuse, data.macros)
const offTopic = phrasebook(data.offTopic, data.macros)
const ownCase = phrasebook(data.ownCase, data.macros)
const followUp = phrasebook(data.followUp, data.macros)
const ignored = phrasebook(data.ignored, data.macros)
const greetings = greetingBook()
const fillers = new Set(Object.values(data.filler).flatMap((list) => list.split(' ')))
const thanks = new Set(data.thanks.split(' '))
const goodbyes = new Set(data.goodbye.split(' '))
const guard = data.guard.split(' ').map((word) => compilePattern(word))

const NOTHING = {
  intent: undefined,
  intentLang: undefined,
  isOffTopic: false,
  isOwnCase: false,
  isFollowUp: false,
}

/** Recognises greetings, wishes for a person, misuse and follow-ups, in every language of questions. */
export function understand(text: string, detected: DetectedLanguage): Understanding {
  const all = words(text).map(unstretched)
  const langs = candidateLangs(detected)
  const rest = withoutGreetings(all, langs)
  const known = { ...NOTHING, smalltalk: smalltalkKind(all, rest), words: rest }
  if (all.length > 0 && rest.every((word) => fillers.has(word)) && rest.length < all.length) {
    return { ...known, intent: 'smalltalk', intentLang: greetingLang(all, langs) }
  }
  const spoken = wording(rest, langs)
  const [intent, intentLang] = findIntent(spoken, langs)
  return {
    ...known,
    intent,
    intentLang,
    isOffTopic: isAbout(offTopic, spoken, langs) && !guard.some((word) => word.test(spoken)),
    isOwnCase: isAbout(ownCase, spoken, langs),
    isFollowUp: rest.length <= MAX_FOLLOW_UP_WORDS && isAbout(followUp, spoken, langs),
  }
}

function findIntent(
  spoken: string,
  langs: QuestionLang[],
): [Intent | undefined, QuestionLang | undefined] {
  const books: [Intent, Phrasebook][] = [
    ['smalltalk', smalltalk],
    ['human_request', humanRequest],
    ['out_of_scope', misuse],
  ]
  for (const [intent, book] of books) {
    const lang = langs.find((candidate) => book[candidate].some((phrase) => phrase.test(spoken)))
    if (lang) return [intent, lang]
  }
  return [undefined, undefined]
}

function isAbout(book: Phrasebook, spoken: string, langs: QuestionLang[]): boolean {
  return langs.some((lang) => book[lang].some((phrase) => phrase.test(spoken)))
}

/** Neighbouring languages are easily taken for each other, so their phrases count as well. */
const NEAR: Partial<Record<QuestionLang, QuestionLang[]>> = {
  es: ['gl', 'ca'],
  gl: ['pt'],
  pt: ['gl'],
}

function candidateLangs({ lang, isSure }: DetectedLanguage): QuestionLang[] {
  if (!isSure) return [...QUESTION_LANGS]
  return [...new Set<QuestionLang>([lang, ...(NEAR[lang] ?? []), 'es', 'en'])]
}

function wording(rest: string[], langs: QuestionLang[]): string {
  const shortened =
    rest.length > MAX_HEAD + MAX_TAIL
      ? [...rest.slice(0, MAX_HEAD), ...rest.slice(-MAX_TAIL)]
      : rest
  let spoken = patternText(shortened)
  for (const lang of langs) {
    for (const phrase of ignored[lang]) spoken = spoken.replace(phrase, '')
  }
  return spoken
}

/** Strips whole greetings from both ends: "hola, buenos días … gracias". */
function withoutGreetings(all: string[], langs: QuestionLang[]): string[] {
  let rest = all
  for (let before = -1; before !== rest.length; ) {
    before = rest.length
    rest = withoutEnd(rest, langs)
  }
  return rest
}

function withoutEnd(rest: string[], langs: QuestionLang[]): string[] {
  const spoken = patternText(rest)
  for (const lang of langs) {
    for (const { atStart, atEnd } of greetings[lang]) {
      const start = atStart.exec(spoken)
      if (start) return spoken.slice(start[0].length).split(' ').filter(Boolean)
      const end = atEnd.exec(spoken)
      if (end) return spoken.slice(0, end.index).split(' ').filter(Boolean)
    }
  }
  return rest
}

function smalltalkKind(all: string[], rest: string[]): SmalltalkKind {
  if (all.some((word) => thanks.has(word))) return 'thanks'
  if (all.some((word) => goodbyes.has(word))) return 'goodbye'
  return rest.length > 0 && rest.some((word) => !fillers.has(word)) ? 'identity' : 'greeting'
}

function greetingLang(all: string[], langs: QuestionLang[]): QuestionLang | undefined {
  const spoken = patternText(all)
  return langs.find((lang) =>
    greetings[lang].some(({ atStart, atEnd }) => atStart.test(spoken) || atEnd.test(spoken)),
  )
}

/** "holaaaa" is "hola". */
export function unstretched(word: string): string {
  return word.replace(/(\p{L})\1{2,}/gu, '$1')
}

function greetingBook(): Record<QuestionLang, { atStart: Pattern; atEnd: Pattern }[]> {
  return byQuestionLang((lang) =>
    // Longest first, so that "buenas tardes" goes whole.
    [...data.greeting[lang]]
      .sort((one, other) => other.length - one.length)
      .map((source) => ({
        atStart: compilePattern(`^ ${source}`),
        atEnd: compilePattern(`${source} $`),
      })),
  )
}
