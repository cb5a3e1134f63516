import { z } from 'zod'
import { Instant, LangTag, PageQuery, page, Slug } from './common.ts'
import { Decision } from './knowledge.ts'

const Phrasing = z.object({ text: z.string(), similarity: z.number() })

/**
 * Why a question was answered as it was, as kept with it. Names of features, parts and places are those
 * of the version that answered, so they are text: a later one may have others.
 */
export const Explanation = z.object({
  form: z.literal(1),
  /** What settled it: the confidence alone, or a rule before or after it. */
  because: z.string(),
  askedLang: z.string(),
  textLang: z.string(),
  isFollowUp: z.boolean(),
  /** Null where no guide was looked for. */
  calibration: z
    .object({
      name: z.string(),
      bias: z.number(),
      answerAt: z.number(),
      clarifyAt: z.number(),
    })
    .nullable(),
  /** What the confidence is made of: the logistic function of the bias and every weight × value. */
  features: z.array(z.object({ name: z.string(), value: z.number(), weight: z.number() })),
  /** How much each part of the search counted. */
  parts: z.array(z.object({ name: z.string(), weight: z.number() })),
  /** The best guides, with each part's score as a share of the best score that this part gave. */
  guides: z.array(
    z.object({
      slug: z.string(),
      score: z.number(),
      parts: z.record(z.string(), z.number()),
    }),
  ),
  /** The telling words, and where they stand in the best guide. */
  words: z.array(
    z.object({
      word: z.string(),
      /** What it was corrected to. */
      read: z.string().optional(),
      /** `own`, `corrected`, `glossary`, `foreign` or `unknown`. */
      as: z.string(),
      isEveryday: z.boolean().optional(),
      /** From the question before. */
      isEarlier: z.boolean().optional(),
      in: z.array(z.string()),
    }),
  ),
  nearest: Phrasing.nullable(),
  /** The nearest question of those that no guide answers. */
  stranger: Phrasing.nullable(),
  /** Id of the section that was quoted. */
  section: z.string().nullable(),
})
export type Explanation = z.infer<typeof Explanation>

const OfficeName = z.strictObject({ slug: z.string(), name: z.string() })

export const QuestionRow = z.strictObject({
  id: z.string(),
  at: Instant,
  /** Personal data masked. */
  text: z.string(),
  /** The language it was asked in. */
  lang: z.string(),
  decision: Decision,
  confidence: z.number(),
  outcome: z.string().nullable(),
  /** On whose website it was asked, and which office took it over. */
  office: OfficeName.nullable(),
  handedTo: OfficeName.nullable(),
})
export type QuestionRow = z.infer<typeof QuestionRow>

export const QuestionList = page(QuestionRow)
export type QuestionList = z.infer<typeof QuestionList>

export const OUTCOMES = ['helpful', 'not-helpful', 'handed-over'] as const

export const QuestionQuery = z.strictObject({
  ...PageQuery,
  decision: Decision.optional(),
  /** `none`: nothing was heard afterwards. */
  outcome: z.enum([...OUTCOMES, 'none'], { error: 'choice' }).optional(),
  lang: LangTag.optional(),
  office: Slug.optional(),
  q: z.string().max(200, { error: 'too-long:200' }).optional(),
})
export type QuestionQuery = z.output<typeof QuestionQuery>

/** A guide's text of one moment. */
const TextOfGuide = z.strictObject({
  revision: z.string(),
  /** Counted from 1 for each guide and language. */
  number: z.number().int(),
  at: Instant,
})

export const CitedText = z.strictObject({
  ...TextOfGuide.shape,
  slug: z.string(),
  lang: z.string(),
  title: z.string(),
  section: z.string().nullable(),
  heading: z.string(),
  /** What is published now; null where the guide was withdrawn. */
  present: z
    .strictObject({
      ...TextOfGuide.shape,
      url: z.string(),
      /** The quoted section since then. */
      quoted: z.enum(['same', 'changed', 'gone']),
    })
    .nullable(),
})
export type CitedText = z.infer<typeof CitedText>

/** What came of asking, once. */
export const Finding = z.strictObject({
  decision: Decision,
  confidence: z.number(),
  cited: z.array(CitedText),
  retrieved: z.array(
    z.strictObject({
      slug: z.string(),
      lang: z.string(),
      title: z.string(),
      revision: z.string(),
      score: z.number(),
    }),
  ),
  /** Null for questions of versions that did not keep it. */
  explanation: Explanation.nullable(),
})
export type Finding = z.infer<typeof Finding>

export const Question = z.strictObject({
  ...QuestionRow.shape,
  outcomeReason: z.string().nullable(),
  /** The guide that answered it after all. */
  resolvedWith: z.strictObject({ slug: z.string(), title: z.string(), url: z.string() }).nullable(),
  /** A language model's words were shown in place of the extract. */
  isRephrased: z.boolean(),
  finding: Finding,
})
export type Question = z.infer<typeof Question>

/** The same words asked again, from the guides as they are now. */
export const AnswerNow = z.strictObject({
  at: Instant,
  finding: Finding,
  reply: z.strictObject({ text: z.string(), html: z.string() }),
})
export type AnswerNow = z.infer<typeof AnswerNow>

export const GuideText = z.strictObject({
  ...TextOfGuide.shape,
  slug: z.string(),
  lang: z.string(),
  title: z.string(),
  html: z.string(),
  present: z.strictObject({ ...TextOfGuide.shape, url: z.string() }).nullable(),
})
export type GuideText = z.infer<typeof GuideText>

const Interval = z.strictObject({ low: z.number(), high: z.number() })

/** How often answers of about the same confidence were right, by what was heard of them. */
export const AnswerReliability = z.strictObject({
  since: Instant,
  /** Answers of which something was heard, and how many of them are needed to say much. */
  heard: z.number().int(),
  needed: z.number().int(),
  /** Whether only the latest of them were read. */
  isCut: z.boolean(),
  bands: z.array(
    z.strictObject({
      from: z.number(),
      to: z.number(),
      /** Their mean confidence. */
      confidence: z.number(),
      helpful: z.number().int(),
      notHelpful: z.number().int(),
      handedOver: z.number().int(),
      /** Share of helpful ones with its 95 % interval. */
      right: z.number(),
      interval: Interval,
    }),
  ),
})
export type AnswerReliability = z.infer<typeof AnswerReliability>
