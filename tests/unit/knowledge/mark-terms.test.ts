import sanitizeHtml from 'sanitize-html'
import { expect, test } from 'vitest'
import { cutChunks } from '../../../server/knowledge/chunks.ts'
import { readTokens } from '../../../server/knowledge/markdown.ts'
import { markTerms, termMark } from '../../../server/knowledge/terms/mark-terms.ts'
import type { Term } from '../../../server/knowledge/terms/term.ts'
import { TermFinder } from '../../../server/knowledge/terms/term-finder.ts'
import { RAW } from '../../support/xss-corpus.ts'
import { comesToAnEnd, shippedArticles, shippedTerms } from './fixtures.ts'
import { term } from './glossary-text.ts'

const TERMS = [
  term('backup', { term: 'copia de seguridad', forms: ['backup'] }),
  term('cloud', { term: 'nube' }),
  term('saas', { term: 'SaaS', forms: ['programa en la nube'] }),
  term('mes', { term: 'MES' }),
  term('api', { term: 'API' }),
  term('clave', { term: 'Cl@ve' }),
  term('verifactu', { term: 'VeriFactu', forms: ['VERI*FACTU'] }),
  term('rd', { term: 'R&D <x>' }),
  term('odd', { term: '(a+)+$ [b' }),
]

/** `[key:text]` for each mark. */
const mark = (html: string, terms: Term[] = TERMS) =>
  markTerms(html, new TermFinder(terms, 'es'), (text, key) => `[${key}:${text}]`)
const htmlOf = (markdown: string) => cutChunks(readTokens(markdown)).html

test.each([
  ['<p>Haz una copia de seguridad.</p>', '<p>Haz una [backup:copia de seguridad].</p>'],
  ['<p>La copia\nde seguridad</p>', '<p>La [backup:copia\nde seguridad]</p>'],
  ['<p>Copias de seguridad</p>', '<p>[backup:Copias de seguridad]</p>'],
  ['<p>nube nube Nube</p>', '<p>[cloud:nube] nube Nube</p>'],
  [
    '<p>un programa en la nube y la nube</p>',
    '<p>un [saas:programa en la nube] y la [cloud:nube]</p>',
  ],
  [
    '<p>nubes, <strong>backups</strong>, las API y dos APIs</p>',
    '<p>[cloud:nubes], <strong>[backup:backups]</strong>, las [api:API] y dos APIs</p>',
  ],
  ['<p>El mes de mayo, el MES.</p>', '<p>El mes de mayo, el [mes:MES].</p>'],
  [
    '<p>nubecita, ultranube, nube2, año-nube</p>',
    '<p>nubecita, ultranube, nube2, año-[cloud:nube]</p>',
  ],
  ['<p>Con Cl@ve, no con clave.</p>', '<p>Con [clave:Cl@ve], no con clave.</p>'],
  ['<p>El VERI*FACTU y verifactu</p>', '<p>El [verifactu:VERI*FACTU] y verifactu</p>'],
  ['<p>el R&amp;D &lt;x&gt; propio</p>', '<p>el [rd:R&amp;D &lt;x&gt;] propio</p>'],
  ['<p>(a+)+$ [b y aaaa</p>', '<p>(a+)+$ [b y aaaa</p>'],
])('marks whole words where they are first used: %s', (html, expected) => {
  expect(mark(html)).toBe(expected)
})

test.each([
  '<h2 id="nube">La nube</h2>',
  '<h4>nube</h4>',
  '<p><a href="/es/articles/nube">la nube</a></p>',
  '<p><a href="/x"><strong>nube</strong></a></p>',
  '<p><code>nube</code></p>',
  '<pre><code>nube\nbackup</code></pre>',
  '<blockquote><p>nube</p></blockquote>',
  '<table><thead><tr><th scope="col">nube</th></tr></thead></table>',
  '<p>«la nube»</p>',
  '<p>“la nube”</p>',
  '<p>"la <strong>nube</strong>"</p>',
  '<p>&quot;la nube&quot;</p>',
  '<p>&nube; &#39;</p>',
])('leaves alone what is a title, a link, code or a quotation: %s', (html) => {
  expect(mark(html)).toBe(html)
})

test('a quotation ends with its block, and what is left alone is marked later', () => {
  expect(mark('<p>«la nube</p><p>La nube «y» API</p>')).toBe(
    '<p>«la nube</p><p>La [cloud:nube] «y» [api:API]</p>',
  )
})

test('no text gets more than eight marks', () => {
  const many = Array.from({ length: 20 }, (_, at) => term(`t${at}`, { term: `palabra${at}x` }))
  const html = `<p>${many.map(({ key }) => `palabra${key.slice(1)}x`).join(' ')}</p>`
  expect(mark(html, many).match(/\[t\d+:/g)).toHaveLength(8)
})

test('only marks are added, and to every shipped article at most eight', () => {
  const finders = {
    es: new TermFinder(shippedTerms(), 'es'),
    en: new TermFinder(shippedTerms(), 'en'),
  }
  let marked = 0
  for (const { lang, chunks } of shippedArticles()) {
    const html = chunks.map((chunk) => chunk.html).join('')
    const found: string[] = []
    const result = markTerms(html, finders[lang as 'es' | 'en'], (text, key) => {
      found.push(key)
      return `{{${text}}}`
    })
    expect(result.replace(/\{\{|\}\}/g, '')).toBe(html)
    expect(new Set(found).size).toBe(found.length)
    expect(found.length).toBeLessThanOrEqual(8)
    marked += found.length
  }
  expect(marked).toBeGreaterThan(40)
})

test('hostile texts on either side stay text', () => {
  const terms = RAW.map((payload, at) =>
    term(`x-${at}`, { term: `nube${at}`, definition: payload }),
  )
  const finder = new TermFinder(terms, 'es')
  for (const [at, payload] of RAW.entries()) {
    const html = htmlOf(`La nube${at} con \`${payload}\` y ${payload} y nube${at}.\n`)
    const result = markTerms(html, finder, (text, key) =>
      termMark(
        text,
        { key, definition: payload },
        { address: '/es/glossary#"><b>', label: payload },
      ),
    )
    // What the sanitiser would take out is not there, but for the marks themselves.
    const allowed = sanitizeHtml(result, {
      allowedTags: [
        ...['h2', 'h3', 'h4', 'p', 'br', 'ul', 'ol', 'li', 'blockquote', 'hr', 'pre', 'code'],
        ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'strong', 'em', 'a', 'button', 'span'],
      ],
      allowedAttributes: false,
    })
    const tags = (text: string) => [...text.matchAll(/<([a-z0-9]+)/gi)].map(([, name]) => name)
    expect(tags(result)).toEqual(tags(allowed))
    expect(result).not.toMatch(/<[^>]*\son\w+=(?![^<]*&)/i)
  }
})

test('a long text without end is read in time', () => {
  const odd = [term('a', { term: 'a a a a a a a a b', forms: ['aaaa', '(a+)+ b'] })]
  const text = `<p>${'a '.repeat(100_000)}${'"'.repeat(50_000)}${'&amp;'.repeat(50_000)}</p>`
  expect(comesToAnEnd(() => mark(text, odd))).toBe(true)
  expect(comesToAnEnd(() => mark('<'.repeat(1_000) + 'a'.repeat(200_000), odd))).toBe(true)
})
