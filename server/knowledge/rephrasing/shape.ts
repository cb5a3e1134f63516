import { countWords } from '../sentences.ts'

/** A reply without its citation marks, and which passages each piece of it rests on. */
export type Shaped = { text: string; pieces: { text: string; ids: string[] }[] }

export type Fault =
  | 'too-long'
  | 'too-short'
  | 'no-citation'
  | 'unknown-citation'
  | 'markup'
  | 'address'
  | 'figure'
  | 'name'
  | 'word'
  | 'claim'
  | 'ungrounded'
  | 'condition'
  | 'language'

/** ux-spec.md §4: an answer of at most 60 words. */
const MAX_WORDS = 60
const FEWEST_WORDS = 3
/** Sixty words of German law are shorter. */
const MAX_LENGTH = 1_000

const MARKS =
  /\s*\[\s*p\d{1,2}(?:\s*[,;]\s*p\d{1,2})*\s*\](?:\s*\[\s*p\d{1,2}(?:\s*[,;]\s*p\d{1,2})*\s*\])*/g
/** What a plain sentence is made of; anything else only where the passages have it too. */
const PLAIN = /[A-Za-zÀ-ÖØ-öø-ž0-9 .,;:!?¡¿()"'«»“”‘’%€$£+\-–—…·ºª°]/
/** Web and mail addresses, and what a chat makes a link of. */
const ADDRESS =
  /\p{L}[\p{L}\d+.-]*:\/\/\S*|www\.\S*|\S*@\S*|[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}/giu

/** Takes a reply apart, or says what is wrong with its form. */
export function shapeReply(reply: string, ids: readonly string[]): Shaped | Fault {
  if (reply.length > MAX_LENGTH) return 'too-long'
  const marked = reply.normalize('NFC').trim()
  const pieces = cutAtMarks(marked)
  if (!pieces) return 'no-citation'
  if (pieces.some((piece) => piece.ids.some((id) => !ids.includes(id)))) return 'unknown-citation'
  const text = tidy(marked.replace(MARKS, ''))
  if (countWords(text) > MAX_WORDS) return 'too-long'
  return countWords(text) < FEWEST_WORDS ? 'too-short' : { text, pieces }
}

/** Signs and addresses that the passages do not have: markup, links, control and look-alike letters. */
export function foreignSigns(text: string, source: string): 'markup' | 'address' | undefined {
  const addresses = (text.match(ADDRESS) ?? []).map((found) => found.replace(/[.,;:!?)»”]+$/, ''))
  const known = source.toLowerCase()
  if (addresses.some((address) => !known.includes(address.toLowerCase()))) return 'address'
  const isKnown = (sign: string) => PLAIN.test(sign) || (sign !== '\n' && source.includes(sign))
  return [...text].every(isKnown) ? undefined : 'markup'
}

/** Each piece of text with the marks behind it; none where a piece has no mark. */
function cutAtMarks(text: string): Shaped['pieces'] | undefined {
  const pieces: Shaped['pieces'] = []
  let from = 0
  for (const match of text.matchAll(MARKS)) {
    const said = text.slice(from, match.index)
    pieces.push({ text: tidy(said), ids: match[0].match(/p\d+/g) ?? [] })
    from = match.index + match[0].length
  }
  const rest = text.slice(from)
  return pieces.length === 0 || /[\p{L}\p{N}]/u.test(rest) ? undefined : pieces
}

/** On one line. A list in lines would not be one: it stays in the guide. */
function tidy(text: string): string {
  return text
    .replace(/\s*\n\s*(?![-•*]|\d+[.)])/g, ' ')
    .replace(/[ \t\u00a0]+/g, ' ')
    .trim()
}
