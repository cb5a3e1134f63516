const UNITS = 'euros?|eur|céntimos|dólares|libras|dollars?|pounds?|pence'
const MANY = 'mil|millón|millones|thousand|million|billion'
const MONTHS =
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|' +
  'diciembre|january|february|march|april|may|june|july|august|september|october|november|december'

const FIGURES = [
  new RegExp(
    `(?<!\\d)\\d{1,2}(?:º|st|nd|rd|th)?\\s(?:de\\s|of\\s)?(?:${MONTHS})(?![\\p{L}\\p{N}])`,
    'iu',
  ),
  /[€$£]\s?\d/iu,
  /\d\s?(?:k|m)?[€$£]/iu,
  /\beur\s?\d/iu,
  new RegExp(`\\d\\s?(?:(?:${MANY})\\s){0,2}(?:de\\s)?(?:${UNITS})(?![\\p{L}\\p{N}])`, 'iu'),
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${MONTHS})(?:\\s\\d{1,2}(?:st|nd|rd|th)?,?|\\sdel?)?\\s\\d{4}(?!\\d)`,
    'iu',
  ),
  /(?<!\d)\d{1,2}([/.-])\d{1,2}\1\d{4}(?!\d)/u,
  /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/u,
]

/** An amount of money, a day or a month of a year that a text tells. */
export function findFigure(text: string): { index: number; text: string } | undefined {
  for (const pattern of FIGURES) {
    const found = pattern.exec(text)
    if (found) return { index: found.index, text: found[0] }
  }
  return undefined
}
