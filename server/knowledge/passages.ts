import type { Token, Tokens } from 'marked'
import { plainText } from './markdown.ts'

/** A block of an article's text and the line of the file on which it begins. */
export type PlacedToken = { token: Token; line: number }

/** The smallest pieces that hold sentences, in reading order; nothing of one runs on in the next. */
export type Passage = {
  kind: 'heading' | 'text' | 'cell' | 'code'
  text: string
  /** As it stands in the file, for finding lines. */
  raw: string
  line: number
}

/** Top-level tokens with the line of the file on which each begins. */
export function placeTokens(tokens: Token[], firstLine: number): PlacedToken[] {
  let line = firstLine
  return tokens.map((token) => {
    const placed = { token, line }
    line += lineBreaks(token.raw)
    return placed
  })
}

/** Everything that is read in these blocks: paragraphs, list items, table cells, headings, code. */
export function passagesOf(placed: PlacedToken[]): Passage[] {
  return placed.flatMap(passagesIn)
}

/** The line of the file that holds the character at `index` of a passage's text. */
export function lineAt({ text, raw, line }: Passage, index: number): number {
  if (!raw.trimEnd().includes('\n')) return line
  // Marks of Markdown separate no words, so that words can be counted off in both.
  const before = text.slice(0, index).match(/\S+(?=\s)/g)?.length ?? 0
  let seen = 0
  for (const word of raw.matchAll(/\S+/g)) {
    if (seen++ === before) return line + lineBreaks(raw.slice(0, word.index))
  }
  return line
}

/** The line of the file on which a part of a block stands. */
export function lineWithin({ token, line }: PlacedToken, part: string): number {
  return line + lineBreaks(token.raw.slice(0, Math.max(0, token.raw.indexOf(part))))
}

function passagesIn({ token, line }: PlacedToken): Passage[] {
  switch (token.type) {
    case 'paragraph':
    case 'text':
      return [passage('text', token, line)]
    case 'heading':
    case 'code':
      return [passage(token.type, token, line)]
    case 'table':
      return cells(token as Tokens.Table, line)
    case 'list': {
      const parts = (token as Tokens.List).items.flatMap((item) => item.tokens)
      return passagesOf(placeWithin(token.raw, parts, line))
    }
    case 'blockquote':
      return passagesOf(placeWithin(token.raw, (token as Tokens.Blockquote).tokens, line))
    default:
      return []
  }
}

function passage(kind: Passage['kind'], token: Token, line: number): Passage {
  return { kind, text: plainText(token), raw: token.raw, line }
}

/** A header line, a line of dashes, and a line for each row. */
function cells({ header, rows }: Tokens.Table, line: number): Passage[] {
  return [header, ...rows].flatMap((row, index) =>
    row.map(({ text, tokens }) => ({
      kind: 'cell' as const,
      text: tokens.map(plainText).join(' '),
      raw: text,
      line: index === 0 ? line : line + 1 + index,
    })),
  )
}

/** Marks and indentation are taken off the parts of a block: each is found by how it starts. */
function placeWithin(raw: string, parts: Token[], firstLine: number): PlacedToken[] {
  let line = firstLine
  let from = 0
  return parts.map((token) => {
    const start = token.raw.trim().split('\n', 1)[0] ?? ''
    const at = raw.indexOf(start, from)
    if (at >= 0) {
      line += lineBreaks(raw.slice(from, at))
      from = at + start.length
    }
    return { token, line }
  })
}

function lineBreaks(text: string): number {
  return text.split('\n').length - 1
}
