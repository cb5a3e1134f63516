import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readYaml } from '../../../server/knowledge/front-matter.ts'

const codes = (text: string) => readYaml(text).faults.map(({ code, line }) => `${code}:${line}`)

test.each([
  ['brackets that end', `a: 1\nb: ${'['.repeat(8_000)}${']'.repeat(8_000)}`, 2],
  ['brackets that do not', `a: ${'['.repeat(20_000)}`, 1],
  ['braces', `${'{a: '.repeat(5_000)}1${'}'.repeat(5_000)}`, 1],
  ['brackets over many lines', 'a:\n  [\n  '.concat('[\n  '.repeat(5_000)), 102],
  ['dashes', `${'- '.repeat(5_000)}x`, 1],
  ['question marks', `${'? '.repeat(5_000)}x`, 1],
  ['steps', Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'), 102],
])('%s too deep in one another are refused unparsed', (_what, text, line) => {
  expect(codes(text)).toEqual([`deep-yaml:${line}`])
})

test('what files hold is not deep', () => {
  const steps = Array.from({ length: 12 }, (_, depth) => `${'  '.repeat(depth)}a${depth}:`)
  expect(codes(`${steps.join('\n')} [[[{b: [1, 2]}]]]`)).toEqual([])
  expect(codes(`text: "${'[a] '.repeat(500)}"`)).toEqual([])
})

test('property: whatever the signs, reading comes to an end with faults or data', () => {
  const sign = fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    '- ',
    '? ',
    ': ',
    ' ',
    '\n',
    'a',
    '"',
    '#',
    '&',
    '*',
    '|',
  )
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 3_000, size: 'max' }), (signs) => {
      const { yaml, faults } = readYaml(signs.join(''))
      expect(yaml === undefined).toBe(faults.length > 0)
    }),
    { numRuns: 60 },
  )
})
