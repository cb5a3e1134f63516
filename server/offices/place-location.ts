import placeWords from './data/place-words.json' with { type: 'json' }
import type { Word } from './wording.ts'

export type SpokenText = { words: Word[]; clauses: number[]; usesCapitals: boolean }
type Span = { from: number; to: number }
type Preposition = 'at' | 'to' | 'of' | 'none'
type Kind = keyof typeof placeWords

/** Words around a name by what they say of it, in all languages; the lists hold folded words. */
const lists = new Map(
  Object.entries(placeWords).map(([kind, list]) => [kind, new Set(list.split(', '))]),
)

const PREPOSITIONS: Record<Preposition, number> = { at: 3, to: 2.6, of: 2.2, none: 2.4 }
/** How far back a preposition may stand: "en la zona norte de …". */
const PREPOSITION_REACH = 5
const STREET_REACH = 3
const PAST_REACH = 3

/** What weighs for or against a name as the company's own location. */
const WEIGHTS = {
  /** "Hotel Granada", "Banco Santander" */
  partOfName: 0.4,
  /** "calle Toledo" */
  street: 0.2,
  /** "clientes de Madrid" */
  clients: 0.25,
  /** "vendo a Francia"; "vendo en mi tienda de Lugo" is less clear */
  trading: 0.25,
  tradingAt: 0.85,
  /** "mi gestor está en Murcia" */
  others: 0.4,
  /** "vivo en Toledo" */
  home: 0.6,
  /** "antes en Madrid" */
  past: 0.3,
  /** "estamos en", "la nave de" */
  based: 1.25,
  /** "…, pero la tienda está en" */
  contrast: 1.4,
}

/** How a name is led to, and how much it reads as the place where the company is. */
export function locate(said: SpokenText, span: Span): { preposition: Preposition; weight: number } {
  const preposition = prepositionBefore(said, span.from)
  const isAt = preposition === 'at'
  const factors: [boolean, number][] = [
    [isBesideCapital(said, span), WEIGHTS.partOfName],
    [isAfterStreet(said, span.from), WEIGHTS.street],
    [isBehind('clients', said, span.from), WEIGHTS.clients],
    [isBehind('trading', said, span.from), isAt ? WEIGHTS.tradingAt : WEIGHTS.trading],
    [isBehind('others', said, span.from), WEIGHTS.others],
    [isBehind('home', said, span.from), WEIGHTS.home],
    [preposition !== 'to' && isBehind('past', said, span.from, PAST_REACH), WEIGHTS.past],
    [isBehind('based', said, span.from), WEIGHTS.based],
    [isBehind('contrast', said, span.from), WEIGHTS.contrast],
  ]
  const weight = factors.reduce(
    (product, [applies, factor]) => (applies ? product * factor : product),
    PREPOSITIONS[preposition],
  )
  return { preposition, weight }
}

/** Between two capitals a name is a person's or a firm's: "Javier Burgos Medina". */
export function isNameContinued({ words, clauses }: SpokenText, { from, to }: Span): boolean {
  const isLed = isCapitalised(words[from - 1]) && clauses[from - 1] === clauses[from]
  return isLed && isCapitalised(words[to]) && clauses[to] === clauses[from]
}

export function hasWord(kind: Kind, word: string | undefined): boolean {
  return word !== undefined && lists.get(kind)?.has(word) === true
}

export function isCapitalised(word: Word | undefined): boolean {
  return word !== undefined && /^\p{Lu}/u.test(word.typed)
}

/** The kind of preposition before a name, over articles and words such as "provincia". */
function prepositionBefore({ words, clauses }: SpokenText, at: number): Preposition {
  let kind: Preposition = 'none'
  for (let back = at - 1; back >= at - PREPOSITION_REACH; back -= 1) {
    const word = words[back]?.word
    if (clauses[back] !== clauses[at] || word === undefined) return kind
    const here = prepositionKind(word)
    if (here === 'at') return 'at'
    if (here === 'none' && !hasWord('article', word) && !hasWord('area', word)) return kind
    if (kind === 'none' || here === 'of') kind = here
  }
  return kind
}

function prepositionKind(word: string): Preposition {
  if (hasWord('at', word)) return 'at'
  if (hasWord('of', word)) return 'of'
  return hasWord('at-or-to', word) ? 'to' : 'none'
}

function isBesideCapital({ words, clauses }: SpokenText, { from, to }: Span): boolean {
  const isLed = from > 1 && isCapitalised(words[from - 1]) && clauses[from - 1] === clauses[from]
  return isLed || (isCapitalised(words[to]) && clauses[to] === clauses[from])
}

function isAfterStreet({ words, clauses }: SpokenText, at: number): boolean {
  for (let back = at - 1; back >= at - STREET_REACH; back -= 1) {
    const word = words[back]?.word
    if (clauses[back] !== clauses[at] || word === undefined) return false
    if (hasWord('street', word)) return true
    if (!hasWord('of', word) && !hasWord('article', word)) return false
  }
  return false
}

/** Whether a word or two of a kind stand before `at` in its clause. */
function isBehind(
  kind: Kind,
  said: SpokenText,
  at: number,
  reach = Number.POSITIVE_INFINITY,
): boolean {
  const { words, clauses } = said
  for (let back = at - 1; back >= Math.max(0, at - reach); back -= 1) {
    if (clauses[back] !== clauses[at]) return false
    const word = words[back]?.word
    if (hasWord(kind, word) || hasWord(kind, `${words[back - 1]?.word} ${word}`)) return true
  }
  return false
}
