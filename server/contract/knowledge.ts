import { z } from 'zod'
import { LangTag, personText, QueryNumber, Slug } from './common.ts'
import { LoosePostcode, MAX_QUESTION, NaceInput, RouteReply } from './routing.ts'

export const AskRequest = z.strictObject({
  text: personText(MAX_QUESTION),
  lang: LangTag.optional(),
  office: Slug.optional(),
  context: z
    .array(z.strictObject({ role: z.enum(['visitor', 'bot']), text: personText(MAX_QUESTION) }))
    .max(20, { error: 'too-many:20' })
    .optional(),
  activity: personText(300).optional(),
  nace: NaceInput.optional(),
  postcode: LoosePostcode.optional(),
})
export type AskRequest = z.infer<typeof AskRequest>

export const Decision = z.enum([
  'answer',
  'clarify',
  'handover',
  'human_request',
  'smalltalk',
  'out_of_scope',
])
export type Decision = z.infer<typeof Decision>

export const Citation = z.strictObject({
  slug: z.string(),
  lang: z.string(),
  title: z.string(),
  heading: z.string(),
  url: z.string(),
  reviewed: z.string(),
  revision: z.string(),
})
export type Citation = z.infer<typeof Citation>

export const Alternative = z.strictObject({ slug: z.string(), title: z.string(), url: z.string() })
export type Alternative = z.infer<typeof Alternative>

const Said = z.strictObject({ text: z.string(), html: z.string() })

export const AskReply = z.strictObject({
  decision: Decision,
  lang: z.string(),
  confidence: z.number(),
  reply: Said,
  answer: z
    .strictObject({
      ...Said.shape,
      citations: z.array(Citation),
      /** Whether a language model put the extract into these words; `reply` then says so. */
      rephrased: z.boolean(),
    })
    .nullable(),
  alternatives: z.array(Alternative).max(3),
  route: RouteReply,
})
export type AskReply = z.infer<typeof AskReply>

export const SearchQuery = z.strictObject({
  q: z.string().max(MAX_QUESTION, { error: `too-long:${MAX_QUESTION}` }),
  lang: LangTag.optional(),
  limit: QueryNumber(1, 50).optional(),
})

export const SearchReply = z.strictObject({
  items: z.array(
    z.strictObject({
      slug: z.string(),
      lang: z.string(),
      title: z.string(),
      heading: z.string(),
      excerpt: z.string(),
      url: z.string(),
      score: z.number(),
    }),
  ),
})
export type SearchReply = z.infer<typeof SearchReply>

export const Source = z.strictObject({
  url: z.string(),
  title: z.string(),
  checked: z.string(),
  supports: z.string(),
})

export const ArticleMeta = z.strictObject({
  slug: z.string(),
  lang: z.string(),
  title: z.string(),
  summary: z.string(),
  url: z.string(),
  category: z.string(),
  sectors: z.array(z.string()),
  reviewed: z.string(),
  reviewBy: z.string(),
  /** When this text first stood here, and when what stands here now was published. */
  published: z.string(),
  updated: z.string(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  revision: z.string(),
  languages: z.array(z.string()),
})
export type ArticleMeta = z.infer<typeof ArticleMeta>

export const ArticleList = z.strictObject({ items: z.array(ArticleMeta) })

export const Article = z.strictObject({
  ...ArticleMeta.shape,
  markdown: z.string(),
  html: z.string(),
  related: z.array(Alternative),
  sources: z.array(Source),
})
export type Article = z.infer<typeof Article>

export const ArticleQuery = z.strictObject({ lang: LangTag.optional() })
