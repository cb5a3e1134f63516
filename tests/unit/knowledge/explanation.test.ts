import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { Explanation } from '../../../server/contract/questions.ts'
import { Answerer, type Question } from '../../../server/knowledge/answerer.ts'
import { buildIndexes } from '../../../server/knowledge/build-index.ts'
import { FEATURES } from '../../../server/knowledge/features.ts'
import { PARTS } from '../../../server/knowledge/retriever.ts'
import { LANGS, readCatalog } from '../../../server/platform/i18n.ts'
import { articlesOf, TODAY } from './fixtures.ts'

/** A few kilobytes for each question of a year. */
const MOST_KEPT = 6_000
const SEVERAL = '¿Desde cuándo es obligatorio verifactu? ¿Y cuánto cuesta el certificado digital?'

let answerer: Answerer

beforeAll(() => {
  const slugs = ['verifactu-who-when', 'digital-certificate-fnmt', 'backups-3-2-1']
  const articles = articlesOf(slugs)
  answerer = new Answerer(
    buildIndexes(
      articles,
      [],
      [
        { slug: 'backups-3-2-1', lang: 'es', text: 'se me quemó el local y con él los discos' },
        { slug: 'backups-3-2-1', lang: 'gl', text: 'queimouse o local e mailos discos' },
        { slug: undefined, lang: 'es', text: 'la grúa torre no gira' },
        { slug: undefined, lang: 'es', text: 'qué tiempo hará en Cádiz', isOutOfScope: true },
      ],
    ),
  )
})

const ask = (text: string, context?: Question['context']) => {
  const answer = answerer.ask({ text, context, today: TODAY })
  return { ...answer, why: Explanation.parse(JSON.parse(answer.explanation)) }
}

describe('words for people', () => {
  test.each(LANGS)('%s has them for every feature and every part', (lang) => {
    const words = readCatalog(lang)
    const keys = [
      ...FEATURES.map((name) => `questions.feature.${name}`),
      ...PARTS.map((name) => `questions.part.${name}`),
    ]
    expect(keys.filter((key) => !words[key])).toEqual([])
    const said = keys.map((key) => words[key])
    expect(new Set(said).size).toBe(said.length)
  })
})

describe('the nearest phrasing', () => {
  test.each([
    ['a guide’s own', '¿Dropbox vale como copia de seguridad?', /Dropbox/],
    ['one that was learnt', 'se me quemó el local y con él los discos', /^se me quemó el local/],
    ['one of another language', 'queimouse o local e mailos discos', /^queimouse o local/],
  ])('is told by its words: %s', (_what, text, expected) => {
    expect(ask(text).why.nearest?.text).toMatch(expected)
  })

  test('and that of the questions that no guide answers', () => {
    expect(ask('la grúa torre no gira').why.stranger?.text).toBe('la grúa torre no gira')
    expect(ask('qué tiempo hará en Cádiz').why.stranger?.text).toBe('qué tiempo hará en Cádiz')
    expect(ask('la grúa torre no gira').why.stranger?.similarity).toBeGreaterThan(0.9)
  })
})

test('each word says how it was understood and where it stands', () => {
  const { words } = ask('¿Desde cuándo es obligatorio verifaktu para un xilofonista?').why
  const word = (text: string) => words.find((one) => one.word === text)
  expect(word('verifaktu')).toMatchObject({ as: 'corrected', read: 'verifactu' })
  expect(word('verifaktu')?.in).toContain('title')
  expect(word('xilofonista')).toMatchObject({ as: 'unknown', in: [] })
  expect(word('para')).toBeUndefined()
})

test('words of the question before are marked', () => {
  const before = [{ role: 'visitor' as const, text: '¿desde cuándo es obligatorio verifactu?' }]
  const { why } = ask('¿y si soy autónomo?', before)
  expect(why.isFollowUp).toBe(true)
  expect(why.words.find(({ word }) => word === 'verifactu')).toMatchObject({ isEarlier: true })
  expect(why.words.find(({ word }) => word === 'autonomo')?.isEarlier).toBeUndefined()
})

test('what was masked stands in no word, nor do words of a question before that was', () => {
  const before = [{ role: 'visitor' as const, text: 'soy pepe@ortega.example y uso verifactu' }]
  const { explanation } = ask('¿y si mi NIF es 12345678Z, de pilar@gomez.example?', before)
  for (const word of ['pepe', 'ortega', '12345678', 'pilar', 'gomez']) {
    expect(explanation).not.toContain(`"${word}`)
  }
})

test.each([
  ['¿Desde cuándo es obligatorio verifactu?', 'confidence'],
  [SEVERAL, 'parts'],
  ['hola', 'intent'],
  ['La copia de seguridad da el código de error 77', 'own-case'],
])('%s was settled by %s', (text, because) => {
  expect(ask(text).why.because).toBe(because)
})

test('the confidence follows from what is kept', () => {
  const texts = ['¿Dropbox vale como copia?', 'verifactu', 'dónde compro tóner', 'x', SEVERAL]
  for (const text of texts) {
    const { confidence, why } = ask(text)
    const sum = why.features.reduce((all, one) => all + one.value * one.weight, 0)
    const logistic = 1 / (1 + Math.exp(-sum - (why.calibration?.bias ?? 0)))
    expect(Math.abs(logistic - confidence), text).toBeLessThan(0.01)
  }
})

test('whatever is asked, what is kept stays small and can be read again', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 4_000 }),
        fc.array(fc.lorem({ maxCount: 1 }), { maxLength: 400 }).map((words) => words.join(' ')),
        fc.constantFrom('verifactu ', 'copia de seguridad ').map((word) => word.repeat(200)),
      ),
      (text) => {
        const { explanation, why } = ask(text)
        expect(explanation.length).toBeLessThan(MOST_KEPT)
        expect(why.words.length).toBeLessThanOrEqual(24)
      },
    ),
    { numRuns: 60 },
  )
})
