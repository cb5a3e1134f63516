import { describe, expect, test } from 'vitest'
import { readTaxId } from '../../server/companies/tax-id.ts'

describe('tax ids', () => {
  test.each([
    ['A58818501', 'A58818501', 'cif'],
    ['ESA58818501', 'A58818501', 'cif'],
    ['ES-A58818501', 'A58818501', 'cif'],
    ['A-58818501', 'A58818501', 'cif'],
    ['a 58818501', 'A58818501', 'cif'],
    ['B64717838', 'B64717838', 'cif'],
    ['Q2891006E', 'Q2891006E', 'cif'],
    ['U99216632', 'U99216632', 'cif'],
    ['X1234567L', 'X1234567L', 'nie'],
    ['12345678Z', '12345678Z', 'dni'],
  ])('%s is the Spanish %s', (given, id, kind) => {
    expect(readTaxId(given, 'ES')).toEqual({ status: 'valid', country: 'ES', id, kind })
  })

  test('a wrong check digit is malformed, kept, and never counts', () => {
    expect(readTaxId('12345678A', 'ES')).toEqual({ status: 'malformed', given: '12345678A' })
  })

  test('nothing is absent', () => {
    expect(readTaxId(undefined, 'ES')).toEqual({ status: 'absent' })
    expect(readTaxId(' - ', 'ES')).toEqual({ status: 'absent' })
  })

  test('other countries by their own rules', () => {
    expect(readTaxId('501964843', 'PT')).toMatchObject({ status: 'valid', country: 'PT' })
    expect(readTaxId('IE6433435F', 'IE')).toMatchObject({ status: 'valid', country: 'IE' })
    expect(readTaxId('501964843', 'ES')).toMatchObject({ status: 'malformed' })
  })
})
