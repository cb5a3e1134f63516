import type { z } from 'zod'
import {
  type Chunk,
  COMMON_LANG,
  CommonMeta,
  type Fault,
  findingIn,
  isStopped,
  OwnMeta,
  type Preparation,
  type PreparedArticle,
  type References,
  unreadable,
  WholeMeta,
} from './article.ts'
import { articleLinks, checkBody, checkCommonMeta, checkOwnMeta } from './article-check.ts'
import { cutChunks } from './chunks.ts'
import { type FrontMatter, normaliseText, readFrontMatter } from './front-matter.ts'
import { readTokens } from './markdown.ts'
import { type PlacedToken, placeTokens } from './passages.ts'
import { issueFaults } from './shape-faults.ts'

export type ArticleSource = {
  slug: string
  lang: string
  /** Path under the content folder, for findings. */
  file: string
  text: string
  /** The text of `es.md`, for every other language. */
  commonText: string | undefined
  /** YYYY-MM-DD */
  today: string
}

/**
 * Parses, checks and renders one article file. Pure, but of unbounded time on hostile Markdown: the
 * service calls it in a worker with a time limit.
 */
export function prepareArticle(source: ArticleSource): Preparation {
  const text = normaliseText(source.text)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL cannot be stored
  if (/\u0000|\p{Surrogate}/u.test(text)) return refused(source, [{ line: 1, code: 'unstorable' }])
  const { frontMatter, faults } = readFrontMatter(text)
  if (!frontMatter) return refused(source, faults)
  const body = readBody(frontMatter)
  const meta = readMeta(source, frontMatter)
  if (!meta.data) {
    const refusal = refused(source, [...meta.faults, ...checkBody(body.placed, body.chunks, true)])
    return { ...refusal, references: { links: articleLinks(body.placed), phrasings: [] } }
  }
  return prepareBody(source, { frontMatter, body, meta: meta.data })
}

type Body = { placed: PlacedToken[]; html: string; chunks: Chunk[] }

function readBody({ body, bodyLine }: FrontMatter): Body {
  const tokens = readTokens(body)
  return { placed: placeTokens(tokens, bodyLine), ...cutChunks(tokens) }
}

function prepareBody(
  source: ArticleSource,
  { frontMatter, body, meta }: { frontMatter: FrontMatter; body: Body; meta: WholeMeta },
): Preparation {
  const { lineOf } = frontMatter
  const faults: Fault[] = [
    // What is common stands in `es.md` and is complained about there only.
    ...(source.lang === COMMON_LANG ? checkCommonMeta(meta, lineOf, source.today) : []),
    ...checkOwnMeta(meta, lineOf),
    ...checkBody(body.placed, body.chunks, meta.sources.length > 0),
  ]
  const findings = faults.map((fault) => findingIn(source.file, fault))
  const references: References = {
    links: [...relatedLinks(source, meta, lineOf), ...articleLinks(body.placed)],
    phrasings: meta.questions.map((text, at) => ({ text, line: lineOf(['questions', at]) })),
  }
  if (isStopped(findings)) return { article: undefined, references, findings }
  const article: PreparedArticle = {
    slug: source.slug,
    lang: source.lang,
    meta,
    markdown: frontMatter.body,
    html: body.html,
    chunks: body.chunks,
  }
  return { article, references, findings }
}

function relatedLinks(
  { lang }: ArticleSource,
  { related }: WholeMeta,
  lineOf: FrontMatter['lineOf'],
): References['links'] {
  if (lang !== COMMON_LANG) return []
  return related.map((slug, index) => ({ slug, line: lineOf(['related', index]) }))
}

function readMeta(
  source: ArticleSource,
  { data, lineOf }: FrontMatter,
): { data?: WholeMeta; faults: Fault[] } {
  if (source.lang === COMMON_LANG) return parseWith(WholeMeta, data, lineOf)
  const own = parseWith(OwnMeta, data, lineOf)
  const common = readCommon(source.commonText)
  if (!common) return { faults: [...own.faults, { line: 1, code: 'common-broken' }] }
  return own.data ? { data: { ...common, ...own.data }, faults: [] } : { faults: own.faults }
}

function readCommon(commonText: string | undefined): z.infer<typeof CommonMeta> | undefined {
  if (commonText === undefined) return undefined
  const { frontMatter } = readFrontMatter(normaliseText(commonText))
  const whole = WholeMeta.safeParse(frontMatter?.data)
  return whole.success ? CommonMeta.strip().parse(whole.data) : undefined
}

function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  data: unknown,
  lineOf: FrontMatter['lineOf'],
): { data?: z.output<Schema>; faults: Fault[] } {
  const parsed = schema.safeParse(data ?? {})
  if (parsed.success) return { data: parsed.data, faults: [] }
  return { faults: parsed.error.issues.flatMap((issue) => issueFaults(issue, lineOf)) }
}

function refused({ file }: ArticleSource, faults: Fault[]): Preparation {
  return unreadable(...faults.map((fault) => findingIn(file, fault)))
}
