import type { Token, Tokens } from 'marked'
import { words } from '../platform/text/analyser.ts'
import type { Chunk, Fault, References, WholeMeta } from './article.ts'
import { categories } from './categories.ts'
import { findFigure } from './figures.ts'
import { articleLink, isHeading, linkTarget, plainText, walk } from './markdown.ts'
import { lineAt, lineWithin, type Passage, type PlacedToken, passagesOf } from './passages.ts'
import { readWords, splitSentences } from './sentences.ts'

/** Articles are read at level B1. */
const MAX_SENTENCE_WORDS = 35
/** answers.md: every article ships 12 to 20 phrasings in each language. */
const WANTED_PHRASINGS = 12

type LineOf = (path: readonly PropertyKey[]) => number

/** What is wrong with the front matter that all languages share. `today` is YYYY-MM-DD. */
export function checkCommonMeta(meta: WholeMeta, lineOf: LineOf, today: string): Fault[] {
  const faults: Fault[] = []
  if (!categories.includes(meta.category)) {
    const values = { category: meta.category, known: categories.join(', ') }
    faults.push({ line: lineOf(['category']), code: 'unknown-category', values })
  }
  if (meta.validFrom && meta.validTo && meta.validFrom > meta.validTo) {
    faults.push({ line: lineOf(['validTo']), code: 'validity-ends-before' })
  }
  if (meta.reviewBy < today) {
    const values = { day: meta.reviewBy }
    const line = lineOf(['reviewBy'])
    faults.push({ line, code: 'review-overdue', stops: 'nothing', values })
  }
  return faults
}

/** What is wrong with the front matter that each language has for itself. */
export function checkOwnMeta(meta: WholeMeta, lineOf: LineOf): Fault[] {
  const lines = (['title', 'summary'] as const).map(
    (key): Passage => ({ kind: 'text', text: meta[key], raw: meta[key], line: lineOf([key]) }),
  )
  const different = new Set(meta.questions.map((phrasing) => words(phrasing).join(' ')))
  different.delete('')
  const values = { count: different.size, wanted: WANTED_PHRASINGS }
  const tooFew: Fault[] =
    different.size < WANTED_PHRASINGS
      ? [{ line: lineOf(['questions']), code: 'few-phrasings', stops: 'check', values }]
      : []
  return [...tooFew, ...lines.flatMap((line) => checkPassage(line, meta.sources.length > 0))]
}

/** What is wrong with an article's text. */
export function checkBody(placed: PlacedToken[], chunks: Chunk[], hasSources: boolean): Fault[] {
  const opening = chunks[0]?.heading === '' ? chunks[0] : undefined
  const hasOpening = opening?.blocks[0]?.kind === 'paragraph'
  return [
    ...(hasOpening ? [] : [{ line: placed[0]?.line ?? 1, code: 'no-opening' }]),
    ...emptySections(placed),
    ...placed.flatMap(forbiddenParts),
    ...passagesOf(placed).flatMap((passage) => checkPassage(passage, hasSources)),
  ]
}

/** Every link to another article, with its line. */
export function articleLinks(placed: PlacedToken[]): References['links'] {
  return placed.flatMap((block) =>
    linksIn(block.token).flatMap(({ href, raw }) => {
      const target = articleLink(href)
      return target ? [{ slug: target.slug, line: lineWithin(block, raw) }] : []
    }),
  )
}

/** A section ends where the next of its depth or above begins; headings alone do not fill it. */
function emptySections(placed: PlacedToken[]): Fault[] {
  return placed.flatMap(({ token, line }, index) => {
    if (!isHeading(token) || hasText(placed, index + 1, token.depth)) return []
    return [{ line, code: 'empty-section', values: { heading: plainText(token) } }]
  })
}

function hasText(placed: PlacedToken[], from: number, depth: number): boolean {
  for (let index = from; index < placed.length; index++) {
    const token = placed[index]?.token
    if (!token || (isHeading(token) && token.depth <= depth)) return false
    if (!isHeading(token) && saysSomething(token)) return true
  }
  return false
}

const READ = ['text', 'codespan', 'code']

function saysSomething(block: Token): boolean {
  return [...walk([block])].some(
    (token) => READ.includes(token.type) && readWords(plainText(token)).length > 0,
  )
}

function forbiddenParts(block: PlacedToken): Fault[] {
  return [...walk([block.token])].flatMap((token) => {
    const fault = forbidden(token)
    return fault ? [{ line: lineWithin(block, token.raw), ...fault }] : []
  })
}

function forbidden(token: Token): Omit<Fault, 'line'> | undefined {
  if (token.type === 'html') return { code: 'raw-html', values: { html: shown(token.raw) } }
  if (token.type === 'image') return { code: 'image' }
  if (token.type !== 'link') return undefined
  const { href, raw, text } = token as Tokens.Link
  // A bare e-mail address becomes a link by itself; it is rendered as text.
  const isFine = raw === text || linkTarget(href) !== undefined
  return isFine ? undefined : { code: 'bad-link', values: { href: shown(href) } }
}

function checkPassage(passage: Passage, hasSources: boolean): Fault[] {
  return [...longSentences(passage), ...(hasSources ? [] : unprovenFigures(passage))]
}

function unprovenFigures(passage: Passage): Fault[] {
  const figure = findFigure(passage.text)
  if (!figure) return []
  const values = { figure: figure.text }
  return [{ line: lineAt(passage, figure.index), code: 'figure-without-source', values }]
}

function longSentences(passage: Passage): Fault[] {
  if (passage.kind === 'code') return []
  let from = 0
  return splitSentences(passage.text).flatMap((sentence): Fault[] => {
    const at = passage.text.indexOf(sentence, from)
    from = at + sentence.length
    const count = readWords(sentence).length
    if (count <= MAX_SENTENCE_WORDS) return []
    const values = { count, max: MAX_SENTENCE_WORDS, start: shown(sentence) }
    return [{ line: lineAt(passage, at), code: 'long-sentence', stops: 'check', values }]
  })
}

function linksIn(block: Token): Tokens.Link[] {
  return [...walk([block])].filter((token): token is Tokens.Link => token.type === 'link')
}

function shown(text: string): string {
  const single = text.replace(/\s+/g, ' ').trim()
  return single.length > 60 ? `${single.slice(0, 60)}…` : single
}
