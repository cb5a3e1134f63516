const ASCII = /^[ -~]*$/

/** Lower case without accents: "Año" and "ANO" are one word to whoever types in a hurry. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}

/** The folded words of a text, in order; punctuation, symbols and search operators separate. */
export function words(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}
