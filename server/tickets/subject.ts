import { fold } from '../platform/text/analyser.ts'
import openings from './data/openings.json' with { type: 'json' }

const MAX_SUBJECT = 120
/** A ticket is not named after "el kit" if more was said later. */
const SHORTEST_QUESTION = 15
/** Shorter texts in capitals are abbreviations: "TPV". */
const SHORTEST_SHOUT = 10
/** Openings are looked for in this much of a message. */
const OPENING_ROOM = 400

const GREETING = opening(openings.greetings)
/** These begin questions too: "buenas prácticas", "una consulta médica". */
const BEFORE_A_PAUSE = opening(openings['before-a-pause'], '\\s*(?:[^\\p{L}\\p{N}\\s]|$)')
const AFTER_GREETING = opening(openings['after-greeting'])
const FILLER = opening(openings.fillers)

/**
 * The line that names a ticket: the first message that says something, without its greeting, beginning
 * with a capital, cut between words.
 */
export function subjectOf(messages: string[]): string {
  const lines = messages.map((text) => withoutOpening(oneLine(text)))
  const chosen =
    lines.find((line) => line.length >= SHORTEST_QUESTION) ??
    lines.find((line) => line !== '') ??
    oneLine(messages[0] ?? '')
  return shorten(capitalise(calm(chosen)))
}

function oneLine(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Any of these phrases at the start, however accented, its last letter drawn out at will ("holaaa"). */
function opening(phrases: string[], next = ''): RegExp {
  const longestFirst = phrases.map(foldInPlace).sort((a, b) => b.length - a.length)
  const any = longestFirst.map((phrase) => `${phrase}+`).join('|')
  return new RegExp(`^[¿¡"«(]*(?:${any})(?!-?[\\p{L}\\p{N}])(?=${next})`, 'u')
}

/** "¡Hola, buenos días! Una duda: ¿puedo…?" becomes "¿puedo…?"; nothing but a greeting becomes empty. */
function withoutOpening(line: string): string {
  let rest = line
  let isGreeted = false
  for (;;) {
    const plain = foldInPlace(rest.slice(0, OPENING_ROOM))
    const greeting: RegExpExecArray | null =
      GREETING.exec(plain) ?? (isGreeted ? AFTER_GREETING.exec(plain) : null)
    const found = greeting ?? BEFORE_A_PAUSE.exec(plain) ?? FILLER.exec(plain)
    if (!found) return rest
    isGreeted = greeting !== null
    const [phrase] = found
    const after = rest.slice(phrase.length).replace(/^[^\p{L}\p{N}¿¡"«([#@+]+/u, '')
    rest = reopened(phrase, after)
  }
}

/** "¿Me podéis decir cuándo…?" still asks once its opening is gone. */
function reopened(phrase: string, after: string): string {
  const [mark] = /^[¿¡]/.exec(phrase) ?? []
  const isOpen =
    mark !== undefined && new RegExp(`^[^¿¡.!?]*[${mark === '¿' ? '?' : '!'}]`).test(after)
  return isOpen ? `${mark}${after}` : after
}

/** Lower case without accents, every letter where it was. */
function foldInPlace(text: string): string {
  return [...text]
    .map((letter) => {
      const plain = fold(letter)
      return plain.length === letter.length ? plain : letter
    })
    .join('')
}

/** All in capitals is hard to read in a list; words without vowels and with digits are left ("FNMT"). */
function calm(line: string): string {
  const letters = line.replace(/\P{L}/gu, '')
  if (letters.length < SHORTEST_SHOUT || letters !== letters.toUpperCase()) return line
  return line.replace(/[\p{L}\p{N}]+/gu, (word) =>
    /[AEIOUÁÉÍÓÚÜ]/.test(word) && !/\p{N}/u.test(word) ? word.toLowerCase() : word,
  )
}

/** Names that are written otherwise keep their form: "iPhone", "www.empresa.es". */
function capitalise(line: string): string {
  return line.replace(/^([¿¡"«([]*)(\S+)/u, (start, marks: string, word: string) => {
    if (/\p{Lu}/u.test(word) || /[@/]|\w\.\w/.test(word)) return start
    const [first = ''] = word
    return marks + first.toUpperCase() + word.slice(first.length)
  })
}

function shorten(line: string): string {
  if (line.length <= MAX_SUBJECT) return line
  const cut = line.slice(0, MAX_SUBJECT - 1)
  const end = line[cut.length] === ' ' ? cut.length : cut.lastIndexOf(' ')
  // One word without an end, an address for example, can only be cut somewhere.
  const kept = end > 0 ? cut.slice(0, end) : cut.replace(/[\uD800-\uDBFF]$/, '')
  return `${kept.replace(/[\s,;:.¿¡([«"–—-]+$/, '')}…`
}
