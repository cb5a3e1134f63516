import { escapeHtml } from '../../platform/text/html.ts'
import type { TermFinder } from './term-finder.ts'

/** What a mark opens: the term's key and sentence. */
export type Note = { key: string; definition: string }

/** More of them make a text restless. */
const MAX_MARKS = 8

const TAG = /<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g
/** Text there is a title, leads elsewhere, or is to be read as it stands. */
const CLOSED = new Set(['h2', 'h3', 'h4', 'a', 'code', 'pre', 'blockquote', 'th'])
/** Elements that do not end a quotation. */
const INLINE = new Set(['strong', 'em', 'br', 'a', 'code'])
const CLOSING_QUOTE: Record<string, string> = { '«': '»', '“': '”', '"': '"', '&quot;': '&quot;' }
const QUOTE = /[«»“”"]|&quot;/g

/**
 * Puts a mark on the first place where an article's text uses each term. `html` comes from the sanitiser,
 * so that every `<` in it begins a tag; what is put in is `markOf`'s, and nothing of `html` is changed.
 */
export function markTerms(
  html: string,
  finder: TermFinder,
  markOf: (text: string, key: string) => string,
): string {
  const marker = new Marker(finder, markOf)
  let result = ''
  let from = 0
  for (const match of html.matchAll(TAG)) {
    result += marker.text(html.slice(from, match.index)) + match[0]
    marker.tag(match[2] ?? '', match[1] === '/')
    from = match.index + match[0].length
  }
  return result + marker.text(html.slice(from))
}

/**
 * A term in a text with its explanation: a button and, behind it, the box that the browser opens with it,
 * scripts or not. Heading ids have no underscore, so that these ids are free.
 */
export function termMark(
  text: string,
  { key, definition }: Note,
  more: { address: string; label: string },
): string {
  const id = `term_${escapeHtml(key)}`
  return (
    `<button type="button" class="term" popovertarget="${id}" aria-describedby="${id}_text">${text}</button>` +
    `<span class="term-note" id="${id}" popover><span id="${id}_text">${escapeHtml(definition)}</span> ` +
    `<a href="${escapeHtml(more.address)}">${escapeHtml(more.label)}</a></span>`
  )
}

/** Walks through an article's HTML and knows where it is. */
class Marker {
  readonly #finder: TermFinder
  readonly #markOf: (text: string, key: string) => string
  readonly #marked = new Set<string>()
  #closed = 0
  /** What ends the quotation that the text is in. */
  #quote: string | undefined

  constructor(finder: TermFinder, markOf: (text: string, key: string) => string) {
    this.#finder = finder
    this.#markOf = markOf
  }

  tag(name: string, isEnd: boolean): void {
    if (CLOSED.has(name)) this.#closed += isEnd ? -1 : 1
    if (!INLINE.has(name)) this.#quote = undefined
  }

  text(text: string): string {
    let result = ''
    let from = 0
    for (const match of text.matchAll(QUOTE)) {
      result += this.#unquoted(text.slice(from, match.index)) + match[0]
      if (this.#quote === undefined) this.#quote = CLOSING_QUOTE[match[0]]
      else if (this.#quote === match[0]) this.#quote = undefined
      from = match.index + match[0].length
    }
    return result + this.#unquoted(text.slice(from))
  }

  #unquoted(text: string): string {
    if (this.#closed > 0 || this.#quote !== undefined) return text
    let result = ''
    let from = 0
    for (const { key, start, end } of this.#finder.find(text)) {
      if (this.#marked.has(key) || this.#marked.size >= MAX_MARKS) continue
      this.#marked.add(key)
      result += text.slice(from, start) + this.#markOf(text.slice(start, end), key)
      from = end
    }
    return result + text.slice(from)
  }
}
