import { Marked, type RendererObject, type Token, type Tokens } from 'marked'
import sanitizeHtml from 'sanitize-html'
import { words } from '../platform/text/analyser.ts'
import { escapeHtml } from '../platform/text/html.ts'
import { isWebAddress } from './article.ts'

const DEEPEST_HEADING = 4
const MAX_ID = 80

/** `../<slug>/<lang>.md`, with an optional section. */
const ARTICLE_LINK = /^\.\.\/([a-z0-9]+(?:-[a-z0-9]+)*)\/([a-z]{2})\.md(#[\p{L}\p{N}-]+)?$/u

/** Everything that rendered articles may contain; images come with their own storage later. */
const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['h2', 'h3', 'h4', 'p', 'br', 'ul', 'ol', 'li', 'blockquote', 'hr', 'pre', 'code'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'strong', 'em', 'a'],
  ],
  allowedAttributes: {
    a: ['href', 'target', 'rel'],
    h2: ['id'],
    h3: ['id'],
    h4: ['id'],
    ol: ['start'],
    th: ['scope'],
  },
  allowedSchemes: ['http', 'https'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
}

/** Ids of headings, given by `nameHeadings`. */
const idOf = new WeakMap<object, string>()

/** Text of an element that is not rendered must not be dropped silently: it is escaped instead. */
const renderer: RendererObject = {
  html: ({ text }) => escapeHtml(text),
  image: ({ text }) => escapeHtml(text),
  checkbox: () => '',
  heading(heading) {
    const level = Math.min(Math.max(heading.depth, 2), DEEPEST_HEADING)
    const id = idOf.get(heading)
    const attribute = id ? ` id="${id}"` : ''
    return `<h${level}${attribute}>${this.parser.parseInline(heading.tokens)}</h${level}>\n`
  },
  /** An empty header cell (top left of a comparison) heads nothing, so it is an ordinary cell. */
  tablecell({ header, tokens }) {
    const content = this.parser.parseInline(tokens)
    if (!header || content.trim() === '') return `<td>${content}</td>\n`
    return `<th scope="col">${content}</th>\n`
  },
  link({ href, tokens }) {
    const text = this.parser.parseInline(tokens)
    const target = linkTarget(href)
    if (!target) return text
    const external = target.startsWith('/') ? '' : ' target="_blank" rel="noopener noreferrer"'
    return `<a href="${escapeHtml(target)}"${external}>${text}</a>`
  },
}

const markdown = new Marked({ gfm: true, breaks: false, renderer })

/** The block structure of a Markdown text. */
export function readTokens(text: string): Token[] {
  return markdown.lexer(text)
}

/** Safe HTML of a token list: raw HTML shown as text, then everything outside the allow list cut. */
export function renderTokens(tokens: Token[]): string {
  return sanitizeHtml(markdown.parser(tokens), ALLOWED)
}

/** Where an article or web link leads; `undefined` for any other address. */
export function linkTarget(href: string): string | undefined {
  const article = articleLink(href)
  if (article) return `/${article.lang}/articles/${article.slug}${article.section}`
  return isWebAddress(href) ? href : undefined
}

export function articleLink(
  href: string,
): { slug: string; lang: string; section: string } | undefined {
  const match = ARTICLE_LINK.exec(href)
  return match ? { slug: match[1] ?? '', lang: match[2] ?? '', section: match[3] ?? '' } : undefined
}

/** Gives headings their ids, unique within the article: "desde-cuando-es-obligatorio". */
export function nameHeadings(headings: Tokens.Heading[]): void {
  const taken = new Set<string>()
  const counts = new Map<string, number>()
  for (const heading of headings) {
    const base = words(plainText(heading)).join('-').slice(0, MAX_ID) || 'section'
    let count = counts.get(base) ?? 1
    let id = count === 1 ? base : `${base}-${count}`
    while (taken.has(id)) id = `${base}-${++count}`
    counts.set(base, count)
    taken.add(id)
    idOf.set(heading, id)
  }
}

/** The id that a heading was given, else nothing. */
export function headingId(heading: Token): string {
  return idOf.get(heading) ?? ''
}

/** A token's text as it reads: no marks, no addresses, entities resolved, blanks single. */
export function plainText(token: Token): string {
  return inlineText(token).replace(/\s+/g, ' ').trim()
}

function inlineText(token: Token): string {
  if (token.type === 'br') return ' '
  if (token.type === 'html' || token.type === 'checkbox') return ''
  const children = 'tokens' in token ? token.tokens : undefined
  if (children) return children.map(inlineText).join('')
  return 'text' in token ? unescapeEntities(String(token.text)) : ''
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }

function unescapeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (whole, name) => {
    return name === '#39' ? "'" : (ENTITIES[name] ?? whole)
  })
}

export function isHeading(token: Token): token is Tokens.Heading {
  return token.type === 'heading'
}

/** Every token under these, themselves included. */
export function* walk(tokens: Token[]): Generator<Token> {
  const waiting = [...tokens]
  for (let token = waiting.pop(); token; token = waiting.pop()) {
    yield token
    for (const child of childrenOf(token)) waiting.push(child)
  }
}

function childrenOf(token: Token): Token[] {
  if (token.type === 'list') return (token as Tokens.List).items
  if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table
    return [header, ...rows].flat().flatMap((cell) => cell.tokens)
  }
  return ('tokens' in token && token.tokens) || []
}
