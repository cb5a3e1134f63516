import { expect, test } from 'vitest'
import type { IndexAnswer } from '../../../../server/knowledge/answerer.ts'
import { materialFor } from '../../../../server/knowledge/rephrasing/material.ts'

const ANSWER: IndexAnswer = {
  decision: 'answer',
  visitorLang: 'es',
  textLang: 'es',
  confidence: 0.9,
  smalltalk: 'greeting',
  cited: {
    slug: 'a',
    lang: 'es',
    title: 'Facturas',
    heading: '¿Cuánto?',
    section: 'cuanto',
    reviewed: '2026-03-02',
    revision: 'r',
    isOverdue: false,
    passage: 'Guarda las facturas 4 años.',
  },
  extract: [{ kind: 'paragraph', text: 'Guarda las facturas 4 años.' }],
  parts: [],
  partsLeft: 0,
  alternatives: [],
  retrieved: [],
  explanation: '',
}

test('a model sees the cited section and the question without personal data', () => {
  const text =
    'Soy manuel@ortega.example, 600 123 456, NIF B12345674, ES91 2100 0418 4502 0005 1332: ¿cuánto?'
  expect(materialFor(text, ANSWER, 'Guarda…')).toEqual({
    lang: 'es',
    question: 'Soy [e-mail], [number], NIF [tax-id], [iban]: ¿cuánto?',
    extract: 'Guarda…',
    passages: [
      { id: 'p1', title: 'Facturas', heading: '¿Cuánto?', text: 'Guarda las facturas 4 años.' },
    ],
  })
  expect(materialFor('ñ'.repeat(4_000), ANSWER, '')?.question).toHaveLength(500)
})

test.each<[string, Partial<IndexAnswer>]>([
  ['no guide', { cited: undefined, extract: [], decision: 'handover' }],
  ['steps', { extract: [{ kind: 'steps', start: 1, items: ['Abre.', 'Cierra.'], left: 0 }] }],
  ['a guide in another language than the question', { visitorLang: 'ca' }],
  ['a language that cannot be checked', { visitorLang: 'fr', textLang: 'fr' }],
])('%s: a model sees nothing', (_, change) => {
  expect(materialFor('¿cuánto?', { ...ANSWER, ...change }, '')).toBeUndefined()
})
