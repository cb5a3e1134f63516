import { expect, test } from 'vitest'
import { mentionAt, mentionOptions } from '../../../client/console/notices/mention.ts'

test.each([
  ['@', 1, { start: 0, query: '' }],
  ['Hola @Ana', 9, { start: 5, query: 'Ana' }],
  ['(@ana ru', 8, { start: 1, query: 'ana ru' }],
  ['correo a@ana', 12, undefined],
  ['@ ana', 5, undefined],
  ['@ana\nmás', 8, undefined],
  ['hola', 4, undefined],
])('%j with the caret at %i', (text, caret, mention) => {
  expect(mentionAt(text, caret)).toEqual(mention)
})

test('a name is found by the beginning of any of its words, without accents', () => {
  const people = ['José Núñez', 'Ana Belén Ruiz', 'Noa Prieto'].map((name) => ({
    kind: 'person' as const,
    name,
  }))
  const names = (query: string) => mentionOptions(people, query).map(({ name }) => name)
  expect(names('nu')).toEqual(['José Núñez'])
  expect(names('n')).toEqual(['José Núñez', 'Noa Prieto'])
  expect(names('ana belen')).toEqual(['Ana Belén Ruiz'])
  expect(names('elen')).toEqual([])
})
