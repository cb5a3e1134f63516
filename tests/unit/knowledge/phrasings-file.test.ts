import { describe, expect, test } from 'vitest'
import { readPhrasings } from '../../../server/knowledge/learning/phrasings-file.ts'

const read = (text: string | Buffer) => {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const file = 'articles/printer/phrasings.yaml'
  const { value, findings } = readPhrasings({ file, bytes, slugs: new Set() })
  return {
    said: value?.map(({ lang, text }) => `${lang} ${text}`),
    faults: findings.map(({ code, line, stops }) => `${code}:${line}:${stops}`),
  }
}

describe('a file of phrasings', () => {
  test('holds questions in any language that questions come in, with their lines', () => {
    const text = '# more ways\nes:\n  - "¿la impresora no va?"\neu:\n  - inprimagailua ez dabil\n'
    expect(read(text)).toEqual({
      said: ['es ¿la impresora no va?', 'eu inprimagailua ez dabil'],
      faults: [],
    })
    const { value } = readPhrasings({
      file: 'x',
      bytes: Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`),
      slugs: new Set(),
    })
    expect(value?.map(({ line, folded }) => [line, folded])).toEqual([
      [3, 'la impresora no va'],
      [5, 'inprimagailua ez dabil'],
    ])
  })

  test('may be empty, which withdraws what it said before', () => {
    expect(read('')).toEqual({ said: [], faults: [] })
    expect(read('# nothing\n{}\n')).toEqual({ said: [], faults: [] })
  })

  test.each([
    ['it:\n  - ciao\n', 'phrasing-lang:1:import'],
    [`es:\n  - a\n  - "${'x'.repeat(201)}"\n`, 'bad-field:3:import'],
    ['es:\n  - "?!"\n', 'phrasing-wordless:2:import'],
    ['es:\n  - 303\n', 'bad-field:2:import'],
    ['es: una\n', 'bad-field:1:import'],
    ['- una\n', 'bad-field:1:import'],
    ['es:\n  - "a\\nb"\n', 'bad-field:2:import'],
    ['es:\n  - "a\\0b"\n', 'unstorable:2:import'],
    ['es:\n\t- a\n', 'tab:2:import'],
    ['es: &a [x]\n', 'anchor:1:import'],
    [`es: ${'['.repeat(300)}\n`, 'deep-yaml:1:import'],
    [Buffer.from([0xff, 0xfe]), 'not-utf8:1:import'],
  ])('is refused where it is wrong: %j', (text, fault) => {
    expect(read(text)).toEqual({ said: undefined, faults: [fault] })
  })
})
