import { describe, expect, test } from 'vitest'
import {
  resolveVariables,
  unknownVariables,
  variableNames,
} from '../../client/shared/macro-variables.ts'

const values = {
  contact: 'Manuel {empresa} $& Ortega',
  firstName: 'Manuel',
  company: 'Reformas',
  number: 'GR-1',
  subject: 'El tacógrafo',
  advisor: 'Lucía',
  office: 'Granada',
}

describe('variables of a macro', () => {
  test.each([
    ['{contacto}', values.contact],
    ['{contact}', values.contact],
    ['{ Nombre }, {número}{NUMERO}', 'Manuel, GR-1GR-1'],
    ['{asesor} de {oficina} sobre {asunto}', 'Lucía de Granada sobre El tacógrafo'],
    ['{} {1} { } {dos palabras} {', '{} {1} { } {dos palabras} {'],
    ['{otra}', '{otra}'],
    ['{constructor} {toString}', '{constructor} {toString}'],
  ])('%s', (text, resolved) => {
    expect(resolveVariables(text, values)).toBe(resolved)
  })

  test('what is no variable is named once, as it was written', () => {
    expect(unknownVariables('{x} {X} {x} {contacto} {constructor} {2}')).toEqual([
      '{x}',
      '{X}',
      '{constructor}',
    ])
  })

  test('those offered in either language are known', () => {
    for (const lang of ['es', 'en'] as const) {
      const text = variableNames(lang).join(' ')
      expect(unknownVariables(text)).toEqual([])
      expect(resolveVariables(text, { ...values, contact: 'M' })).not.toContain('{')
    }
  })
})
