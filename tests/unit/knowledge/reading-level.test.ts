import { expect, test } from 'vitest'
import { levelOf, readingLevel } from '../../../server/knowledge/reading-level.ts'

test('Szigriszt-Pazos by hand: 206.835 − 62.3 × 9/5 − 5', () => {
  const level = readingLevel(['El perro come la comida.'], 'es')
  expect(level).toEqual({ score: Math.round(206.835 - (62.3 * 9) / 5 - 5), level: 'very-easy' })
})

test('Flesch by hand: 206.835 − 84.6 × 6/6 − 1.015 × 6', () => {
  const level = readingLevel(['The cat sat on the mat.'], 'en')
  expect(level).toEqual({ score: Math.round(206.835 - 84.6 - 1.015 * 6), level: 'very-easy' })
})

test.each([
  ['es', ['very-hard', 'fairly-hard', 'normal', 'fairly-easy', 'very-easy'], [39, 40, 55, 65, 80]],
  [
    'en',
    ['very-hard', 'hard', 'fairly-hard', 'normal', 'fairly-easy', 'easy', 'very-easy'],
    [29, 30, 50, 60, 70, 80, 90],
  ],
] as const)('the published levels (%s)', (lang, levels, scores) => {
  expect(scores.map((score) => levelOf(score, lang))).toEqual(levels)
  expect(levelOf(-40, lang)).toBe('very-hard')
  expect(levelOf(130, lang)).toBe('very-easy')
})

test('longer words and longer sentences are harder', () => {
  const score = (text: string[]) => readingLevel(text, 'es')?.score ?? Number.NaN
  const easy = score(['Haz la copia hoy.', 'Guarda el disco en casa.'])
  expect(score(['Haz la copia hoy y guarda el disco en casa.'])).toBeLessThan(easy)
  expect(
    score(['Realiza inmediatamente la salvaguarda.', 'Almacena adecuadamente el dispositivo.']),
  ).toBeLessThan(easy)
})

test('figures and addresses count for nothing', () => {
  const plain = readingLevel(['Entra en la sede y paga.'], 'es')
  expect(
    readingLevel(['Entra en la sede https://sede.example.gob.es/a y paga 3.000,50 €.'], 'es'),
  ).toEqual(plain)
  expect(readingLevel(['sede.example.gob.es', '2027', '→'], 'es')).toBeUndefined()
  expect(readingLevel([], 'en')).toBeUndefined()
})
