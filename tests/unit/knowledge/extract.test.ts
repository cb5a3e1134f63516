import { describe, expect, test } from 'vitest'
import type { Block, Chunk } from '../../../server/knowledge/article.ts'
import { type ExtractPart, extractFrom } from '../../../server/knowledge/extract.ts'
import { countWords } from '../../../server/knowledge/sentences.ts'

const words = (count: number, word = 'palabra') => Array(count).fill(word).join(' ')
const sentence = (count: number, word?: string) => `${words(count - 1, word)} Fin.`
const chunk = (...blocks: Block[]): Chunk => ({ heading: 'h', id: 'h', text: '', html: '', blocks })
const paragraph = (...sentences: string[]): Block => ({ kind: 'paragraph', sentences })
const none = () => 0
const about = (word: string) => (text: string) => (text.includes(word) ? 1 : 0)
const textOf = (parts: ExtractPart[] | undefined) =>
  (parts ?? [])
    .map((part) => (part.kind === 'paragraph' ? part.text : part.items.join(' ')))
    .join(' ')

test('takes the first sentences, as many as fit 60 words', () => {
  const parts = extractFrom(chunk(paragraph(sentence(25), sentence(25), sentence(25))), none, false)
  expect(parts).toEqual([{ kind: 'paragraph', text: `${sentence(25)} ${sentence(25)}` }])
})

test('never cuts a sentence: one of over 60 words is not quoted', () => {
  expect(extractFrom(chunk(paragraph(sentence(61))), none, false)).toBeUndefined()
})

test('an empty section gives nothing', () => {
  expect(extractFrom(chunk(), none, false)).toBeUndefined()
  expect(extractFrom(chunk({ kind: 'table', rows: [['a']] }), about('a'), true)).toBeUndefined()
})

test('a list item that says what was asked stands behind the first sentence', () => {
  const list: Block = { kind: 'list', items: ['Una cosa.', 'La contraseña no se recupera.'] }
  const parts = extractFrom(chunk(paragraph('Haz una copia.'), list), about('contraseña'), false)
  expect(parts).toEqual([
    { kind: 'paragraph', text: 'Haz una copia.' },
    { kind: 'list', items: ['La contraseña no se recupera.'] },
  ])
})

test('steps stay steps, in their order, and say how many are left', () => {
  const items = Array.from({ length: 8 }, (_, index) => `${words(9)} ${index}`)
  const steps: Block = { kind: 'steps', start: 1, items }
  const parts = extractFrom(chunk(paragraph('Así se hace.'), steps), about('palabra'), false)
  expect(parts).toEqual([
    { kind: 'paragraph', text: 'Así se hace.' },
    { kind: 'steps', start: 1, items: items.slice(0, 5), left: 3 },
  ])
})

test('one step alone is no procedure', () => {
  const steps: Block = { kind: 'steps', start: 1, items: [words(50), words(50)] }
  const parts = extractFrom(chunk(paragraph('Así se hace.'), steps), about('palabra'), true)
  expect(parts).toEqual([{ kind: 'paragraph', text: 'Así se hace.' }])
})

test('a later sentence takes over when it says clearly more', () => {
  const parts = extractFrom(
    chunk(paragraph('Uno.', 'Dos.'), paragraph('Tres sobre la multa.', 'Cuatro.')),
    about('multa'),
    false,
  )
  expect(textOf(parts)).toBe('Uno. Tres sobre la multa. Cuatro.')
})

test('nothing is ever longer than 60 words', () => {
  for (let lead = 1; lead < 80; lead += 7) {
    for (let item = 1; item < 80; item += 7) {
      const blocks: Block[] = [
        paragraph(sentence(lead), sentence(lead)),
        { kind: 'steps', start: 1, items: [words(item, 'x'), words(item, 'x')] },
        { kind: 'list', items: [words(item, 'x')] },
      ]
      const parts = extractFrom(chunk(...blocks), about('x'), true)
      expect(countWords(textOf(parts))).toBeLessThanOrEqual(60)
    }
  }
})

describe('a table', () => {
  const table: Block = {
    kind: 'table',
    rows: [
      ['Documento', 'Se guarda'],
      ['Nóminas', 'Cuatro años'],
      ['Facturas', 'Seis años.'],
    ],
  }
  const lead = paragraph('Depende del papel.')

  test('gives the row that was asked for as a sentence', () => {
    const nominas = extractFrom(chunk(lead, table), about('Nóminas'), false)
    expect(textOf(nominas)).toBe('Depende del papel. Nóminas: Cuatro años.')
    const facturas = extractFrom(chunk(lead, table), about('Facturas'), false)
    expect(textOf(facturas)).toBe('Depende del papel. Facturas: Seis años.')
  })

  test('gives none where no row is named, or all are alike', () => {
    for (const asked of ['años', 'Documento', 'otra cosa']) {
      expect(textOf(extractFrom(chunk(lead, table), about(asked), false)), asked).toBe(
        'Depende del papel.',
      )
    }
  })

  test('of several columns names each', () => {
    const wide: Block = {
      kind: 'table',
      rows: [
        ['Opción', 'Va bien para', 'Ojo con'],
        ['Papel', 'Una persona', 'Se pierde'],
        ['Web', 'Muchas', 'Se cae'],
      ],
    }
    expect(textOf(extractFrom(chunk(lead, wide), about('Web'), false))).toBe(
      'Depende del papel. Web. Va bien para: Muchas. Ojo con: Se cae.',
    )
  })
})

test('no extract ends in what only introduces a list', () => {
  const steps: Block = { kind: 'steps', start: 1, items: ['Abre la caja.', 'Mira la multa.'] }
  const opened = chunk(paragraph('Es fácil.', 'Haz esto:'), steps)
  expect(textOf(extractFrom(opened, none, false))).toBe('Es fácil.')
  expect(extractFrom(opened, about('multa'), false)).toEqual([
    { kind: 'paragraph', text: 'Es fácil.' },
    { kind: 'paragraph', text: 'Haz esto:' },
    { kind: 'steps', start: 1, items: ['Abre la caja.', 'Mira la multa.'], left: 0 },
  ])
})

test('less room gives fewer sentences', () => {
  const two = chunk(paragraph(sentence(25), sentence(25)))
  expect(textOf(extractFrom(two, none, false, 40))).toBe(sentence(25))
  expect(extractFrom(two, none, false, 20)).toBeUndefined()
})
