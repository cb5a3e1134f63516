import { expect, test } from 'vitest'
import { articleText, faults, prepare } from './article-text.ts'

const ok = articleText()
const lines = (text: string) => text.split('\n')
const withLine = (number: number, line: string) =>
  lines(ok)
    .map((old, index) => (index === number - 1 ? line : old))
    .join('\n')

test('a right article is taken', () => {
  const { article, findings } = prepare(ok)
  expect(findings).toEqual([])
  expect(article?.meta.title).toBe('Cómo cuidar la impresora')
  expect(article?.meta.reviewed).toBe('2026-11-01')
})

// Fault case 67: refused with the line, and nothing of it evaluated.
test.each([
  ['no front matter', 'Hola.\n', 'no-front-matter:1'],
  ['nothing at all', '', 'no-front-matter:1'],
  ['no end', ok.replace(/\n---\n[\s\S]*$/, '\n'), 'endless-front-matter:1'],
  ['a tab', withLine(2, 'title:\t"x"'), 'tab:2'],
  ['a tab as indentation', withLine(7, '\t- "x"'), 'tab:7'],
  ['a duplicate key', withLine(3, 'title: "twice"'), 'duplicate-key:3'],
  ['an anchor', withLine(2, 'title: &a "x"'), 'anchor:2'],
  ['an alias', articleText({ title: '&a "x"', summary: '*a' }), 'anchor:2'],
  ['a JavaScript tag', withLine(2, 'title: !!js/function "function () {}"'), 'bad-yaml:2'],
  ['a tag of its own', withLine(2, 'title: !secret "x"'), 'bad-yaml:2'],
  ['broken YAML', withLine(2, 'title: "open'), 'bad-yaml:'],
  ['a second document', articleText({ title: '"x"\n...\nsummary2: "y"' }), 'bad-yaml:'],
  [
    'the prototype as a key',
    `${ok.replace('owner:', '__proto__: {polluted: 1}\nowner:')}`,
    'unknown-field:',
  ],
  ['a constructor as a key', ok.replace('owner:', 'constructor: 1\nowner:'), 'unknown-field:'],
  ['an unknown key', ok.replace('owner:', 'author: "me"\nowner:'), 'unknown-field:'],
  ['a list as front matter', '---\n- a\n- b\n---\nHola.\n', 'bad-field:'],
  ['Norway as a title', withLine(2, 'title: no'), undefined],
  ['a number as a title', withLine(2, 'title: 42'), 'bad-field:2'],
  ['a date that is none', ok.replace('2026-11-01', '2026-02-30'), 'bad-field:'],
  ['a date with a time', ok.replace('2026-11-01', '2026-11-01T00:00:00Z'), 'bad-field:'],
  ['an empty title', withLine(2, 'title: ""'), 'bad-field:2'],
  ['no title', articleText({ title: undefined }), 'missing-field:'],
  ['a sector that is none', articleText({ sectors: '["X"]' }), 'bad-field:5'],
  [
    'a source without https',
    articleText({
      sources: '[{url: "javascript:alert(1)", title: "t", checked: 2026-01-01, supports: "s"}]',
    }),
    'bad-field:',
  ],
  ['a null character', ok.replace('Límpiala', 'Lim\u0000piala'), 'unstorable:1'],
])('%s', (_name, text, expected) => {
  const { article, findings } = prepare(text)
  if (expected === undefined) {
    expect(article?.meta.title).toBe('no')
    return
  }
  expect(article).toBeUndefined()
  expect(findings.map(({ code, line }) => `${code}:${line}`).join()).toContain(expected)
  expect(findings.every(({ line }) => line >= 1)).toBe(true)
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test('an alias bomb is refused unread', () => {
  const levels = Array.from({ length: 9 }, (_, index) => {
    const inner = index === 0 ? '"lol"' : `*l${index - 1}`
    return `l${index}: &l${index} [${Array(9).fill(inner).join(', ')}]`
  })
  const startedAt = performance.now()
  const { article, findings } = prepare(`---\n${levels.join('\n')}\n---\nHola.\n`)
  expect(article).toBeUndefined()
  expect(findings.some(({ code }) => code === 'anchor')).toBe(true)
  expect(performance.now() - startedAt).toBeLessThan(5_000)
})

test('a byte order mark and Windows line ends change nothing', () => {
  const plain = prepare(ok).article
  expect(prepare(`\uFEFF${ok}`).article).toEqual(plain)
  expect(prepare(ok.replaceAll('\n', '\r\n')).article).toEqual(plain)
})

test('every fault is named at once, each at its line', () => {
  const text = `${articleText({ title: undefined, reviewBy: 'soon', owner: undefined })}\n<b>x</b>\n`
  expect(faults(prepare(text))).toEqual([
    expect.stringMatching(/^missing-field:/),
    expect.stringMatching(/^bad-field:\d+$/),
    expect.stringMatching(/^missing-field:/),
    expect.stringMatching(/^raw-html:\d+$/),
    expect.stringMatching(/^raw-html:\d+$/),
  ])
})
