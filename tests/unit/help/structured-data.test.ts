import { describe, expect, test } from 'vitest'
import { ArticlePage } from '../../../client/help/knowledge/article-page.tsx'
import { OfficePage } from '../../../client/help/offices/office-page.tsx'
import { escapeHtml } from '../../../server/platform/text/html.ts'
import { article, frame, html, office, PAYLOADS } from '../../support/pages.ts'
import { faultsOf, structuredData } from '../../support/structured-data.ts'
import { LINKS, OTHERS, RAW } from '../../support/xss-corpus.ts'
import { noFeedback } from './page-cases.ts'

const HOSTILE = [...PAYLOADS, ...RAW, ...LINKS, ...OTHERS, '\u2028\u2029\ud800', '<!--<script>']
const SCRIPT = /<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/gs

describe('text that people wrote', () => {
  test.each(HOSTILE)('is only text for search engines: %s', (text) => {
    const hostile = {
      ...article,
      title: text,
      summary: text,
      html: `<h2 id="a">${escapeHtml(text)}?</h2><p>${escapeHtml(text)}</p>`,
      sources: [{ url: 'https://boe.example/x', title: text, checked: '2026-11-02', supports: '' }],
    }
    const page = html(ArticlePage({ frame: frame(), article: hostile, feedback: noFeedback }))
    const blocks = [...page.matchAll(SCRIPT)].map(([, inside]) => inside)
    expect(blocks).toHaveLength(2)
    for (const block of blocks) expect(block).not.toMatch(/[<>&\u2028\u2029]/)
    expect(page.match(/<script/g)).toHaveLength(3)
    const found = structuredData(page).find((node) => node['@type'] === 'Article')
    expect(found).toMatchObject({ headline: text, description: text })
  })

  test('a source that is no web page is not cited', () => {
    const sources = [
      { url: 'javascript:alert(1)', title: 'X', checked: '2026-11-02', supports: '' },
    ]
    const page = html(
      ArticlePage({ frame: frame(), article: { ...article, sources }, feedback: noFeedback }),
    )
    expect(structuredData(page).find((node) => node['@type'] === 'Article')).toMatchObject({
      citation: [],
    })
  })
})

describe('a guide', () => {
  test('without questions is on a page like any other', async () => {
    const plain = { ...article, html: '<p>Uno</p><h2 id="a">Pasos</h2><p>Dos</p>' }
    const page = html(ArticlePage({ frame: frame(), article: plain, feedback: noFeedback }))
    const nodes = structuredData(page)
    expect(nodes.map((node) => node['@type'])).toContain('WebPage')
    expect(await faultsOf(nodes)).toEqual([])
  })
})

describe('an office', () => {
  const dataOf = (changes: Partial<typeof office>) => {
    const page = html(OfficePage({ frame: frame(), office: { ...office, ...changes } }))
    return structuredData(page)
  }

  test('is a place with its address and hours', async () => {
    const nodes = dataOf({})
    expect(await faultsOf(nodes)).toEqual([])
    expect(nodes).toContainEqual(
      expect.objectContaining({
        '@type': 'GovernmentOffice',
        address: {
          '@type': 'PostalAddress',
          streetAddress: 'Calle de la Plomada 12',
          postalCode: '18016',
          addressLocality: 'Granada',
          addressRegion: 'Andalucía',
          addressCountry: 'ES',
        },
        openingHoursSpecification: [
          {
            '@type': 'OpeningHoursSpecification',
            dayOfWeek: 'https://schema.org/Monday',
            opens: '09:00',
            closes: '14:00',
          },
        ],
      }),
    )
  })

  test('is an organisation where nobody can go to it', async () => {
    const nodes = dataOf({ address: null, phone: null, region: null })
    expect(await faultsOf(nodes)).toEqual([])
    expect(nodes.map((node) => node['@type'])).toContain('Organization')
  })

  test('an address of another form is kept whole', async () => {
    const nodes = dataOf({ address: 'Polígono sin número' })
    expect(await faultsOf(nodes)).toEqual([])
    expect(JSON.stringify(nodes)).toContain('"streetAddress":"Polígono sin número"')
  })
})
