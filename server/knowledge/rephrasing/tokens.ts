import { fold } from '../../platform/text/analyser.ts'

export type Token =
  | { kind: 'word'; text: string; folded: string; isOpening: boolean }
  | { kind: 'figure'; text: string }
  | { kind: 'sign'; text: string }
  | { kind: 'stop' }

const WORD = String.raw`[\p{L}\p{M}\p{N}]*\p{L}[\p{L}\p{M}\p{N}]*`
/** "50.000", "50 000", "1,5", and dates, times and ranges as one: "1/7/2027", "09:30", "2026-2027". */
const FIGURE = String.raw`\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:/\-–]\d+)*`
const TOKEN = new RegExp(`(${WORD})|(${FIGURE})|([%€$£])|([.!?…;:\\n])`, 'gu')

/** What a text is made of, in order; a word knows whether it opens a sentence. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = []
  for (const [whole, word, figure, sign] of text.matchAll(TOKEN)) {
    if (word !== undefined) {
      const isOpening = tokens.length === 0 || tokens.at(-1)?.kind === 'stop'
      tokens.push({ kind: 'word', text: word, folded: fold(word), isOpening })
    } else if (figure !== undefined) tokens.push({ kind: 'figure', text: figure })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: whole })
    else tokens.push({ kind: 'stop' })
  }
  return tokens
}
