const MAX_LOGGED = 500

/** In this order: what is longer and more certain first. Postcodes and amounts stay readable. */
const PERSONAL: { mark: string; pattern: RegExp }[] = [
  { mark: '[e-mail]', pattern: /[^\s@<>()[\]]{1,64}@[^\s@<>()[\]]{1,190}\.\p{L}{2,24}/gu },
  { mark: '[iban]', pattern: /\b[A-Z]{2}\d{2}(?:[ -]?[A-Z]{4})?(?:[ -]?\d{2,4}){3,8}\b/giu },
  { mark: '[tax-id]', pattern: /\b(?:[XYZxyz][ -]?)?\d{7,8}(?:-?[A-Za-z]| [A-Z])\b/gu },
  { mark: '[tax-id]', pattern: /\b[A-HJNP-SUVW][ -]?\d{2}\.?\d{3}\.?\d{2}[0-9A-J]\b/giu },
  { mark: '[tax-id]', pattern: /\b\d{1,2}\.\d{3}\.\d{3}[ -]?[A-Z]\b/giu },
  { mark: '[number]', pattern: /(?:\+|\b00)\d(?:[ .\-/()]{0,2}\d){7,16}(?!\d)/gu },
  { mark: '[number]', pattern: /(?<![\d.,])\(?\d(?:[ .\-/()]{0,2}\d){8,22}(?!\d)/gu },
]

/**
 * A person's words for the question log: e-mail addresses, phone and card numbers, tax ids and accounts
 * masked, at most 500 characters, cut between graphemes.
 */
export function maskPersonalData(text: string): string {
  return cutAtGrapheme(
    replacePersonalData(text, (mark) => mark),
    MAX_LOGGED,
  )
}

/** A person's words without what only says who asks: no guide holds it. */
export function withoutPersonalData(text: string): string {
  return replacePersonalData(text, () => ' ')
}

function replacePersonalData(text: string, by: (mark: string) => string): string {
  return PERSONAL.reduce((left, { mark, pattern }) => left.replace(pattern, by(mark)), text)
}

const graphemes = new Intl.Segmenter('es', { granularity: 'grapheme' })

function cutAtGrapheme(text: string, max: number): string {
  if (text.length <= max) return text
  let end = 0
  for (const { index, segment } of graphemes.segment(text.slice(0, max + 200))) {
    if (index + segment.length > max) break
    end = index + segment.length
  }
  return text.slice(0, end)
}
