import { words } from '../platform/text/analyser.ts'
import type { Block, Chunk } from './article.ts'
import { countWords } from './sentences.ts'

/** ux-spec.md §4: an extract of at most 60 words, whole sentences only. */
const MAX_WORDS = 60
/** Another part of the section takes over when it says this much more of the question than its start. */
const CLEARLY_MORE = 0.15
/** More of a section would be read too slowly. */
const MAX_PASSAGE = 2_500
/** One step is no procedure. */
const FEWEST_STEPS = 2

const ABOUT_A_TABLE = /^(?:la|esta|the|this) (?:tabla|table|lista|list)\b/iu

/** What is quoted from a section, in the shape it has there. */
export type ExtractPart =
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'steps'; start: number; items: string[]; left: number }

/** How much of the question a text says, 0 to 1. */
export type Relevance = (text: string) => number

/**
 * The part of a section that answers: its first sentences, or its first sentence and the steps, list
 * item or sentence that say clearly more of the question. `undefined` where nothing fits 60 words.
 */
export function extractFrom(
  chunk: Pick<Chunk, 'blocks'>,
  relevance: Relevance,
  wantsSteps: boolean,
  room = MAX_WORDS,
): ExtractPart[] | undefined {
  const lead = leadOf(chunk)
  const leadText = takeSentences(lead, room)
  const later = bestLater(chunk, relevance, wantsSteps)
  if (later && (!leadText || later.relevance > relevance(leadText) + CLEARLY_MORE)) {
    const parts = withOpening(lead[0], later, room)
    if (parts) return parts
  }
  return leadText ? [{ kind: 'paragraph', text: leadText }] : undefined
}

/** The section whole, or of a long one what is quoted: a rephrasing rests on it, and on nothing else. */
export function passageOf({ blocks }: Pick<Chunk, 'blocks'>, extract: ExtractPart[]): string {
  const text = blocks.map(blockText).join('\n')
  return text.length <= MAX_PASSAGE ? text : extract.map(partText).join('\n')
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.sentences.join(' ')
    case 'table':
      return block.rows.map((row) => row.join(' · ')).join('\n')
    default:
      return block.items.join('\n')
  }
}

function partText(part: ExtractPart): string {
  return part.kind === 'paragraph' ? part.text : part.items.join('\n')
}

type Candidate = {
  part: (room: number) => ExtractPart | undefined
  relevance: number
  /** Without which it would not be understood. */
  intro?: string
}

function leadOf({ blocks }: Pick<Chunk, 'blocks'>): string[] {
  const first = blocks.find((block) => block.kind === 'paragraph')
  return first?.kind === 'paragraph' ? first.sentences.filter(standsAlone) : []
}

/** "Haz esto:" says nothing without what follows it, "La tabla resume…" nothing without the table. */
function standsAlone(sentence: string): boolean {
  return !sentence.endsWith(':') && !ABOUT_A_TABLE.test(sentence)
}

/** The candidate with what introduces it, before which the section's first sentence stands, if all fit. */
function withOpening(
  opening: string | undefined,
  { part, intro = '' }: Candidate,
  room: number,
): ExtractPart[] | undefined {
  for (const before of [[opening ?? '', intro], [intro]]) {
    const texts = before.filter((text) => text !== '')
    const after = part(room - countWords(texts.join(' ')))
    if (after) return [...texts.map((text) => ({ kind: 'paragraph' as const, text })), after]
  }
  return undefined
}

function bestLater(
  { blocks }: Pick<Chunk, 'blocks'>,
  relevance: Relevance,
  wantsSteps: boolean,
): Candidate | undefined {
  const candidates = blocks.flatMap((block, at) =>
    candidatesIn(block, { at, intro: introIn(blocks[at - 1]) }, relevance, wantsSteps),
  )
  return candidates.sort((one, other) => other.relevance - one.relevance)[0]
}

function candidatesIn(
  block: Block,
  { at, intro }: { at: number; intro: string },
  relevance: Relevance,
  wantsSteps: boolean,
): Candidate[] {
  switch (block.kind) {
    case 'paragraph':
      return sentencesIn(block, at === 0 ? 1 : 0, relevance)
    case 'list':
      return listIn(block, intro, relevance)
    case 'steps':
      return [stepsIn(block, intro, relevance, wantsSteps)]
    case 'table':
      return rowsIn(block, relevance)
  }
}

function introIn(block: Block | undefined): string {
  const last = block?.kind === 'paragraph' ? block.sentences.at(-1) : undefined
  return last === undefined || standsAlone(last) ? '' : last
}

function sentencesIn(
  { sentences }: Extract<Block, { kind: 'paragraph' }>,
  from: number,
  relevance: Relevance,
): Candidate[] {
  return sentences
    .slice(from)
    .map((sentence, index) => ({ sentence, rest: sentences.slice(from + index) }))
    .filter(({ sentence }) => standsAlone(sentence))
    .map(({ sentence, rest }) => ({
      part: (room) => paragraph(takeSentences(rest.filter(standsAlone), room)),
      relevance: relevance(sentence),
    }))
}

/** A whole list where its first words are what was asked for and it fits, or one item of it. */
function listIn(
  { items }: Extract<Block, { kind: 'list' }>,
  intro: string,
  relevance: Relevance,
): Candidate[] {
  const singles = items.map((item) => ({
    part: listPart([item]),
    relevance: relevance(`${intro} ${item}`),
  }))
  const isShort = countWords(items.join(' ')) <= MAX_WORDS
  if (intro === '' || !isShort) return singles
  return [
    { part: listPart(items), relevance: relevance(`${intro} ${items.join(' ')}`) },
    ...singles,
  ]
}

function listPart(items: string[]): Candidate['part'] {
  return (room) => (countWords(items.join(' ')) <= room ? { kind: 'list', items } : undefined)
}

function stepsIn(
  block: Extract<Block, { kind: 'steps' }>,
  intro: string,
  relevance: Relevance,
  wantsSteps: boolean,
): Candidate {
  return {
    part: (room) => takeSteps(block, room),
    intro,
    relevance: relevance(`${intro} ${block.items.join(' ')}`) + (wantsSteps ? CLEARLY_MORE : 0),
  }
}

/** The row that was asked for as a sentence: "Autónomo: antes del 1 de julio"; of several columns each with its heading. */
function rowsIn({ rows }: Extract<Block, { kind: 'table' }>, relevance: Relevance): Candidate[] {
  const [head = [], ...body] = rows
  const named = body.map(([name = '']) => relevance(name))
  const most = Math.max(...named)
  // A row counts when it is named, and no other is named as well.
  if (most <= 0 || named.filter((one) => one === most).length > 1) return []
  const row = body[named.indexOf(most)] ?? []
  const sentence = rowSentence(head, row)
  return [
    {
      part: (room) => (countWords(sentence) <= room ? paragraph(sentence) : undefined),
      relevance: relevance(`${head.join(' ')} ${row.join(' ')}`),
    },
  ]
}

function rowSentence(head: string[], [name = '', ...cells]: string[]): string {
  const isPair = cells.length === 1
  const said = cells.map((cell, at) => (isPair ? cell : headed(head[at + 1] ?? '', cell)))
  return isPair ? ended(`${name}: ${said.join()}`) : [name, ...said].map(ended).join(' ')
}

function headed(heading: string, cell: string): string {
  return heading === '' || heading.endsWith('?')
    ? `${heading} ${cell}`.trim()
    : `${heading}: ${cell}`
}

function ended(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}

function paragraph(text: string): ExtractPart | undefined {
  return text === '' ? undefined : { kind: 'paragraph', text }
}

/** As many whole sentences from the start as fit; none is ever cut. */
function takeSentences(sentences: string[], room: number): string {
  const taken: string[] = []
  let left = room
  for (const sentence of sentences) {
    left -= countWords(sentence)
    if (left < 0) break
    taken.push(sentence)
  }
  return taken.join(' ')
}

function takeSteps(
  block: Extract<Block, { kind: 'steps' }>,
  room: number,
): ExtractPart | undefined {
  const items: string[] = []
  let left = room
  for (const item of block.items) {
    left -= countWords(item)
    if (left < 0) break
    items.push(item)
  }
  if (items.length < Math.min(FEWEST_STEPS, block.items.length)) return undefined
  return { kind: 'steps', start: block.start, items, left: block.items.length - items.length }
}

/** Whether a question asks for a way of doing something. */
export function asksHow(text: string): boolean {
  return words(text).some((word) => HOW.has(word))
}

const HOW = new Set(['como', 'pasos', 'how', 'steps', 'com', 'nola', 'comment', 'wie'])
