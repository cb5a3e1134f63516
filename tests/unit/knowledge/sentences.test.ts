import { expect, test } from 'vitest'
import { countWords, readWords, splitSentences } from '../../../server/knowledge/sentences.ts'
import { comesToAnEnd } from './fixtures.ts'

test.each([
  ['Uno. Dos. ¿Tres?', ['Uno.', 'Dos.', '¿Tres?']],
  ['Cuesta 3.000 euros. Hay más.', ['Cuesta 3.000 euros.', 'Hay más.']],
  [
    'Usa un programa, p. ej. Excel. Luego imprime.',
    ['Usa un programa, p. ej. Excel.', 'Luego imprime.'],
  ],
  ['Mira el art. 201 bis. Dice eso.', ['Mira el art. 201 bis.', 'Dice eso.']],
  ['Creo que no. Otra cosa.', ['Creo que no.', 'Otra cosa.']],
  ['Dice «hola». ¡Vaya!', ['Dice «hola».', '¡Vaya!']],
  ['Abre firmaelectronica.gob.es y entra.', ['Abre firmaelectronica.gob.es y entra.']],
  ['It opens at 8:00. 24 hours later it shuts.', ['It opens at 8:00.', '24 hours later it shuts.']],
  ['Sin punto final', ['Sin punto final']],
  ['', []],
])('%s', (text, expected) => {
  expect(splitSentences(text)).toEqual(expected)
})

test('loses no word', () => {
  const text = 'Uno, dos. ¿Y tres? Sí: cuatro… Cinco.'
  expect(splitSentences(text).join(' ')).toBe(text)
  expect(countWords(text)).toBe(7)
})

test('lone signs are no words', () => {
  expect(readWords('Copia → prueba — y 3 · veces: «bien» &')).toEqual([
    'Copia',
    'prueba',
    'y',
    '3',
    'veces:',
    '«bien»',
  ])
})

test.each(['.', '?!', '. ', '…)'])('many of «%s» are read to the end', (part) => {
  expect(comesToAnEnd(() => splitSentences(part.repeat(100_000)))).toBe(true)
})
