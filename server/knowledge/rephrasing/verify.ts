import { detectLanguage } from '../language.ts'
import { addsClaim, losesClaim } from './claims.ts'
import { foreignFigures, readFigures } from './figures.ts'
import { type Lexicon, lexiconOf } from './lexicon.ts'
import { type Fault, foreignSigns, shapeReply } from './shape.ts'
import { readTokens, type Token } from './tokens.ts'

/** A cited section, as the guide has it. */
type Passage = { id: string; title: string; heading: string; text: string }

export type Material = {
  lang: string
  question: string
  /** What is shown where no rephrasing is. */
  extract: string
  passages: readonly Passage[]
}

export type Verdict = { text: string } | { fault: Fault }

/** Share of a rephrasing's words of content that its passages have. */
const GROUNDED = 0.6

type Word = Extract<Token, { kind: 'word' }>

/**
 * A model's reply without its marks where everything in it stands in the passages that it cites, else what
 * is wrong with it. It may drop and rearrange, use plain words of the language and the question's; it may
 * say no other figure, name, address or day, and neither turn a sentence round nor lose its conditions.
 */
export function verify(reply: string, material: Material): Verdict {
  const shaped = shapeReply(
    reply,
    material.passages.map(({ id }) => id),
  )
  if (typeof shaped === 'string') return { fault: shaped }
  const whole = sourceOf(material.passages)
  const signs = foreignSigns(shaped.text, whole)
  if (signs) return { fault: signs }
  for (const { text, ids } of shaped.pieces) {
    const cited = material.passages.filter(({ id }) => ids.includes(id))
    const fault = faultIn(text, sourceOf(cited), material)
    if (fault) return { fault }
  }
  const fault = faultOfWhole(shaped.text, whole, material)
  return fault ? { fault } : { text: shaped.text }
}

function sourceOf(passages: readonly Passage[]): string {
  return passages
    .map(({ title, heading, text }) => `${title}\n${heading}\n${text}`)
    .join('\n')
    .normalize('NFC')
}

/** What one piece says that neither its passages nor the question say. */
function faultIn(piece: string, source: string, { lang, question }: Material): Fault | undefined {
  const lexicon = lexiconOf(lang)
  const tokens = readTokens(piece)
  const sourceTokens = readTokens(source)
  const figures = readFigures(tokens, lexicon)
  if (foreignFigures(figures, readFigures(sourceTokens, lexicon)).length > 0) return 'figure'
  const words = vocabularyOf(sourceTokens, lexicon)
  const asked = vocabularyOf(readTokens(question), lexicon)
  for (const word of wordsOf(tokens)) {
    const fault = faultOfWord(word, words, asked, lexicon)
    if (fault) return fault
  }
  return undefined
}

type Vocabulary = { written: Set<string>; folded: Set<string>; stems: Set<string> }

function vocabularyOf(tokens: readonly Token[], lexicon: Lexicon): Vocabulary {
  const words = wordsOf(tokens)
  return {
    written: new Set(words.map(({ text }) => text)),
    folded: new Set(words.map(({ folded }) => folded)),
    stems: new Set(words.map(({ folded }) => lexicon.stem(folded))),
  }
}

function wordsOf(tokens: readonly Token[]): Word[] {
  return tokens.filter((token) => token.kind === 'word')
}

function faultOfWord(
  word: Word,
  source: Vocabulary,
  asked: Vocabulary,
  lexicon: Lexicon,
): Fault | undefined {
  const { text, folded } = word
  // The number of a word is compared as a figure.
  if (lexicon.numberOf(folded) !== undefined) return undefined
  if (/\d/.test(folded)) return source.folded.has(folded) ? undefined : 'figure'
  if (isName(word)) return source.written.has(text) || asked.folded.has(folded) ? undefined : 'name'
  const stem = lexicon.stem(folded)
  if (source.stems.has(stem)) return undefined
  if (lexicon.isWeighty(folded)) return 'claim'
  return asked.stems.has(stem) ? undefined : faultOfOwnWord(text, folded, lexicon)
}

/** A word that the writer has brought along. */
function faultOfOwnWord(text: string, folded: string, lexicon: Lexicon): Fault | undefined {
  if (/^\p{Lu}/u.test(text)) return lexicon.isOpener(folded) ? undefined : 'name'
  return lexicon.isPlain(folded) ? undefined : 'word'
}

/** Capitals where no sentence opens, or inside a word: "Holded", "VeriFactu", "ISO". */
function isName({ text, isOpening }: Word): boolean {
  return /\p{Lu}/u.test(isOpening ? text.slice(1) : text) && text !== 'I'
}

function faultOfWhole(
  text: string,
  source: string,
  { lang, extract }: Material,
): Fault | undefined {
  const lexicon = lexiconOf(lang)
  if (addsClaim(text, source, lang)) return 'claim'
  if (losesClaim(text, extract, lang)) return 'condition'
  if (groundedShare(text, source, lexicon) < GROUNDED) return 'ungrounded'
  const detected = detectLanguage(text)
  return detected.isSure && detected.lang !== lang && detected.lang !== detectLanguage(source).lang
    ? 'language'
    : undefined
}

function groundedShare(text: string, source: string, lexicon: Lexicon): number {
  const { stems } = vocabularyOf(readTokens(source), lexicon)
  const content = wordsOf(readTokens(text)).filter(({ folded }) => !lexicon.isStopWord(folded))
  const grounded = content.filter(({ folded }) => stems.has(lexicon.stem(folded)))
  return content.length === 0 ? 0 : grounded.length / content.length
}
