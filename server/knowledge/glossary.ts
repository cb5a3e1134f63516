import { fold } from '../platform/text/analyser.ts'
import data from './data/glossary.json' with { type: 'json' }

/** One thing and the words for it in each language; folded. */
type Concept = Partial<Record<string, string>>

const byWord = buildGlossary(data as Concept[])

/**
 * Other words for `word` in the language of an index: abbreviations and everyday names in its own
 * language, and the words of the question's language.
 */
export function glossaryWords(word: string, indexLang: string, questionLang: string): string[] {
  const own = byWord.get(`${indexLang}:${word}`) ?? []
  const foreign = questionLang === indexLang ? [] : (byWord.get(`${questionLang}:${word}`) ?? [])
  const found = [...own, ...foreign].flatMap((concept) => concept[indexLang]?.split(' ') ?? [])
  return [...new Set(found)].filter((other) => other !== word)
}

function buildGlossary(concepts: Concept[]): Map<string, Concept[]> {
  const map = new Map<string, Concept[]>()
  for (const concept of concepts) {
    for (const [lang, list] of Object.entries(concept)) {
      for (const word of fold(list ?? '').split(' ')) {
        const key = `${lang}:${word}`
        map.set(key, [...(map.get(key) ?? []), concept])
      }
    }
  }
  return map
}
