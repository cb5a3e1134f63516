import abbreviations from './data/abbreviations.json' with { type: 'json' }

const KNOWN = new Set(abbreviations)
/** Only from the first of several marks: whatever looks again from each next one takes forever. */
const SENTENCE_END = /(?<![.!?…])[.!?…]+["»”’')\]]*\s+(?=[¿¡"«“‘'([]*[\p{Lu}\p{N}])/gu

/** The sentences of one paragraph, in order; "p. ej.", "art. 5" and initials end none. */
export function splitSentences(paragraph: string): string[] {
  const sentences: string[] = []
  let from = 0
  for (const match of paragraph.matchAll(SENTENCE_END)) {
    if (endsWithAbbreviation(paragraph.slice(from, match.index), match[0])) continue
    const end = match.index + match[0].length
    sentences.push(paragraph.slice(from, end).trim())
    from = end
  }
  const rest = paragraph.slice(from).trim()
  return rest === '' ? sentences : [...sentences, rest]
}

/** Words as a reader counts them: what blanks separate. */
export function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0
}

/** What is read as a word: dashes, arrows and other lone signs are none. */
export function readWords(text: string): string[] {
  return (text.match(/\S+/g) ?? []).filter((word) => /[\p{L}\p{N}]/u.test(word))
}

function endsWithAbbreviation(before: string, end: string): boolean {
  if (!end.startsWith('.') || end.startsWith('..')) return false
  const last = before.slice(before.lastIndexOf(' ') + 1).replace(/^[("«“¿¡[]+/, '')
  return KNOWN.has(last.toLowerCase()) || /^\p{Lu}$/u.test(last)
}
