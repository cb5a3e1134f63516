/** A whole number from 1 to `most` as a person writes it, or nothing. */
export function readNumber(text: string, most: number): number | undefined {
  const number = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0
  return number >= 1 && number <= most ? number : undefined
}
