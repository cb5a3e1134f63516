import { words } from '../platform/text/analyser.ts'
import type { Block, Chunk } from './article.ts'
import { countWords } from './sentences.ts'

/** ux-spec.md §4: an extract of at most 60 words, whole sentences only. */
const MAX_WORDS = 60
/** Another part of the section takes over when it says this much more of the question than its start. */
const CLEARLY_MORE = 0.15
/** One step is no procedure. */
const FEWEST_STEPS = 2

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
): ExtractPart[] | undefined {
  const lead = leadOf(chunk)
  const leadText = takeSentences(lead, MAX_WORDS)
  const later = bestLater(chunk, relevance, wantsSteps)
  if (later && (!leadText || later.relevance > relevance(leadText) + CLEARLY_MORE)) {
    const parts = withOpening(lead[0], later.part)
    if (parts) return parts
  }
  return leadText ? [{ kind: 'paragraph', text: leadText }] : undefined
}

type Candidate = { part: (room: number) => ExtractPart | undefined; relevance: number }

function leadOf({ blocks }: Pick<Chunk, 'blocks'>): string[] {
  const first = blocks.find((block) => block.kind === 'paragraph')
  return first?.kind === 'paragraph' ? first.sentences : []
}

/** The candidate before which the section's first sentence stands, if both fit. */
function withOpening(
  opening: string | undefined,
  part: Candidate['part'],
): ExtractPart[] | undefined {
  const words = opening === undefined ? MAX_WORDS : countWords(opening)
  const after = part(MAX_WORDS - words)
  if (opening !== undefined && after) return [{ kind: 'paragraph', text: opening }, after]
  const alone = part(MAX_WORDS)
  return alone && [alone]
}

function bestLater(
  chunk: Pick<Chunk, 'blocks'>,
  relevance: Relevance,
  wantsSteps: boolean,
): Candidate | undefined {
  const candidates = chunk.blocks.flatMap((block, index) =>
    candidatesIn(block, index === 0 ? 1 : 0, relevance, wantsSteps),
  )
  return candidates.sort((one, other) => other.relevance - one.relevance)[0]
}

function candidatesIn(
  block: Block,
  from: number,
  relevance: Relevance,
  wantsSteps: boolean,
): Candidate[] {
  switch (block.kind) {
    case 'paragraph':
      return block.sentences.slice(from).map((sentence, index) => ({
        part: (room) => paragraph(takeSentences(block.sentences.slice(from + index), room)),
        relevance: relevance(sentence),
      }))
    case 'list':
      return block.items.map((item) => ({
        part: (room) => (countWords(item) <= room ? { kind: 'list', items: [item] } : undefined),
        relevance: relevance(item),
      }))
    case 'steps':
      return [
        {
          part: (room) => takeSteps(block, room),
          relevance: relevance(block.items.join(' ')) + (wantsSteps ? CLEARLY_MORE : 0),
        },
      ]
    case 'table':
      return []
  }
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
