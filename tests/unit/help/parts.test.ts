import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import {
  contentsOf,
  frameTables,
  readingMinutes,
} from '../../../client/help/knowledge/article-body.ts'
import { splitAtMatches } from '../../../client/help/knowledge/highlight.tsx'
import {
  daysBetween,
  formatDate,
  formatMoment,
  weekdays,
} from '../../../client/help/layout/dates.ts'
import { localPath } from '../../../client/help/layout/frame.ts'
import { schemaText } from '../../../client/help/platform/schema-text.ts'
import { readCatalog } from '../../../server/platform/i18n.ts'
import { formText, looseText } from '../../../server/platform/pages/input.ts'
import { problemWords } from '../../../server/platform/pages/problem-words.ts'

describe('guides', () => {
  test('contents are the sections with their ids, entities read', () => {
    expect(
      contentsOf('<h2 id="a">¿A &amp; <em>b</em>?</h2><h3 id="x">x</h3><h2 id="b">B</h2>'),
    ).toEqual([
      { id: 'a', text: '¿A & b?' },
      { id: 'b', text: 'B' },
    ])
  })

  test('tables get frames with names, and an empty corner heads nothing', () => {
    const framed = frameTables('<table><tr><th></th></tr></table><table></table>', 'Tabla "1"')
    expect(framed).toContain('aria-label="Tabla &quot;1&quot; 1"><table><tr><td></td>')
    expect(framed.match(/<\/table><\/div>/g)).toHaveLength(2)
  })

  test.each([
    ['', 1],
    [`<p>${'palabra '.repeat(620)}</p>`, 3],
  ])('reading time %#', (html, minutes) => {
    expect(readingMinutes(html)).toBe(minutes)
  })
})

describe('highlights', () => {
  const marked = (text: string, question: string) =>
    splitAtMatches(text, question)
      .filter(({ isMatch }) => isMatch)
      .map((part) => part.text)

  test.each([
    ['Las facturas electrónicas', 'factura electronica', ['facturas', 'electrónicas']],
    ['Copia de seguridad', 'COPIAS', ['Copia']],
    ['Nada de eso', 'de la el', []],
    ['x', '', []],
  ])('%s for %s', (text, question, expected) => {
    expect(marked(text, question)).toEqual(expected)
  })

  test('lose nothing of the text', () => {
    const text = 'Él dijo: ¿«factura»? 100 % \u{1F469}\u200D\u{1F467} e\u0301'
    expect(
      splitAtMatches(text, 'factura dijo')
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
  })
})

describe('dates', () => {
  test('are written out, by the clock of the office', () => {
    expect(formatDate('es', '2026-11-03')).toBe('3 de noviembre de 2026')
    expect(formatDate('en', '2026-11-03')).toBe('3 November 2026')
    expect(formatMoment('es', '2026-12-01T08:00:00Z', 'Europe/Madrid')).toBe(
      'martes 1 de diciembre, 09:00',
    )
    expect(formatMoment('es', '2026-12-01T08:00:00Z', 'Atlantic/Canary')).toBe(
      'martes 1 de diciembre, 08:00',
    )
    expect(weekdays('es').map(({ name }) => name)[6]).toBe('domingo')
  })

  test.each([
    ['2026-11-23T22:30:00Z', '2026-11-23T23:30:00Z', 1],
    ['2026-11-23T06:00:00Z', '2026-11-23T08:00:00Z', 0],
    // The night in which the clock goes back has 25 hours.
    ['2026-10-24T21:00:00Z', '2026-10-26T08:00:00Z', 2],
  ])('midnights between %s and %s', (from, to, days) => {
    expect(daysBetween(from, to, 'Europe/Madrid')).toBe(days)
  })
})

test('addresses of our own become paths, anything else stays', () => {
  expect(localPath('https://support.example/es/articles/x?a=1#b')).toBe('/es/articles/x?a=1#b')
  expect(localPath('/es')).toBe('/es')
})

describe('schemas in the reference', () => {
  test.each([
    [{ type: 'string', minLength: 1, maxLength: 9 }, 'string (1–9)'],
    [{ type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 }, 'integer'],
    [{ enum: ['a', 'b'] }, '"a" | "b"'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
    [
      { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
      '(string | null)[]',
    ],
    [{ const: true }, 'true'],
    [
      {
        type: 'object',
        required: ['a'],
        properties: { a: { type: 'string', format: 'uuid' }, b: { type: 'number' } },
      },
      '{\n  a: string <uuid>\n  b?: number\n}',
    ],
    [{ type: 'object', additionalProperties: { type: 'string' } }, '{ [key: string]: string }'],
    [{}, 'any'],
  ])('%#', (schema, text) => {
    expect(schemaText(schema)).toBe(text)
  })
})

describe('what a page takes from an address or form', () => {
  test.each([
    [undefined, ''],
    [['a', 'b'], ''],
    ['  a\u0000b  ', 'a b'],
    ['x'.repeat(20), 'x'.repeat(10)],
  ])('%#', (given, taken) => {
    expect(looseText(10).parse(given)).toBe(taken)
  })

  test('line breaks are what the person meant', () => {
    expect(formText({ a: 'x\r\ny\rz' }, 'a')).toBe('x\ny\nz')
    expect(formText({}, 'a')).toBe('')
  })
})

describe('words of refusals', () => {
  const codes = Object.keys(readCatalog('es')).flatMap(
    (key) => /^problems\.(.+)\.title$/.exec(key)?.[1] ?? [],
  )

  test.each(codes)('%s can be shown without a case', (code) => {
    for (const lang of ['es', 'en'] as const) {
      const words = problemWords(code, lang)
      expect(words?.title).toBeTruthy()
      expect(words?.detail).not.toContain('{')
    }
  })

  test.each(['nope', '__proto__', 'constructor', ''])('%s is no code', (code) => {
    expect(problemWords(code, 'es')).toBeUndefined()
  })
})

test('both languages have the same texts with the same values', () => {
  const valuesOf = (lang: 'es' | 'en') =>
    Object.fromEntries(
      Object.entries(readCatalog(lang))
        .filter(([key]) => key.startsWith('help.'))
        .map(([key, pattern]) => {
          const ast = new IntlMessageFormat(String(pattern), lang).getAst()
          return [key, [...new Set(namesIn(ast))].sort()]
        }),
    )
  expect(valuesOf('en')).toEqual(valuesOf('es'))
})

type Element = { value?: unknown; type?: unknown; options?: Record<string, { value: unknown[] }> }

/** What a text asks its caller for: 0 is plain text in the parser's tree, 7 the plural's number. */
function namesIn(elements: unknown[]): string[] {
  return (elements as Element[]).flatMap(({ type, value, options }) => [
    ...(type === 0 || type === 7 ? [] : [String(value)]),
    ...Object.values(options ?? {}).flatMap((option) => namesIn(option.value)),
  ])
}
