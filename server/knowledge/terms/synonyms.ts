import { LANGS, type Lang } from '../../platform/i18n.ts'
import { words } from '../../platform/text/analyser.ts'
import { isCommon, isEveryday, stopWordsOf } from '../language.ts'
import { stemOf } from '../stems.ts'
import { type Term, withoutPlural, wordsFor } from './term.ts'

/** One way to call a thing, and the stems that an index has for the thing's other names. */
type Synonym = { name: string[]; meaning: number[] }

/** For one index, by the first word, longest first. Plain data that can be kept. */
export type SynonymData = Map<string, Synonym[]>

/**
 * What a question may call the terms of the glossary, in any of its languages: everyday names and
 * abbreviations lead to the words that guides in `indexLang` use. `findStem` knows the index's stems.
 */
export function buildSynonyms(
  terms: Term[],
  indexLang: string,
  findStem: (stemmed: string) => number | undefined,
): SynonymData {
  const data: SynonymData = new Map()
  const own = LANGS.find((lang) => lang === indexLang)
  if (!own) return data
  for (const { texts } of terms) {
    const known = knownForms(texts[own], own, findStem)
    for (const lang of LANGS) {
      for (const name of wordsFor(texts[lang])) add(data, name, own, known, findStem)
    }
  }
  for (const list of data.values()) list.sort((a, b) => b.name.length - a.name.length)
  return data
}

/** For each word of a question, the stems of the thing that it (or the words around it) names. */
export function meaningsOf(data: SynonymData, question: string[]): number[][] {
  const meanings: number[][] = question.map(() => [])
  const singular = question.map(withoutPlural)
  let free = 0
  for (const [at, word] of singular.entries()) {
    if (at < free) continue
    const found = data.get(word)?.find(({ name }) => isAt(singular, at, name))
    if (!found) continue
    free = at + found.name.length
    meanings.fill(found.meaning, at, free)
  }
  return meanings
}

/** The telling stems of each form of a term; forms that the index does not know in full mean nothing to it. */
function knownForms(
  { term, forms }: Term['texts'][Lang],
  lang: Lang,
  findStem: (stemmed: string) => number | undefined,
): number[][] {
  return [term, ...forms].flatMap((form) => {
    const telling = words(form).filter((word) => !isPlain(word, lang))
    const stems = telling.map((word) => findStem(stemOf(word, lang)))
    const known = stems.filter((stem) => stem !== undefined)
    return known.length === stems.length ? [known] : []
  })
}

function add(
  data: SynonymData,
  name: string,
  lang: Lang,
  known: number[][],
  findStem: (stemmed: string) => number | undefined,
): void {
  const named = words(name)
  // A month is no "MES", and whoever loses face needs no invoice.
  if (named.length === 1 && LANGS.some((each) => isPlain(named[0] ?? '', each))) return
  const own = named.map((word) => findStem(stemOf(word, lang)))
  const meaning = [...new Set(known.flat())].filter((stem) => !own.includes(stem))
  const [first = ''] = named.map(withoutPlural)
  if (meaning.length === 0) return
  data.set(first, [...(data.get(first) ?? []), { name: named.map(withoutPlural), meaning }])
}

/** A word of everyday talk, which names nothing by itself. */
function isPlain(word: string, lang: Lang): boolean {
  return stopWordsOf(lang).has(word) || isEveryday(word, lang) || isCommon(word, lang)
}

function isAt(question: string[], at: number, name: string[]): boolean {
  return name.every((word, offset) => question[at + offset] === word)
}
