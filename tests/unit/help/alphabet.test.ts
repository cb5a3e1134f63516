import { describe, expect, test } from 'vitest'
import { groupByLetter, sortByTitle } from '../../../client/help/knowledge/alphabet.ts'
import { sectionTexts } from '../../../client/help/knowledge/article-body.ts'
import { GuidesPage } from '../../../client/help/knowledge/guides-page.tsx'
import { TopicPage } from '../../../client/help/knowledge/topic-page.tsx'
import { article, frame, html } from '../../support/pages.ts'

const titled = (titles: string[]) => titles.map((title) => ({ title }))
const lettersOf = (titles: string[], lang: 'es' | 'en') =>
  groupByLetter(titled(titles), lang).map(({ letter, items }) => [
    letter,
    ...items.map(({ title }) => title),
  ])

describe('guides by letter', () => {
  test('an accent, a capital or a mark in front changes no letter', () => {
    expect(lettersOf(['¿Ánimo?', 'ahora', '«Antes»', 'Éxito'], 'es')).toEqual([
      ['A', 'ahora', '¿Ánimo?', '«Antes»'],
      ['E', 'Éxito'],
    ])
  })

  test('Ñ is a letter of Spanish and an N in English', () => {
    const titles = ['Ñandú', 'Nube', 'Oferta']
    expect(lettersOf(titles, 'es')).toEqual([
      ['N', 'Nube'],
      ['Ñ', 'Ñandú'],
      ['O', 'Oferta'],
    ])
    expect(lettersOf(titles, 'en')).toEqual([
      ['N', 'Ñandú', 'Nube'],
      ['O', 'Oferta'],
    ])
  })

  test('an article in front counts for nothing, in its own language', () => {
    expect(lettersOf(['El 017', 'La nube', 'Las copias', 'The cloud', 'Lana'], 'es')).toEqual([
      ['0-9', 'El 017'],
      ['C', 'Las copias'],
      ['L', 'Lana'],
      ['N', 'La nube'],
      ['T', 'The cloud'],
    ])
    expect(lettersOf(['A business website', 'An «office»', 'The', 'Anchor'], 'en')).toEqual([
      ['A', 'Anchor'],
      ['B', 'A business website'],
      ['O', 'An «office»'],
      ['T', 'The'],
    ])
  })

  test('digits and other scripts come first, in a group of their own', () => {
    expect(lettersOf(['Web', '10 ideas', '2 ideas', 'Ωmega', '…'], 'en')).toEqual([
      ['0-9', '…', '2 ideas', '10 ideas', 'Ωmega'],
      ['W', 'Web'],
    ])
  })

  test('none is lost and none is empty', () => {
    const titles = ['b', 'a', 'Z', 'á', '', '3', 'ñ', 'Ü', 'ß', 'æ', '漢', '𝔄']
    for (const lang of ['es', 'en'] as const) {
      const groups = groupByLetter(titled(titles), lang)
      expect(groups.flatMap(({ items }) => items)).toHaveLength(titles.length)
      expect(groups.every(({ items }) => items.length > 0)).toBe(true)
    }
    expect(groupByLetter([], 'es')).toEqual([])
  })

  test('sorting leaves the list that it was given alone', () => {
    const list = titled(['b', 'a'])
    expect(sortByTitle(list, 'es').map(({ title }) => title)).toEqual(['a', 'b'])
    expect(list[0]?.title).toBe('b')
  })

  test('each letter of the page leads to its guides', () => {
    const guides = ['VeriFactu', 'Bizum', 'Ñ'].map((title) => ({ ...article, title, slug: title }))
    const page = html(GuidesPage({ frame: frame(), guides, topics: [] }))
    const letters = [...page.matchAll(/<a href="#(p-letter_[^"]+)">([^<]+)<\/a>/g)]
    expect(letters.map(([, , letter]) => letter)).toEqual(['B', 'Ñ', 'V'])
    for (const [, anchor] of letters) expect(page).toContain(`<h2 id="${anchor}">`)
  })
})

test('a topic shows its guides by title, those that no longer hold last', () => {
  const guides = [
    { ...article, slug: 'over', title: 'Ayuda antigua', validTo: '2026-01-31' },
    { ...article, slug: 'z', title: 'Zonas', validTo: '2027-01-31' },
    { ...article, slug: 'e', title: 'Éxito' },
  ]
  const page = html(TopicPage({ frame: frame(), category: 'data-ai', guides, topics: [] }))
  const order = [...page.matchAll(/class="title-link" href="\/es\/articles\/(\w+)"/g)]
  expect(order.map(([, slug]) => slug)).toEqual(['e', 'z', 'over'])
})

test('a section’s text has a line for each paragraph, item and row', () => {
  const page =
    '<p>Antes</p><h2 id="a">¿A &amp; <em>b</em>?</h2><p>Uno\n<strong>dos</strong>.</p><ol><li>Tres</li></ol>' +
    '<table><tr><th>C</th><th></th></tr><tr><td>d</td><td>e &lt; f</td></tr></table><h2 id="b">B</h2>'
  expect(sectionTexts(page)).toEqual([
    { id: 'a', text: '¿A & b?', body: 'Uno dos.\nTres\nC\nd · e < f' },
    { id: 'b', text: 'B', body: '' },
  ])
})
