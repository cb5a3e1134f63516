import type { Lang } from '../platform/i18n.ts'
import { countSyllables } from './syllables.ts'

export type Level =
  | 'very-easy'
  | 'easy'
  | 'fairly-easy'
  | 'normal'
  | 'fairly-hard'
  | 'hard'
  | 'very-hard'

/** A whole score from about 0 (hard) to 100 (easy), and the name that its scale gives it. */
export type ReadingLevel = { score: number; level: Level }

type Scale = {
  perSyllable: number
  perWord: number
  /** From the easiest: the least score of each level. */
  levels: readonly (readonly [least: number, level: Level])[]
}

const CONSTANT = 206.835

const SCALES: Record<Lang, Scale> = {
  // Perspicuity (Szigriszt Pazos, 1993) with the INFLESZ levels (Barrio-Cantalejo and others, 2008).
  es: {
    perSyllable: 62.3,
    perWord: 1,
    levels: [
      [80, 'very-easy'],
      [65, 'fairly-easy'],
      [55, 'normal'],
      [40, 'fairly-hard'],
    ],
  },
  // Reading Ease (Flesch, 1948).
  en: {
    perSyllable: 84.6,
    perWord: 1.015,
    levels: [
      [90, 'very-easy'],
      [80, 'easy'],
      [70, 'fairly-easy'],
      [60, 'normal'],
      [50, 'fairly-hard'],
      [30, 'hard'],
    ],
  },
}

/**
 * How easily sentences are read: by syllables a word and words a sentence. Figures and addresses count for
 * nothing. Undefined where there are no words.
 */
export function readingLevel(sentences: string[], lang: Lang): ReadingLevel | undefined {
  const counted = sentences.map(spokenWords).filter((words) => words.length > 0)
  const words = counted.flat()
  if (words.length === 0) return undefined
  const syllables = words.reduce((sum, word) => sum + countSyllables(word, lang), 0)
  const { perSyllable, perWord } = SCALES[lang]
  const score = Math.round(
    CONSTANT - (perSyllable * syllables) / words.length - (perWord * words.length) / counted.length,
  )
  return { score, level: levelOf(score, lang) }
}

/** The name of a score on the scale of a language. */
export function levelOf(score: number, lang: Lang): Level {
  return SCALES[lang].levels.find(([least]) => score >= least)?.[1] ?? 'very-hard'
}

const ADDRESS = /:\/\/|@|\p{L}\.\p{L}{2}/u

function spokenWords(sentence: string): string[] {
  return sentence
    .split(/\s+/)
    .filter((part) => !ADDRESS.test(part) && !/\p{N}/u.test(part))
    .flatMap((part) => part.match(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu) ?? [])
}
