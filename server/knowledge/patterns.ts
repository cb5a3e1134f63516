import { byQuestionLang, type QuestionLang } from './question-langs.ts'

/**
 * Phrases over folded words, as the data files write them:
 * `word`, `word~` (any ending), `#` (digits, any ending), `(a|b c)` one of, `[a|b]` one of or none,
 * `*` up to three words, `^` and `$` the ends of the text, `@name` inside a group a named list.
 */
export type Pattern = RegExp

const MAX_GAP = 3
const GAP = `(?:[^ ]+ ){0,${MAX_GAP}}?`
const TOKENS = /\^|\$|\*|\([^)]*\)\??|\[[^\]]*\]|[^\s^$*()[\]]+/g

export function compilePattern(source: string, macros: Record<string, string> = {}): Pattern {
  const tokens = source.match(TOKENS) ?? []
  // A gap at the end matches always; it only says "and so on".
  while (tokens.at(-1) === '*') tokens.pop()
  const isAnchored = tokens[0] === '^'
  const parts = (isAnchored ? tokens.slice(1) : tokens).map((token) => tokenSource(token, macros))
  return new RegExp(`${isAnchored ? '^ ' : '(?<= )'}${parts.join('')}`, 'u')
}

export type Phrasebook = Record<QuestionLang, Pattern[]>

/** The patterns of each language; one without a list has none. */
export function phrasebook(
  lists: Partial<Record<QuestionLang, string[]>>,
  macros: Record<string, string> = {},
): Phrasebook {
  return byQuestionLang((lang) =>
    (lists[lang] ?? []).map((source) => compilePattern(source, macros)),
  )
}

/** A text as patterns see it: words with a blank before, between and after. */
export function patternText(words: string[]): string {
  return ` ${words.join(' ')} `
}

function tokenSource(token: string, macros: Record<string, string>): string {
  if (token === '$') return '$'
  if (token === '*') return GAP
  if (token.startsWith('[')) return `${oneOf(token.slice(1, -1), macros)}?`
  if (token.endsWith(')?')) return `${oneOf(token.slice(1, -2), macros)}?`
  if (token.startsWith('(')) return oneOf(token.slice(1, -1), macros)
  return phraseSource(token)
}

function oneOf(list: string, macros: Record<string, string>): string {
  const expanded = list.replace(/@(\w+)/g, (_, name: string) => macros[name] ?? name)
  return `(?:${expanded.split('|').map(phraseSource).join('|')})`
}

function phraseSource(phrase: string): string {
  return phrase
    .trim()
    .split(/\s+/)
    .map((word) => `${wordSource(word)} `)
    .join('')
}

function wordSource(word: string): string {
  return word
    .replace(/[.+?{}\\/|-]/g, '\\$&')
    .replace(/~/g, '[^ ]*')
    .replace(/#/g, '\\d+[^ ]*')
}
