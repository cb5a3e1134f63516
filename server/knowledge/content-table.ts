import { LANGS, type Lang, type Translate, texts } from '../platform/i18n.ts'
import type { MeasuredArticle, Measures } from './article-measures.ts'
import { levelOf } from './reading-level.ts'

const COLUMNS = ['article', 'lang', 'words', 'level', 'phrasings', 'sources', 'review'] as const
const NUMBERS: readonly string[] = ['words', 'phrasings', 'sources']
/** Longer slugs are cut, so that a line fits into 120 columns. */
const MAX_SLUG = 40
const GAP = '  '
const UNKNOWN = '–'

type Row = Record<(typeof COLUMNS)[number], string>

/**
 * Aligned lines of text: a head, each article in each language, and a line of totals a language (sums, the
 * mean level and the earliest review). Without `withArticles`, the totals alone.
 */
export function summaryTable(
  articles: MeasuredArticle[],
  lang: Lang,
  withArticles = true,
): string[] {
  if (articles.length === 0) return []
  const t = texts(lang)
  const head = Object.fromEntries(
    COLUMNS.map((column) => [column, t(`knowledge.table.${column}`)]),
  ) as Row
  const rows = withArticles ? articles.map((article) => articleRow(article, lang)) : []
  const totals = LANGS.flatMap((of) => {
    const own = articles.filter((article) => article.lang === of)
    return own.length > 0 ? [totalRow(own, of, lang)] : []
  })
  const widths = COLUMNS.map((column) =>
    Math.max(...[head, ...rows, ...totals].map((row) => row[column].length)),
  )
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length))
  const line = (row: Row) => alignedLine(row, widths)
  return [
    line(head),
    rule,
    ...rows.map(line),
    ...(rows.length > 0 ? [rule] : []),
    ...totals.map(line),
  ]
}

function alignedLine(row: Row, widths: number[]): string {
  const cells = COLUMNS.map((column, index) => {
    const width = widths[index] ?? 0
    return NUMBERS.includes(column) ? row[column].padStart(width) : row[column].padEnd(width)
  })
  return cells.join(GAP).trimEnd()
}

function articleRow({ slug, lang: of, measures }: MeasuredArticle, lang: Lang): Row {
  const article = slug.length > MAX_SLUG ? `${slug.slice(0, MAX_SLUG - 1)}…` : slug
  if (!measures) return { ...UNKNOWN_ROW, article, lang: of }
  const { words, level, phrasings, sources, reviewBy } = measures
  return {
    article,
    lang: of,
    words: grouped(words, lang),
    level: level ? levelCell(level.score, of, texts(lang)) : UNKNOWN,
    phrasings: grouped(phrasings, lang),
    sources: grouped(sources, lang),
    review: reviewBy,
  }
}

const UNKNOWN_ROW: Omit<Row, 'article' | 'lang'> = {
  words: UNKNOWN,
  level: UNKNOWN,
  phrasings: UNKNOWN,
  sources: UNKNOWN,
  review: UNKNOWN,
}

function totalRow(articles: MeasuredArticle[], of: Lang, lang: Lang): Row {
  const t = texts(lang)
  const all = articles.flatMap(({ measures }) => (measures ? [measures] : []))
  const scores = all.flatMap(({ level }) => (level ? [level.score] : []))
  const sum = (of: (measures: Measures) => number) =>
    grouped(
      all.reduce((total, measures) => total + of(measures), 0),
      lang,
    )
  const mean = Math.round(scores.reduce((total, score) => total + score, 0) / scores.length)
  return {
    article: t('knowledge.table.total', { count: articles.length }),
    lang: of,
    words: sum(({ words }) => words),
    level: scores.length > 0 ? levelCell(mean, of, t) : UNKNOWN,
    phrasings: sum(({ phrasings }) => phrasings),
    sources: sum(({ sources }) => sources),
    review: all.map(({ reviewBy }) => reviewBy).sort()[0] ?? UNKNOWN,
  }
}

function levelCell(score: number, of: Lang, t: Translate): string {
  const name = t(`knowledge.table.levels.${levelOf(score, of)}`)
  return `${String(score).padStart(3)} ${name}`
}

function grouped(value: number, lang: Lang): string {
  return new Intl.NumberFormat(lang).format(value)
}
