import { expect, test } from 'vitest'
import type { MeasuredArticle } from '../../../server/knowledge/article-measures.ts'
import { summaryTable } from '../../../server/knowledge/content-table.ts'

const measures = {
  words: 700,
  level: { score: 68, level: 'fairly-easy' as const },
  phrasings: 14,
  sources: 3,
  reviewBy: '2027-11-23',
}
const ARTICLES: MeasuredArticle[] = [
  { slug: 'backups', lang: 'es', measures },
  { slug: 'backups', lang: 'en', measures: { ...measures, words: 81, reviewBy: '2027-02-01' } },
  { slug: 'x'.repeat(200), lang: 'es', measures: { ...measures, words: 12_345, level: undefined } },
  { slug: 'broken', lang: 'en', measures: undefined },
]

test('a line for each article and language, and one of totals a language', () => {
  expect(summaryTable(ARTICLES.slice(0, 2), 'en')).toEqual([
    'article           lang  words  reading          questions  sources  review by',
    '──────────────────────────────────────────────────────────────────────────────',
    'backups           es      700   68 fairly easy         14        3  2027-11-23',
    'backups           en       81   68 standard            14        3  2027-02-01',
    '──────────────────────────────────────────────────────────────────────────────',
    'Total: 1 article  es      700   68 fairly easy         14        3  2027-11-23',
    'Total: 1 article  en       81   68 standard            14        3  2027-02-01',
  ])
})

test.each(['es', 'en'] as const)('aligned, and read at 120 columns (%s)', (lang) => {
  const lines = summaryTable(ARTICLES, lang)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120)
  const rows = lines.filter((line) => /^(backups|x+…|broken) /.test(line))
  expect(rows).toHaveLength(4)
  expect(new Set(rows.map((line) => line.search(/ e[sn] /))).size).toBe(1)
  expect(lines.join('\n')).not.toMatch(/knowledge\./)
})

test('what cannot be known is a dash and counts in no sum', () => {
  const lines = summaryTable(ARTICLES, 'es')
  expect(lines.find((line) => line.startsWith('broken'))).toMatch(
    / en {2,}– {2,}– {2,}– {2,}– {2,}–$/,
  )
  const totals = lines.slice(-2).map((line) => line.split(/ {2,}/))
  expect(totals).toEqual([
    ['Total: 2 artículos', 'es', '13.045', '68 bastante fácil', '28', '6', '2027-11-23'],
    ['Total: 2 artículos', 'en', '81', '68 normal', '14', '3', '2027-02-01'],
  ])
})

test('the totals alone', () => {
  const lines = summaryTable(ARTICLES, 'en', false)
  expect(lines.filter((line) => line.startsWith('Total'))).toHaveLength(2)
  expect(lines.join('\n')).not.toContain('backups')
  expect(summaryTable([], 'en')).toEqual([])
})
