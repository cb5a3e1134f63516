import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskPersonalData } from '../../../server/knowledge/mask.ts'
import { comesToAnEnd } from './fixtures.ts'

test.each([
  ['escríbeme a manuel.ortega+web@empresa.example por favor', 'escríbeme a [e-mail] por favor'],
  ['llámame al 600 123 456', 'llámame al [number]'],
  ['mi teléfono es +34 958-12-34-56.', 'mi teléfono es [number].'],
  ['phone 0044 20 7946 0958 please', 'phone [number] please'],
  ['mi NIF es 12345678Z', 'mi NIF es [tax-id]'],
  ['NIE X1234567L y ya', 'NIE [tax-id] y ya'],
  ['el CIF B12345674 de la SL', 'el CIF [tax-id] de la SL'],
  ['dni 12.345.678-Z', 'dni [tax-id]'],
  ['cuenta ES91 2100 0418 4502 0005 1332', 'cuenta [iban]'],
  ['cuenta es9121000418450200051332', 'cuenta [iban]'],
  ['tarjeta 4111 1111 1111 1111', 'tarjeta [number]'],
  ['estoy en 18007 Granada', 'estoy en 18007 Granada'],
  ['CP 44001, tengo 5 trabajadores', 'CP 44001, tengo 5 trabajadores'],
  ['me dieron 12.000 euros en 2025', 'me dieron 12.000 euros en 2025'],
  ['verifactu en la región ES24 para mi empresa', 'verifactu en la región ES24 para mi empresa'],
])('%s', (text, masked) => {
  expect(maskPersonalData(text)).toBe(masked)
})

test('keeps at most 500 characters and cuts between graphemes', () => {
  const family = '👨‍👩‍👧‍👦'
  const masked = maskPersonalData(family.repeat(200))
  expect(masked.length).toBeLessThanOrEqual(500)
  expect(masked.length % family.length).toBe(0)
  expect(maskPersonalData('a'.repeat(4_000))).toHaveLength(500)
})

test('masks what lies across the cut', () => {
  const masked = maskPersonalData(`${'a '.repeat(247)}manuel@empresa.example`)
  expect(masked).not.toContain('@')
})

test('takes any text and comes to an end', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 4_000 }), (text) => {
      expect(maskPersonalData(text).length).toBeLessThanOrEqual(500)
      expect(comesToAnEnd(() => maskPersonalData(text))).toBe(true)
    }),
    { numRuns: 100 },
  )
})
