import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { understand } from '../../../server/knowledge/intents.ts'
import { detectLanguage } from '../../../server/knowledge/language.ts'
import { comesToAnEnd } from './fixtures.ts'
import { HUMAN, MISUSE, OFF_TOPIC, QUESTIONS, SMALLTALK } from './intent-phrases.ts'

const read = (text: string) => understand(text, detectLanguage(text))

const cases = (lists: Record<string, string[]>) =>
  Object.entries(lists).flatMap(([lang, texts]) => texts.map((text) => [lang, text] as const))

describe('small talk', () => {
  test.each(cases(SMALLTALK))('%s: %s', (_lang, text) => {
    expect(read(text).intent).toBe('smalltalk')
  })

  test.each([
    ['hola', 'greeting'],
    ['muchas gracias', 'thanks'],
    ['adiós', 'goodbye'],
    ['¿Cuál es tu nombre?', 'identity'],
  ])('%s is a %s', (text, kind) => {
    expect(read(text).smalltalk).toBe(kind)
  })
})

describe('wishes for a person', () => {
  test.each(cases(HUMAN))('%s: %s', (_lang, text) => {
    expect(read(text).intent).toBe('human_request')
  })
})

describe('misuse', () => {
  test.each(cases(MISUSE))('%s: %s', (_lang, text) => {
    expect(read(text).intent).toBe('out_of_scope')
  })
})

describe('everyday topics', () => {
  test.each(cases(OFF_TOPIC))('%s: %s', (_lang, text) => {
    expect(read(text).isOffTopic).toBe(true)
  })
})

describe('real questions', () => {
  test.each(QUESTIONS)('%s', (text) => {
    const { intent, isOffTopic, isOwnCase } = read(text)
    expect({ intent, isOffTopic, isOwnCase }).toEqual({
      intent: undefined,
      isOffTopic: false,
      isOwnCase: false,
    })
  })

  test('a greeting in front is left out', () => {
    expect(read('Hola, buenos días, ¿qué es un CRM? ¡Gracias!').words).toEqual([
      'que',
      'es',
      'un',
      'crm',
    ])
  })
})

test.each([
  ['¿En qué estado está mi expediente?', true],
  ['La impresora de tiques da el error 0x1F', true],
  ['código de error 4042 en la caja', true],
  ['¿Podéis revisar mi web?', true],
  ['What is the status of our application?', true],
  ['¿Qué documentos pide la solicitud?', false],
  ['¿Cómo se instala el certificado?', false],
])('%s is about one firm’s own case: %s', (text, expected) => {
  expect(read(text).isOwnCase).toBe(expected)
})

test.each([
  ['¿y si soy autónomo?', true],
  ['¿Y cuánto cuesta?', true],
  ['and for a limited company?', true],
  ['i per als autònoms?', true],
  ['et pour les indépendants ?', true],
  ['¿Cuánto cuesta montar una tienda online con pasarela de pago?', false],
])('%s leans on the question before: %s', (text, expected) => {
  expect(read(text).isFollowUp).toBe(expected)
})

test('takes any text and comes to an end', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 4_000 }), (text) => {
      expect(comesToAnEnd(() => read(text))).toBe(true)
    }),
    { numRuns: 100 },
  )
})
