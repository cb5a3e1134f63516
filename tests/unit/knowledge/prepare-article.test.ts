import { expect, test } from 'vitest'
import { cutChunks } from '../../../server/knowledge/chunks.ts'
import { readTokens } from '../../../server/knowledge/markdown.ts'
import { articleText, BODY, faults, prepare, QUESTIONS } from './article-text.ts'
import { comesToAnEnd } from './fixtures.ts'

const SOURCE =
  '\n  - url: "https://example.org/a"\n    title: "t"\n    checked: 2026-01-01\n    supports: "s"'
/** 36 words. */
const LONG = `${'palabra '.repeat(35)}fin.\n`
const TWELVE_TIMES = '\n  - "¿cómo la limpio?"'.repeat(12)

test('cuts at the headings, with the opening paragraph first', () => {
  const { article } = prepare(articleText())
  expect(article?.chunks).toMatchObject([
    {
      heading: '',
      id: '',
      blocks: [{ kind: 'paragraph', sentences: [expect.any(String), 'Límpiala cada mes.'] }],
    },
    { heading: '¿Cada cuánto la limpio?', id: 'cada-cuanto-la-limpio' },
  ])
  expect(article?.html).toContain('<h2 id="cada-cuanto-la-limpio">¿Cada cuánto la limpio?</h2>')
})

test('keeps steps, lists and tables as what they are', () => {
  const body = `${BODY}\n3. Apaga.\n4. Abre.\n\n- Uno\n- Dos\n\n| a | b |\n|---|---|\n| 1 | 2 |\n`
  const blocks = prepare(articleText({}, body)).article?.chunks[1]?.blocks
  expect(blocks?.slice(1)).toEqual([
    { kind: 'steps', start: 3, items: ['Apaga.', 'Abre.'] },
    { kind: 'list', items: ['Uno', 'Dos'] },
    {
      kind: 'table',
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
    },
  ])
})

test('gives equal headings different ids', () => {
  const body = `${BODY}\n## ¿Cada cuánto la limpio?\n\nOtra vez.\n`
  const ids = prepare(articleText({}, body)).article?.chunks.map(({ id }) => id)
  expect(ids).toEqual(['', 'cada-cuanto-la-limpio', 'cada-cuanto-la-limpio-2'])
})

test('gives very many equal headings different ids, beside one that has such a name already', () => {
  const body = `${BODY}\n## Y 2\n\n${'## Y\n\n'.repeat(10_000)}`
  const named = () => {
    const { html } = cutChunks(readTokens(body))
    const ids = html.match(/ id="[^"]*"/g) ?? []
    expect(new Set(ids).size).toBe(10_002)
  }
  expect(comesToAnEnd(named)).toBe(true)
})

test('links to articles become addresses of their pages, others open apart', () => {
  const body = `${BODY}\nMira [esto](../other-guide/es.md#un-apartado) y [aquello](https://example.org/?a=1&b=2).\n`
  const { article, references } = prepare(articleText({}, body))
  expect(article?.html).toContain('<a href="/es/articles/other-guide#un-apartado">esto</a>')
  expect(article?.html).toContain(
    '<a href="https://example.org/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">aquello</a>',
  )
  expect(references.links).toEqual([{ slug: 'other-guide', line: 31 }])
})

test.each([
  ['no opening paragraph', {}, '## ¿Qué?\n\nEsto.\n', 'no-opening'],
  ['a heading without text', {}, `${BODY}\n## ¿Y ahora?\n`, 'empty-section'],
  [
    'a heading before a heading',
    {},
    `${BODY}\n## ¿Y ahora?\n\n## ¿Y luego?\n\nNada.\n`,
    'empty-section',
  ],
  ['a heading over a line', {}, `${BODY}\n## ¿Y ahora?\n\n---\n`, 'empty-section'],
  ['a heading over a blank', {}, `${BODY}\n## ¿Y ahora?\n\n&nbsp;\n`, 'empty-section'],
  ['a heading over a sign', {}, `${BODY}\n## ¿Y ahora?\n\n- …\n`, 'empty-section'],
  ['headings alone', {}, `${BODY}\n## ¿Y ahora?\n\n### Esto\n`, 'empty-section'],
  ['a block of HTML', {}, `${BODY}\n<div>hola</div>\n`, 'raw-html'],
  ['HTML in a line', {}, `${BODY}\nUn <b>texto</b>.\n`, 'raw-html'],
  ['HTML in a table', {}, `${BODY}\n| a |\n|---|\n| <i>x</i> |\n`, 'raw-html'],
  ['an image', {}, `${BODY}\n![foto](https://example.org/a.png)\n`, 'image'],
  ['a script link', {}, `${BODY}\n[x](javascript:alert(1))\n`, 'bad-link'],
  ['a mail link', {}, `${BODY}\n[x](mailto:a@example.org)\n`, 'bad-link'],
  ['a relative link', {}, `${BODY}\n[x](otra.md)\n`, 'bad-link'],
  ['an unknown category', { category: 'gardening' }, BODY, 'unknown-category'],
  [
    'an end before the start',
    { validFrom: '2026-05-01', validTo: '2026-04-01' },
    BODY,
    'validity-ends-before',
  ],
  ['a price without a source', {}, `${BODY}\nCuesta 30 euros.\n`, 'figure-without-source'],
  ['a price sign without a source', {}, `${BODY}\nCuesta €30.\n`, 'figure-without-source'],
  [
    'a date without a source',
    {},
    `${BODY}\nDesde el 1 de enero de 2027.\n`,
    'figure-without-source',
  ],
  ['a price in bold', {}, `${BODY}\n**30** euros.\n`, 'figure-without-source'],
  ['a price in a list', {}, `${BODY}\n- Papel: 30 €.\n`, 'figure-without-source'],
  ['a price in a table', {}, `${BODY}\n| a |\n|---|\n| 30 € |\n`, 'figure-without-source'],
  ['a price in the summary', { summary: '"Cuesta 30 €."' }, BODY, 'figure-without-source'],
  ['a date in the title', { title: '"Desde mayo de 2027"' }, BODY, 'figure-without-source'],
])('refuses %s', (_name, changes, body, code) => {
  const { article, findings } = prepare(articleText(changes, body))
  expect(article).toBeUndefined()
  expect(findings.map((finding) => finding.code)).toContain(code)
})

test.each([
  ['a price with a source', { sources: SOURCE }, `${BODY}\nCuesta 30 euros.\n`, []],
  ['an address in plain text', {}, `${BODY}\nEscribe a ayuda@example.org.\n`, []],
  ['a date in the address of a link', {}, `${BODY}\n[a](https://example.org/2026-01-01)\n`, []],
  ['35 words', {}, `${BODY}\n${'palabra '.repeat(34)}fin.\n`, []],
  ['35 words and lone signs', {}, `${BODY}\n${'palabra → '.repeat(34)}fin.\n`, []],
  ['long code', {}, `${BODY}\n\`\`\`\n${'palabra '.repeat(40)}\n\`\`\`\n`, []],
  ['a passed review date', { reviewBy: '2026-01-01' }, BODY, ['review-overdue nothing']],
  ['few phrasings', { questions: '["¿una?"]' }, BODY, ['few-phrasings check']],
  ['one phrasing twelve times', { questions: TWELVE_TIMES }, BODY, ['few-phrasings check']],
  ['a long sentence', {}, `${BODY}\n${LONG}`, ['long-sentence check']],
  ['a long item', {}, `${BODY}\n- Uno.\n- ${LONG}`, ['long-sentence check']],
  ['a long item of an item', {}, `${BODY}\n1. Uno.\n   - ${LONG}`, ['long-sentence check']],
  ['a long cell', {}, `${BODY}\n| a |\n|---|\n| ${LONG.trim()} |\n`, ['long-sentence check']],
  ['a long quotation', {}, `${BODY}\n> ${LONG}`, ['long-sentence check']],
  ['a long summary', { summary: `"${'uno y '.repeat(18)}tres."` }, BODY, ['long-sentence check']],
])('takes %s, with what an editor is told', (_name, changes, body, told) => {
  const { article, findings } = prepare(articleText(changes, body))
  expect(article).toBeDefined()
  expect(findings.map(({ code, stops }) => `${code} ${stops}`)).toEqual(told)
})

test.each([
  ['of a hard-wrapped paragraph', `\n\nUna frase.\nOtra frase. ${LONG}`, 'long-sentence', 'Otra'],
  ['of the second of two like items', `\n\n- Uno.\n- Uno. ${LONG}`, 'long-sentence', '- Uno. p'],
  ['of a row', `\n\n| a |\n|---|\n| b |\n| ${LONG.trim()} |\n`, 'long-sentence', '| palabra'],
  ['of a price', '\n\nEs barato.\nCuesta\n30 euros.\n', 'figure-without-source', '30 euros'],
])('names the line %s', (_name, more, code, start) => {
  const text = articleText({}, `${BODY}${more}`)
  const line = text.split('\n').findIndex((candidate) => candidate.startsWith(start)) + 1
  expect(faults(prepare(text))).toEqual([`${code}:${line}`])
})

test('what it says of other articles is known though it is refused', () => {
  const body = `${BODY}\n![](a.png) [b](../other/es.md)\n`
  const { article, references } = prepare(articleText({ related: '[third]' }, body))
  expect(article).toBeUndefined()
  expect(references.links.map(({ slug }) => slug)).toEqual(['third', 'other'])
  expect(references.phrasings.map(({ text }) => text)).toEqual(QUESTIONS)
})

test('names the line of a fault in the middle of a list', () => {
  const body = `${BODY}\n- uno\n- [dos](ftp://example.org)\n`
  const total = articleText({}, body).split('\n')
  const line = total.findIndex((text) => text.includes('ftp://')) + 1
  expect(faults(prepare(articleText({}, body)))).toEqual([`bad-link:${line}`])
})

test('another language takes what is common from es.md and may not repeat it', () => {
  const own = `---\ntitle: "Looking after the printer"\nsummary: "What to do."\nquestions:\n${QUESTIONS.map((q) => `  - "en ${q}"`).join('\n')}\n---\nA printer likes dry paper.\n`
  const { article, findings } = prepare(own, 'en', articleText())
  expect(findings).toEqual([])
  expect(article?.meta).toMatchObject({
    title: 'Looking after the printer',
    category: 'cybersecurity',
  })
  const repeated = own.replace('summary:', 'category: cybersecurity\nsummary:')
  expect(faults(prepare(repeated, 'en', articleText()))).toEqual(['unknown-field:3'])
  expect(faults(prepare(own, 'en', 'broken'))).toEqual(['common-broken:1'])
  expect(faults(prepare(own, 'en', undefined))).toEqual(['common-broken:1'])
})
