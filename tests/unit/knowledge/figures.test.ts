import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findFigure } from '../../../server/knowledge/figures.ts'
import { comesToAnEnd } from './fixtures.ts'

test.each([
  'Cuesta 30 euros al mes.',
  'Cuesta treinta y dos, es decir, 32\u00a0€.',
  'Up to €6,000 a year.',
  'About £5 each.',
  'Unos 20 dólares.',
  'Un fondo de 3 millones de euros.',
  'Un fondo de 3 mil millones de euros.',
  'A fund of 3 million euros.',
  'EUR 300 at most.',
  'Cuesta 30EUR.',
  'Desde el 1 de enero de 2027.',
  'Desde el 1 de enero.',
  'Desde el 1.º de enero de 2027',
  'Since 1 January 2027.',
  'By January 1st, 2027.',
  'By the 3rd of May.',
  'Since July 2027.',
  'A partir de JULIO DE 2027.',
  'El 29/07/2025.',
  'El 29.07.2025.',
  'El 2025-07-29.',
])('a figure that needs a source: %s', (text) => {
  expect(findFigure(text)).toBeDefined()
})

test.each([
  'La regla 3-2-1 pide tres copias.',
  'Windows 11 y Office 2019.',
  'Llama al 017 o al 900 116 117.',
  'Artículo 32 del RGPD.',
  'Un 25 % menos.',
  'Puede que mayo sea buen mes.',
  'You may 3 times retry, and march on.',
  'Version 10.0.19045 of 2022.',
  'Europa y los euroconectores 3.',
  'Dura 30 eurominutos.',
])('no figure: %s', (text) => {
  expect(findFigure(text)).toBeUndefined()
})

test('tells where the figure stands', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z .]{0,40}$/), (before) => {
      const found = findFigure(`${before} 30 € y más`)
      expect(`${before} 30 € y más`.slice(found?.index).startsWith(found?.text ?? '?')).toBe(true)
    }),
  )
})

test.each(['1', '1 ', '€ ', '1 de ', 'enero ', '1/'])(
  'many of «%s» are read to the end',
  (part) => {
    expect(comesToAnEnd(() => findFigure(part.repeat(100_000)))).toBe(true)
  },
)
