import snowball from 'snowball-stemmers'
import { fold } from './analyser.ts'

/** Languages with a Snowball stemmer that questions and activities come in. */
const STEMMERS: Record<string, string> = {
  es: 'spanish',
  en: 'english',
  ca: 'catalan',
  eu: 'basque',
  pt: 'portuguese',
  fr: 'french',
  de: 'german',
}

/** Galician has no Snowball stemmer; Portuguese shares its endings. */
const STAND_INS: Record<string, string> = { gl: 'pt' }

const stemmers = new Map<string, { stem(word: string): string }>()
const MAX_KNOWN_STEMS = 50_000
const knownStems = new Map<string, string>()

/**
 * The stem of a folded word. Spanish words in -cion and -sion get their accent back first, because
 * Snowball knows "facturación" but not "facturacion".
 */
export function stem(word: string, lang: string): string {
  const key = `${lang}:${word}`
  const known = knownStems.get(key)
  if (known !== undefined) return known
  const stemmed = fold(stemmerOf(lang)?.stem(accented(word, lang)) ?? word)
  if (knownStems.size >= MAX_KNOWN_STEMS) knownStems.clear()
  knownStems.set(key, stemmed)
  return stemmed
}

function accented(word: string, lang: string): string {
  return lang === 'es' ? word.replace(/([cs])ion$/, '$1ión') : word
}

function stemmerOf(lang: string): { stem(word: string): string } | undefined {
  const code = STAND_INS[lang] ?? lang
  const algorithm = STEMMERS[code]
  if (!algorithm) return undefined
  const known = stemmers.get(code)
  if (known) return known
  const made = snowball.newStemmer(algorithm)
  stemmers.set(code, made)
  return made
}
