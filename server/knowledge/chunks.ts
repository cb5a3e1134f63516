import type { Token, Tokens } from 'marked'
import type { Block, Chunk } from './article.ts'
import { headingId, isHeading, nameHeadings, plainText, renderTokens } from './markdown.ts'
import { splitSentences } from './sentences.ts'

/** Sections start at these headings; deeper ones stay inside. */
const SECTION_DEPTH = 2

/** The article as a whole and cut at its `##` headings; the opening paragraph is the first chunk. */
export function cutChunks(tokens: Token[]): { html: string; chunks: Chunk[] } {
  nameHeadings(tokens.filter(isHeading))
  return { html: renderTokens(tokens), chunks: sections(tokens).map(toChunk) }
}

function sections(tokens: Token[]): Token[][] {
  const parts: Token[][] = [[]]
  for (const token of tokens) {
    if (isHeading(token) && token.depth <= SECTION_DEPTH) parts.push([])
    parts.at(-1)?.push(token)
  }
  return parts.filter((part) => part.some(({ type }) => type !== 'space'))
}

function toChunk(tokens: Token[]): Chunk {
  const [first] = tokens
  const head = first && isHeading(first) && first.depth <= SECTION_DEPTH ? first : undefined
  const body = head ? tokens.slice(1) : tokens
  return {
    heading: head ? plainText(head) : '',
    id: head ? headingId(head) : '',
    text: body.map(blockText).filter(Boolean).join('\n'),
    html: renderTokens(body),
    blocks: body.flatMap(toBlocks),
  }
}

function toBlocks(token: Token): Block[] {
  switch (token.type) {
    case 'paragraph':
      return sentencesBlock(plainText(token))
    case 'blockquote':
      return ((token as Tokens.Blockquote).tokens ?? []).flatMap(toBlocks)
    case 'list':
      return [listBlock(token as Tokens.List)]
    case 'table':
      return [{ kind: 'table', rows: tableRows(token as Tokens.Table) }]
    default:
      return []
  }
}

function sentencesBlock(text: string): Block[] {
  const sentences = splitSentences(text)
  return sentences.length > 0 ? [{ kind: 'paragraph', sentences }] : []
}

function listBlock({ ordered, start, items }: Tokens.List): Block {
  const texts = items.map(itemText).filter((text) => text !== '')
  return ordered
    ? { kind: 'steps', start: Number(start) || 1, items: texts }
    : { kind: 'list', items: texts }
}

function itemText(item: Tokens.ListItem): string {
  return item.tokens.map(blockText).filter(Boolean).join(' ').replace(/\s+/g, ' ')
}

function tableRows({ header, rows }: Tokens.Table): string[][] {
  return [header, ...rows].map((row) => row.map((cell) => cell.tokens.map(plainText).join(' ')))
}

function blockText(token: Token): string {
  switch (token.type) {
    case 'space':
    case 'hr':
    case 'html':
    case 'def':
      return ''
    case 'list':
      return (token as Tokens.List).items.map(itemText).join('\n')
    case 'table':
      return tableRows(token as Tokens.Table)
        .map((row) => row.join(' · '))
        .join('\n')
    case 'blockquote':
      return ((token as Tokens.Blockquote).tokens ?? []).map(blockText).join('\n')
    default:
      return plainText(token)
  }
}
