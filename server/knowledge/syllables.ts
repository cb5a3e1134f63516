import { syllable } from 'syllable'
import type { Lang } from '../platform/i18n.ts'

/** Syllables of one word without digits or signs, at least one. */
export function countSyllables(word: string, lang: Lang): number {
  return lang === 'es' ? spanishSyllables(word) : Math.max(1, syllable(word))
}

const OPEN = /[aeoáéó]/g
const ACCENTED_CLOSED = /[íú]/g
/** Two equal closed vowels are two syllables: "chi-i-ta", "du-un-vi-ra-to". */
const TWIN_CLOSED = /[ií]{2}|[uúü]{2}/g

/**
 * Syllables by the Ortografía de la lengua española (2010, II 2.2): open vowels part, closed ones lean on
 * them unless they bear the accent ("pa-ís"), a silent h parts nothing ("prohi-bir"). What has no vowel
 * ("TPV") is spelled out.
 */
function spanishSyllables(word: string): number {
  const letters = plainLetters(word)
  const nuclei = letters.match(/[aeiouáéíóúü]+/g) ?? []
  return Math.max(1, nuclei.reduce((sum, run) => sum + syllablesOf(run), 0) || letters.length)
}

function syllablesOf(vowels: string): number {
  const twins = count(vowels, TWIN_CLOSED)
  const open = count(vowels, OPEN)
  return open === 0 ? 1 + twins : open + count(vowels, ACCENTED_CLOSED) + twins
}

/** Lower case, no foreign accents, no h between vowels, and an "i" for each "y" that sounds like one. */
function plainLetters(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/(?<![aeiou])\u0301|(?<!u)\u0308|[\u0300\u0302-\u0307\u0309-\u036f]/g, '')
    .normalize('NFC')
    .replace(/(?<=[aeiouáéíóúü])h(?=[aeiouáéíóúü])/g, '')
    .replace(/y(?![aeiouáéíóúü])/g, 'i')
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
