import { z } from 'zod'
import { Instant, PageQuery, page, personLine, personText, Slug, Uuid } from './common.ts'

export const MAX_PHRASING_LENGTH = 200

const GuideName = z.strictObject({ slug: z.string(), title: z.string() })
const OfficeName = z.strictObject({ slug: z.string(), name: z.string() })

export const PhrasingState = z.enum(['proposed', 'accepted', 'rejected'])
export type PhrasingState = z.infer<typeof PhrasingState>

/** What keeps a text from being accepted as it is: personal data that was masked, or its length. */
export const Unfit = z.enum(['masked', 'long'])
export type Unfit = z.infer<typeof Unfit>

/** A way people ask, proposed for a guide or for a person, and what an editor made of it. */
export const Phrasing = z.strictObject({
  id: z.string(),
  state: PhrasingState,
  lang: z.string(),
  text: z.string(),
  /** What was asked, if an editor reworded it since. */
  asked: z.string().nullable(),
  unfit: Unfit.nullable(),
  /** null: no guide answers it, it is for a person. */
  guide: GuideName.nullable(),
  ticket: z.string().nullable(),
  office: OfficeName.nullable(),
  proposedAt: Instant,
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
})
export type Phrasing = z.infer<typeof Phrasing>

export const PhrasingQuery = z.strictObject({ ...PageQuery, state: PhrasingState.optional() })
export const PhrasingList = page(Phrasing)
export type PhrasingList = z.infer<typeof PhrasingList>

/** `from`: the state on the editor's screen; another one means that somebody else decided meanwhile. */
export const DecidePhrasing = z.strictObject({
  from: PhrasingState,
  state: z.enum(['accepted', 'rejected']),
  text: personLine(MAX_PHRASING_LENGTH).optional(),
  guide: Slug.nullable().optional(),
})
export type DecidePhrasing = z.infer<typeof DecidePhrasing>

const Count = z.strictObject({ code: z.string(), label: z.string(), count: z.number().int() })

/** A question that many asked and no guide answered. */
export const ContentGap = z.strictObject({
  /** Of the question that stands for the others, in the question log. */
  question: z.string(),
  text: z.string(),
  lang: z.string(),
  unfit: Unfit.nullable(),
  count: z.number().int(),
  lastAt: Instant,
  /** How often nothing was found, the bot asked back in vain, or its answer did not help. */
  handedOver: z.number().int(),
  unclear: z.number().int(),
  notHelpful: z.number().int(),
  sectors: z.array(Count),
  regions: z.array(Count),
  nearest: GuideName.nullable(),
  examples: z.array(z.strictObject({ text: z.string(), lang: z.string() })),
  /** Kept for whoever writes the guide. */
  toWrite: z.strictObject({ note: z.string(), by: z.string(), at: Instant }).nullable(),
})
export type ContentGap = z.infer<typeof ContentGap>

export const ContentGaps = z.strictObject({
  items: z.array(ContentGap),
  /** Unanswered questions that were looked at, and since when. */
  questions: z.number().int(),
  since: Instant,
  /** Whether there were more, older ones than are looked at. */
  isCut: z.boolean(),
})
export type ContentGaps = z.infer<typeof ContentGaps>

export const MarkGap = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('attached'),
    question: Uuid,
    text: personLine(MAX_PHRASING_LENGTH).optional(),
    guide: Slug,
  }),
  z.strictObject({
    kind: z.literal('for-a-person'),
    question: Uuid,
    text: personLine(MAX_PHRASING_LENGTH).optional(),
  }),
  z.strictObject({ kind: z.literal('to-write'), question: Uuid, note: personText(1_000) }),
  z.strictObject({ kind: z.literal('open'), question: Uuid }),
])
export type MarkGap = z.infer<typeof MarkGap>
