const SHORTEST = 3
const LONGEST = 4

/**
 * Character n-grams of a word with its edges marked. They see through compounds, endings and related
 * languages ("certificat", "certificado") where stems do not.
 */
export function gramsOf(word: string): string[] {
  const padded = `_${word}_`
  const grams: string[] = []
  for (let length = SHORTEST; length <= LONGEST; length++) {
    for (let at = 0; at + length <= padded.length; at++) grams.push(padded.slice(at, at + length))
  }
  return grams
}

/** Those of the greatest length: long texts hold nearly all of the shorter ones. */
export function longest<Gram>(word: string, grams: Gram[]): Gram[] {
  return grams.slice(Math.max(0, word.length + 3 - SHORTEST))
}
