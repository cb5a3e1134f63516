import { expect, test } from 'vitest'
import { writtenLanguage } from '../../../client/console/tickets/written-language.ts'

test.each([
  ['es', 'Hola, Manuel: puedes pedirlo desde la web con tu certificado, es gratis.'],
  ['es', 'No hay plazo para los autónomos. Te llamo mañana y lo vemos por teléfono.'],
  ['en', 'Hello Mark, you can apply on the website with your certificate, it is free.'],
  ['en', 'The grant is for companies with more than two workers. Have you got the form?'],
  ['es', 'Mira la guía «How to choose a CRM», es la que tienes que leer para empezar con esto.'],
])('%s: %s', (lang, text) => {
  expect(writtenLanguage(text)).toBe(lang)
})

test.each([
  '',
  'OK',
  'Hola',
  'Kit Digital 2026',
  'https://example.es/the/and/of',
  'Gràcies, fins demà',
])('undecided: %s', (text) => {
  expect(writtenLanguage(text)).toBeUndefined()
})
