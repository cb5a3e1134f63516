import { expect, test } from 'vitest'
import { buildStringTable, StringTable } from '../../../server/knowledge/flat/string-table.ts'
import { buildDeletions, Speller, slipsBetween } from '../../../server/knowledge/speller.ts'

const words = new StringTable(
  buildStringTable(
    new Map([
      ['certificado', 20],
      ['certificados', 5],
      ['factura', 30],
      ['facturar', 3],
      ['copia', 9],
      ['verifactu', 40],
      ['ransomware', 4],
      ['bono', 7],
    ]),
  ),
)
const speller = new Speller(words, buildDeletions(words))

test.each([
  ['certifciado', 'certificado'],
  ['sertificado', 'certificado'],
  ['factrua', 'factura'],
  ['fatura', 'factura'],
  ['verifaktu', 'verifactu'],
  ['ransonware', 'ransomware'],
  ['ramsonwere', undefined],
  ['copai', 'copia'],
  ['xopia', 'copia'],
  ['casa', undefined],
  ['bon', undefined],
  ['2027', undefined],
  ['', undefined],
  ['x'.repeat(5_000), undefined],
])('%s', (typed, meant) => {
  expect(speller.correct(typed)).toBe(meant)
})

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['abc', 'acb', 1],
  ['abc', 'ab', 1],
  ['abc', 'xbc', 1],
  ['abc', 'xyz', 3],
  ['certificado', 'sertifikado', 2],
])('%s and %s lie %i slips apart', (one, other, slips) => {
  expect(slipsBetween(one, other)).toBe(slips)
  expect(slipsBetween(other, one)).toBe(slips)
})

test('words come and go with the texts that hold them', () => {
  const changing = new Speller(words, buildDeletions(words))
  changing.learn(new Map([['chirimbolo', 2]]))
  expect(changing.correct('chirinbolo')).toBe('chirimbolo')
  changing.forget(new Map([['chirimbolo', 1]]))
  expect(changing.correct('chirinbolo')).toBe('chirimbolo')
  changing.forget(
    new Map([
      ['chirimbolo', 1],
      ['verifactu', 40],
    ]),
  )
  expect(changing.correct('chirinbolo')).toBeUndefined()
  expect(changing.correct('verifaktu')).toBeUndefined()
  changing.learn(new Map([['verifactu', 1]]))
  expect(changing.correct('verifaktu')).toBe('verifactu')
})
