import type { Lexicon } from './lexicon.ts'
import type { Token } from './tokens.ts'

/** The figures of a text, and what each is a figure of ("4 años", "julio 2027"). */
export type Figures = { values: Set<string>; measured: Set<string> }

/** How far from a figure its measure may stand: "de 4 a 6 años". */
const REACH = 5

/** Figures of a text, in digits or words, with their measures. */
export function readFigures(tokens: readonly Token[], lexicon: Lexicon): Figures {
  const figures: Figures = { values: new Set(), measured: new Set() }
  for (const [at, token] of tokens.entries()) {
    const values = valuesOf(token, lexicon)
    const measures = [after(tokens, at, lexicon), before(tokens, at, lexicon)]
    for (const value of values) {
      figures.values.add(value)
      for (const measure of measures) if (measure) figures.measured.add(`${value} ${measure}`)
    }
  }
  return figures
}

/** What `reply` counts and `source` does not, or not in this way. */
export function foreignFigures(reply: Figures, source: Figures): string[] {
  return [
    ...[...reply.values].filter((value) => !source.values.has(value)),
    ...[...reply.measured].filter((pair) => !source.measured.has(pair)),
  ]
}

function valuesOf(token: Token, lexicon: Lexicon): string[] {
  if (token.kind === 'figure') return readFigure(token.text)
  if (token.kind !== 'word') return []
  const value = lexicon.numberOf(token.folded)
  return value === undefined ? [] : [String(value)]
}

/** A number as such; of dates, times and ranges the whole and its parts. */
function readFigure(text: string): string[] {
  const plain = text.replace(/[ \u00a0\u202f]/g, '')
  if (/^\d+$/.test(plain)) return [withoutZeros(plain)]
  if (/^\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:[.,]\d+)?$/.test(plain)) return [thousands(plain)]
  const decimal = /^(\d+)[.,](\d+)$/.exec(plain)
  if (decimal) return [`${withoutZeros(decimal[1] ?? '')}.${decimal[2]}`]
  return [plain.replaceAll('–', '-'), ...(plain.match(/\d+/g) ?? []).map(withoutZeros)]
}

/** "50.000,50" and "50,000.50" are one number. */
function thousands(text: string): string {
  const [, whole = '', rest = ''] = /^(.*?)(?:[.,](\d{1,2}|\d{4,}))?$/.exec(text) ?? []
  return withoutZeros(whole.replace(/[.,]/g, '')) + (rest && `.${rest}`)
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '')
}

function after(tokens: readonly Token[], at: number, lexicon: Lexicon): string | undefined {
  for (const token of tokens.slice(at + 1, at + 1 + REACH)) {
    const measure = measureOf(token, lexicon)
    if (measure !== undefined) return measure
    if (!isPassed(token, lexicon)) return undefined
  }
  return undefined
}

/** Months and currencies may stand before their figure: "July 1", "€50", "julio de 2027". */
function before(tokens: readonly Token[], at: number, lexicon: Lexicon): string | undefined {
  for (const token of tokens.slice(Math.max(0, at - 2), at).reverse()) {
    if (token.kind === 'sign') return signOf(token.text, lexicon)
    if (token.kind === 'word' && lexicon.isMonth(token.folded)) return lexicon.stem(token.folded)
    if (!isPassed(token, lexicon)) return undefined
  }
  return undefined
}

function measureOf(token: Token, lexicon: Lexicon): string | undefined {
  if (token.kind === 'sign') return signOf(token.text, lexicon)
  if (token.kind !== 'word' || !lexicon.isMeasure(token.folded)) return undefined
  return lexicon.stem(token.folded)
}

function signOf(sign: string, lexicon: Lexicon): string {
  return sign === '€' ? lexicon.stem('euro') : sign
}

function isPassed(token: Token, lexicon: Lexicon): boolean {
  if (token.kind === 'figure') return true
  if (token.kind !== 'word') return false
  return lexicon.isStopWord(token.folded) || lexicon.numberOf(token.folded) !== undefined
}
