import { expect, test } from 'vitest'
import { Answerer } from '../../../server/knowledge/answerer.ts'
import { buildIndexes } from '../../../server/knowledge/build-index.ts'
import { LanguageIndex } from '../../../server/knowledge/language-index.ts'
import { readQuestion } from '../../../server/knowledge/question.ts'
import type { Term } from '../../../server/knowledge/terms/term.ts'
import { words } from '../../../server/platform/text/analyser.ts'
import { articlesOf, shippedArticles, shippedTerms, TODAY } from './fixtures.ts'
import { term } from './glossary-text.ts'

/** What names mean depends on no other guides. */
const articles = articlesOf(['backups-3-2-1', 'ransomware-response'])

function indexOf(terms: Term[], lang = 'es'): LanguageIndex {
  const data = buildIndexes(articles, terms).find((one) => one.lang === lang)
  if (!data) throw new Error(`no index in ${lang}`)
  return new LanguageIndex(data)
}

/** What an index understands of each telling word. */
function readWith(terms: Term[], question: string, lang = 'es') {
  const index = indexOf(terms)
  const { terms: read } = readQuestion(index, words(question), lang)
  const known = index.lexicon.words
  const all = Array.from({ length: known?.size ?? 0 }, (_, at) => known?.stringAt(at) ?? '')
  const word = (stem: number) => all.find((each) => index.knownStem(each) === stem) ?? '?'
  return Object.fromEntries(
    read.map(({ word: name, stems, meant }) => [
      name,
      { stems: stems.length, meant: meant.map(word) },
    ]),
  )
}

const backup = term('backup', {
  term: 'copia',
  forms: ['ransomware'],
  everyday: ['cacharrin', 'caja de los truenos'],
})

test('an unknown word is looked up by what it names, in the plural too', () => {
  expect(readWith([], '¿y mi cacharrin?')['cacharrin']).toMatchObject({ stems: 0 })
  for (const question of ['¿y mi cacharrin?', 'los Cacharrines', 'CACHARRINS']) {
    const [read] = Object.values(readWith([backup], question))
    expect(read?.stems).toBeGreaterThan(0)
  }
})

test('several words together name a thing that none of them names', () => {
  expect(readWith([backup], 'la caja de los truenos')['caja']?.meant).not.toEqual([])
  expect(readWith([backup], 'la caja con truenos')['caja']?.meant).toEqual([])
})

test('names of another language lead to the words of this one', () => {
  const english = {
    ...backup,
    texts: { ...backup.texts, en: { ...backup.texts.en, everyday: ['thingamajig'] } },
  }
  expect(
    readWith([english], 'my thingamajig is broken', 'en')['thingamajig']?.stems,
  ).toBeGreaterThan(0)
})

test('everyday words and months are no abbreviations', () => {
  const abbreviations = [
    term('mes', { term: 'MES', forms: ['ransomware'] }),
    term('face', { term: 'FACe', forms: ['copia'] }),
  ]
  expect(readWith(abbreviations, 'el mes que viene')['mes']?.meant ?? []).toEqual([])
})

test('a form that the index knows only in part means nothing to it', () => {
  const half = term('half', { term: 'copia zarandunga', everyday: ['cacharrin'] })
  expect(readWith([half], 'cacharrin')['cacharrin']).toMatchObject({ stems: 0 })
})

test('the shipped glossary finds guides by names that they do not use', () => {
  const spanish = shippedArticles().filter(({ lang }) => lang === 'es')
  const answerer = new Answerer(buildIndexes(spanish, shippedTerms()))
  const rank = (text: string) => answerer.search(text, 'es', TODAY, 3).map(({ slug }) => slug)
  expect(rank('ramsonware')[0]).toBe('ransomware-response')
  expect(rank('berifactu')[0]).toMatch(/^verifactu/)
})
