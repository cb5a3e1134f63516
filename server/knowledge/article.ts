import { z } from 'zod'

/** Articles larger than this are refused unread (faults.md, case 66). */
export const MAX_ARTICLE_BYTES = 512 * 1024

/** The language whose file also holds what is common to all languages of an article. */
export const COMMON_LANG = 'es'

const MAX_TITLE = 150
const MAX_SUMMARY = 300
const MAX_PHRASING = 300

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** One line of text. */
export const line = (max: number) =>
  z
    .string({ error: wanted('text') })
    .max(max, { error: `too-long:${max}` })
    .refine((text) => text.trim() !== '' && !text.includes('\n'), { error: 'text' })

export const slug = z.string({ error: wanted('slug') }).regex(SLUG, { error: 'slug' })
const day = z.string({ error: wanted('date') }).refine(isDay, { error: 'date' })
export const list = <Item extends z.ZodType>(item: Item) => z.array(item, { error: wanted('list') })

const Source = z.strictObject({
  url: z.string({ error: wanted('url') }).refine(isWebAddress, { error: 'url' }),
  title: line(500),
  checked: day,
  supports: line(2_000),
})

/** Front matter that each language has for itself. */
export const OwnMeta = z.strictObject({
  title: line(MAX_TITLE),
  summary: line(MAX_SUMMARY),
  questions: list(line(MAX_PHRASING)),
})

/** Front matter that is the same in every language: it stands once, in `es.md`. */
export const CommonMeta = z.strictObject({
  category: slug,
  sectors: list(z.string({ error: wanted('section') }).regex(/^[A-U]$/, { error: 'section' })),
  related: list(slug),
  sources: list(Source),
  reviewed: day,
  validFrom: day.optional(),
  validTo: day.optional(),
  reviewBy: day,
  owner: slug,
})

export const WholeMeta = z.strictObject({ ...OwnMeta.shape, ...CommonMeta.shape })
export type WholeMeta = z.infer<typeof WholeMeta>

/** What a chunk is made of, so that an extract needs no Markdown. */
export type Block =
  | { kind: 'paragraph'; sentences: string[] }
  | { kind: 'steps'; start: number; items: string[] }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; rows: string[][] }

/** One `##` section, or the opening paragraph (no heading, no id). */
export type Chunk = { heading: string; id: string; text: string; html: string; blocks: Block[] }

/**
 * How far a fault goes. Half-finished articles are imported, so that an office's folder always starts;
 * an editor's check holds articles to what the house writes.
 */
type Stops = 'import' | 'check' | 'nothing'

type FaultValues = Record<string, string | number>

/** Something wrong on a line (from 1) of an article file; it stops the import unless it says otherwise. */
export type Fault = { line: number; code: string; stops?: Stops; values?: FaultValues }

/** Something wrong in a content file; words come from the locale files by `code`. */
export type Finding = {
  file: string
  line: number
  code: string
  stops: Stops
  values: FaultValues
}

/** A finding as it weighs for whoever imports, or for whoever checks. */
export type WeighedFinding = Omit<Finding, 'stops'> & { severity: 'error' | 'warning' }

/** An article file after parsing and rendering, ready to become a revision. */
export type PreparedArticle = {
  slug: string
  lang: string
  meta: WholeMeta
  markdown: string
  html: string
  chunks: Chunk[]
}

/** What an article says that only the other articles can confirm, each with its line. */
export type References = {
  links: { slug: string; line: number }[]
  phrasings: { text: string; line: number }[]
}

/** `article` is there unless something stops its import. */
export type Preparation = {
  article: PreparedArticle | undefined
  references: References
  findings: Finding[]
}

/** A finding of a fault in `file`. */
export function findingIn(file: string, fault: Fault): Finding {
  const { line, code, stops = 'import', values = {} } = fault
  return { file, line, code, stops, values }
}

/** Whether one of these keeps its article out of the database. */
export function isStopped(findings: Finding[]): boolean {
  return findings.some(({ stops }) => stops === 'import')
}

/** What comes of a file that cannot be read as an article. */
export function unreadable(...findings: Finding[]): Preparation {
  return { article: undefined, references: { links: [], phrasings: [] }, findings }
}

/** What stops an import stops a check too; what stops only a check is a warning at import. */
export function weigh(
  { file, line, code, stops, values }: Finding,
  act: 'import' | 'check',
): WeighedFinding {
  const severity = stops === 'import' || stops === act ? 'error' : 'warning'
  return { file, line, code, severity, values }
}

export function isSlug(text: string): boolean {
  return SLUG.test(text)
}

export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text)
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

export function wanted(kind: string): (issue: { input?: unknown }) => string {
  return ({ input }) => (input === undefined ? 'missing' : kind)
}
