const WORD = /[\p{L}\p{M}\p{N}]+/gu
/** Shorter words link others and would be marked all over. */
const SHORTEST = 3
/** Endings of number, gender and verb are ignored by comparing beginnings of this share. */
const STEM_SHARE = 0.7

/** A text with the words of the question marked, also in other forms and without their accents. */
export function Highlighted({ text, question }: { text: string; question: string }) {
  return <>{splitAtMatches(text, question).map(markedPart)}</>
}

function markedPart({ text, isMatch }: Part, index: number) {
  return isMatch ? <mark key={index}>{text}</mark> : text
}

type Part = { text: string; isMatch: boolean }

/** The text in pieces, in order: those that match a word of the question and those between them. */
export function splitAtMatches(text: string, question: string): Part[] {
  const stems = wordsOf(question).map(stemOf)
  const parts: Part[] = []
  let end = 0
  for (const match of text.matchAll(WORD)) {
    const word = fold(match[0])
    if (!stems.some((stem) => word.startsWith(stem))) continue
    if (match.index > end) parts.push({ text: text.slice(end, match.index), isMatch: false })
    parts.push({ text: match[0], isMatch: true })
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push({ text: text.slice(end), isMatch: false })
  return parts
}

function wordsOf(question: string): string[] {
  const words = question.slice(0, 400).match(WORD) ?? []
  return words.map(fold).filter((word) => word.length > SHORTEST)
}

function stemOf(word: string): string {
  return word.slice(0, Math.max(SHORTEST, Math.ceil(word.length * STEM_SHARE)))
}

function fold(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
