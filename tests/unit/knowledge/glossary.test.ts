import { expect, test } from 'vitest'
import { checkTerms } from '../../../server/knowledge/terms/check-terms.ts'
import { readTerms } from '../../../server/knowledge/terms/glossary-file.ts'
import { wordsFor } from '../../../server/knowledge/terms/term.ts'
import { writeGlossary } from '../../../server/knowledge/terms/write-glossary.ts'
import { LANGS } from '../../../server/platform/i18n.ts'
import { shippedTerms } from './fixtures.ts'
import { GLOSSARY } from './glossary-text.ts'

const slugs = new Set(['backups-3-2-1'])
const check = (text: string) => checkTerms(text, slugs)
const faultsOf = (text: string) => {
  const { terms, faults } = check(text)
  expect(terms).toBeUndefined()
  return faults.map(({ line, code, values }) => ({ line, code, ...values }))
}

test('reads terms with their words in every language', () => {
  const { terms, faults } = check(GLOSSARY)
  expect(faults).toEqual([])
  expect(terms).toMatchObject([
    { key: 'backup', guide: 'backups-3-2-1', texts: { es: { term: 'copia de seguridad' } } },
    { key: 'pos', guide: null, texts: { en: { forms: ['POS'], everyday: [] } } },
  ])
  expect(wordsFor(terms?.[0]?.texts.es ?? terms?.[1]?.texts.es ?? never())).toEqual([
    'copia de seguridad',
    'backup',
    'respaldo',
  ])
})

function never(): never {
  throw new Error('no term')
}

test.each([
  [
    'an unknown key',
    ['    forms: [backup]', '    froms: [backup]'],
    { line: 6, code: 'term-unknown', field: 'backup.es.froms' },
  ],
  [
    'an unknown key of a term',
    ['  guide: b', '  guia: b'],
    { line: 3, code: 'term-unknown', field: 'backup.guia' },
  ],
  [
    'a language too few',
    [/ {2}en:\n {4}term: backup\n {4}definition.*\n/, ''],
    { line: 2, code: 'term-missing', field: 'backup.en' },
  ],
  [
    'no definition',
    ['    definition: A till with a screen.\n', ''],
    { line: 16, code: 'term-missing', field: 'pos.en.definition' },
  ],
  [
    'a list that is none',
    ['forms: [backup]', 'forms: backup'],
    { line: 6, code: 'bad-field', field: 'backup.es.forms', kind: 'list' },
  ],
  [
    'a form without letters',
    ['forms: [POS]', 'forms: ["*"]'],
    { line: 18, code: 'bad-field', kind: 'text' },
  ],
  [
    'a key that is no address',
    ['pos:', 'Pos Uno:'],
    { line: 12, code: 'bad-field', field: 'Pos Uno', kind: 'slug' },
  ],
  [
    'a guide that is not there',
    ['guide: backups-3-2-1', 'guide: gone'],
    { line: 3, code: 'unknown-article', slug: 'gone' },
  ],
  [
    'two sentences',
    ['otro sitio.', 'otro sitio. Y más.'],
    { line: 8, code: 'definition-sentence' },
  ],
  ['no full stop', ['otro sitio.', 'otro sitio'], { line: 8, code: 'definition-sentence' }],
  [
    'a long sentence',
    ['otro sitio.', `otro sitio${' más'.repeat(17)}.`],
    { line: 8, code: 'definition-long', count: 26, max: 25 },
  ],
  [
    'a form of two terms',
    ['term: TPV', 'term: BÁCKUP'],
    { line: 14, code: 'term-shared', form: 'BÁCKUP', key: 'backup' },
  ],
  [
    'an everyday name that is a form',
    ['forms: [POS]', 'everyday: [thing, Backup]'],
    { line: 18, code: 'term-shared', key: 'backup' },
  ],
  ['the same key twice', ['pos:', 'backup:'], { line: 12, code: 'duplicate-key' }],
  ['a tab', ['  guide', '\tguide'], { line: 3, code: 'tab' }],
  ['an alias', ['forms: [POS]', 'forms: *a'], { line: 18, code: 'anchor' }],
  ['a NUL', ['TPV', '"T\u0000V"'], { line: 1, code: 'unstorable' }],
] as const)('%s is told with its line', (_, [from, to], expected) => {
  const text = GLOSSARY.replace(from, to)
  expect(text).not.toBe(GLOSSARY)
  expect(faultsOf(text)).toEqual(expect.arrayContaining([expect.objectContaining(expected)]))
})

test.each(['', '# nothing\n', '{}', '[]', '7', 'backup', 'backup: 7', 'backup:'])(
  'the file %j is refused, and empties no glossary',
  (text) => {
    expect(faultsOf(text)).toHaveLength(1)
  },
)

test('bytes that are no text are refused', () => {
  const bytes = readTerms({ bytes: Buffer.from([0xff, 0xfe, 0x00]), slugs })
  expect(bytes).toMatchObject({ value: undefined, findings: [{ code: 'not-utf8', line: 1 }] })
})

test('what is written can be read again', () => {
  const terms = shippedTerms()
  expect(checkTerms(writeGlossary(terms), new Set(terms.map(({ guide }) => guide ?? '')))).toEqual({
    terms,
    faults: [],
  })
})

test('the shipped glossary is long enough, plain, and holds nothing that ages', () => {
  const terms = shippedTerms()
  expect(terms.length).toBeGreaterThanOrEqual(90)
  for (const { key, texts } of terms) {
    for (const lang of LANGS) {
      const { definition } = texts[lang]
      expect(definition, key).not.toMatch(/\d|[€$£%]/)
      expect(definition, key).toMatch(/^\p{Lu}/u)
    }
  }
})
