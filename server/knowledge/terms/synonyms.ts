import { LANGS, type Lang } from '../../platform/i18n.ts'
import { words } from '../../platform/text/analyser.ts'
import { isCommon, isEveryday, stopWordsOf } from '../language.ts'
import { stemOf } from '../stems.ts'
import { type Term, wordsFor } from './term.ts'

/** One way to call a thing, as stems of its language, and the stems that an index has for that thing. */
type Synonym = { stems: string[]; meaning: number[] }

/** For one index: by language and first stem, longest first. Plain data that can be kept. */
export type SynonymData = Map<Lang, Map<string, Synonym[]>>

/**
 * What a question may call the terms of the glossary, in any of its languages: everyday names and
 * abbreviations lead to the words that guides in `indexLang` use. `findStem` knows the index's stems.
 */
export function buildSynonyms(
  terms: Term[],
  indexLang: string,
  findStem: (stemmed: string) => number | undefined,
): SynonymData {
  const data: SynonymData = new Map(LANGS.map((lang) => [lang, new Map()]))
  const own = LANGS.find((lang) => lang === indexLang)
  for (const { texts } of own ? terms : []) {
    const meaning = own ? meaningOf(texts[own], own, findStem) : []
    for (const lang of LANGS) {
      for (const name of wordsFor(texts[lang])) addSynonym(data.get(lang), name, lang, meaning)
    }
  }
  for (const byStem of data.values()) {
    for (const list of byStem.values()) list.sort((a, b) => b.stems.length - a.stems.length)
  }
  return data
}

/** For each word of a question, the stems of the thing that it (or the words around it) names. */
export function meaningsOf(data: SynonymData, question: string[]): number[][] {
  const meanings: number[][] = question.map(() => [])
  for (const [lang, byStem] of data) {
    const stems = question.map((word) => stemOf(word, lang))
    let free = 0
    for (const [at, stem] of stems.entries()) {
      if (at < free) continue
      const found = byStem.get(stem)?.find((one) => isAt(stems, at, one.stems))
      if (!found) continue
      free = at + found.stems.length
      for (let word = at; word < free; word++) meanings[word]?.push(...found.meaning)
    }
  }
  return meanings
}

/** The telling words of a term and its forms, as far as the index knows them. */
function meaningOf(
  { term, forms }: Term['texts'][Lang],
  lang: Lang,
  findStem: (stemmed: string) => number | undefined,
): number[] {
  const telling = [term, ...forms].flatMap(words).filter((word) => !isPlain(word, lang))
  const stems = telling.map((word) => findStem(stemOf(word, lang)))
  return [...new Set(stems.filter((stem) => stem !== undefined))]
}

function addSynonym(
  byStem: Map<string, Synonym[]> | undefined,
  name: string,
  lang: Lang,
  meaning: number[],
): void {
  const named = words(name)
  // A month is no "MES", and whoever loses face needs no invoice.
  if (named.length === 1 && LANGS.some((each) => isPlain(named[0] ?? '', each))) return
  const stems = named.map((word) => stemOf(word, lang))
  const [first = ''] = stems
  byStem?.set(first, [...(byStem.get(first) ?? []), { stems, meaning }])
}

/** A word of everyday talk, which names nothing by itself. */
function isPlain(word: string, lang: Lang): boolean {
  return stopWordsOf(lang).has(word) || isEveryday(word, lang) || isCommon(word, lang)
}

function isAt(stems: string[], at: number, wanted: string[]): boolean {
  return wanted.every((stem, offset) => stems[at + offset] === stem)
}
