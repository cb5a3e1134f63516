import type { Token, Tokens } from 'marked'
import type { Chunk, WholeMeta } from './article.ts'
import categories from './data/categories.json' with { type: 'json' }
import type { Fault } from './front-matter.ts'
import { articleLink, isHeading, linkTarget, plainText, walk } from './markdown.ts'
import { countWords } from './sentences.ts'

/** Longer ones are warned about (articles are read at level B1). */
const MAX_SENTENCE_WORDS = 35
/** answers.md: every article ships 12 to 20 phrasings in each language. */
const WANTED_PHRASINGS = 12

const CURRENCY = /[€$£]\s?\d|\d\s?[€$£]|\d\s?(euros?|eur|dollars?|pounds?)\b/iu
const MONTHS =
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|' +
  'january|february|march|april|may|june|july|august|september|october|november|december'
const FULL_DATE = new RegExp(
  `\\d{1,2} (de )?(${MONTHS}) (de |del )?\\d{4}|(${MONTHS}) \\d{1,2}, \\d{4}|\\d{1,2}[/-]\\d{1,2}[/-]\\d{4}|\\d{4}-\\d{2}-\\d{2}`,
  'iu',
)

export type CheckedFault = Fault & { severity: 'error' | 'warning' }

/** What is wrong with an article's front matter, beyond its shape. `today` is YYYY-MM-DD. */
export function checkMeta(
  meta: WholeMeta,
  lineOf: (path: readonly PropertyKey[]) => number,
  today: string,
): CheckedFault[] {
  const faults: CheckedFault[] = []
  const add = (key: string, fault: Omit<CheckedFault, 'line'>) =>
    void faults.push({ line: lineOf([key]), ...fault })
  if (!categories.includes(meta.category)) {
    const values = { category: meta.category, known: categories.join(', ') }
    add('category', { code: 'unknown-category', severity: 'error', values })
  }
  if (meta.validFrom && meta.validTo && meta.validFrom > meta.validTo) {
    add('validTo', { code: 'validity-ends-before', severity: 'error' })
  }
  if (meta.reviewBy < today) {
    add('reviewBy', { code: 'review-overdue', severity: 'warning', values: { day: meta.reviewBy } })
  }
  if (meta.questions.length < WANTED_PHRASINGS) {
    const values = { count: meta.questions.length, wanted: WANTED_PHRASINGS }
    add('questions', { code: 'few-phrasings', severity: 'warning', values })
  }
  return faults
}

/** Top-level tokens with the line of the file on which each begins. */
export function placeTokens(tokens: Token[], firstLine: number): { token: Token; line: number }[] {
  let line = firstLine
  return tokens.map((token) => {
    const placed = { token, line }
    line += token.raw.split('\n').length - 1
    return placed
  })
}

/** What is wrong with an article's text. */
export function checkBody(
  placed: { token: Token; line: number }[],
  chunks: Chunk[],
  hasSources: boolean,
): CheckedFault[] {
  const firstLine = placed[0]?.line ?? 1
  const opening = chunks[0]?.heading === '' ? chunks[0] : undefined
  const hasOpening = opening?.blocks[0]?.kind === 'paragraph'
  return [
    ...(hasOpening ? [] : [error(firstLine, 'no-opening')]),
    ...emptySections(placed),
    ...placed.flatMap(({ token, line }) => [
      ...checkNested(token, line),
      ...longSentences(token, line),
      ...(hasSources ? [] : figuresIn(token, line)),
    ]),
  ]
}

/** Every link to another article, with its line. */
export function articleLinks(
  placed: { token: Token; line: number }[],
): { slug: string; line: number }[] {
  return placed.flatMap(({ token, line }) =>
    linksIn(token).flatMap((link) => {
      const target = articleLink(link.href)
      return target ? [{ slug: target.slug, line: lineWithin(token, link.raw, line) }] : []
    }),
  )
}

function emptySections(placed: { token: Token; line: number }[]): CheckedFault[] {
  const full = placed.filter(({ token }) => token.type !== 'space' && token.type !== 'def')
  return full.flatMap(({ token, line }, index) => {
    if (!isHeading(token)) return []
    const next = full[index + 1]?.token
    const isEmpty = !next || (isHeading(next) && next.depth <= token.depth)
    return isEmpty ? [error(line, 'empty-section', { heading: plainText(token) })] : []
  })
}

function checkNested(block: Token, line: number): CheckedFault[] {
  return [...walk([block])].flatMap((token) => {
    const at = lineWithin(block, token.raw, line)
    if (token.type === 'html') return [error(at, 'raw-html', { html: shown(token.raw) })]
    if (token.type === 'image') return [error(at, 'image')]
    if (token.type !== 'link') return []
    const { href, raw, text } = token as Tokens.Link
    // A bare e-mail address becomes a link by itself; it is rendered as text.
    const isFine = raw === text || linkTarget(href) !== undefined
    return isFine ? [] : [error(at, 'bad-link', { href: shown(href) })]
  })
}

function longSentences(block: Token, line: number): CheckedFault[] {
  if (block.type !== 'paragraph') return []
  return plainText(block)
    .split(/(?<=[.!?…])\s/)
    .map((sentence) => ({ sentence, count: countWords(sentence) }))
    .filter(({ count }) => count > MAX_SENTENCE_WORDS)
    .map(({ sentence, count }) => ({
      line,
      code: 'long-sentence',
      severity: 'warning' as const,
      values: { count, max: MAX_SENTENCE_WORDS, start: shown(sentence) },
    }))
}

function figuresIn(block: Token, line: number): CheckedFault[] {
  const found = CURRENCY.exec(block.raw) ?? FULL_DATE.exec(block.raw)
  if (!found) return []
  const at = line + block.raw.slice(0, found.index).split('\n').length - 1
  return [error(at, 'figure-without-source', { figure: found[0] })]
}

function linksIn(block: Token): Tokens.Link[] {
  return [...walk([block])].filter((token): token is Tokens.Link => token.type === 'link')
}

function lineWithin(block: Token, raw: string, line: number): number {
  const at = Math.max(0, block.raw.indexOf(raw))
  return line + block.raw.slice(0, at).split('\n').length - 1
}

function error(line: number, code: string, values: Fault['values'] = {}): CheckedFault {
  return { line, code, severity: 'error', values }
}

function shown(text: string): string {
  const single = text.replace(/\s+/g, ' ').trim()
  return single.length > 60 ? `${single.slice(0, 60)}…` : single
}
