import { z } from 'zod'
import { Instant, PageQuery, personLine, Slug, Uuid } from './common.ts'

/** A day has no more. */
const MAX_MINUTES = 1_440

export const MinutesKind = z.enum(['advice', 'preparation', 'travel'])
export type MinutesKind = z.infer<typeof MinutesKind>

export const Minutes = z
  .number()
  .int({ error: 'whole-number' })
  .min(1, { error: `between:1:${MAX_MINUTES}` })
  .max(MAX_MINUTES, { error: `between:1:${MAX_MINUTES}` })

/** `replaces`: the line that this one corrects; only then may it be none at all. */
export const RecordTime = z
  .strictObject({
    id: Uuid,
    minutes: z
      .number()
      .int({ error: 'whole-number' })
      .min(0, { error: `between:1:${MAX_MINUTES}` })
      .max(MAX_MINUTES, { error: `between:1:${MAX_MINUTES}` }),
    kind: MinutesKind.optional(),
    replaces: Uuid.optional(),
    reason: personLine(300).optional(),
  })
  .refine(({ minutes, replaces }) => minutes > 0 || replaces !== undefined, {
    error: `between:1:${MAX_MINUTES}`,
    path: ['minutes'],
  })
export type RecordTime = z.infer<typeof RecordTime>

export const TimeQuery = z.strictObject({ ...PageQuery })

const Person = z.strictObject({ id: z.string(), name: z.string() })
const Totals = z.strictObject({
  advice: z.number().int(),
  preparation: z.number().int(),
  travel: z.number().int(),
  all: z.number().int(),
})

export const TimeLine = z.strictObject({
  id: z.string(),
  minutes: z.number().int(),
  kind: MinutesKind,
  at: Instant,
  /** Whose time it is, and who wrote it down. */
  advisor: Person,
  recordedBy: Person,
  replaces: z.string().nullable(),
  /** The line that holds in its place; null while it holds itself. */
  replacedBy: z.string().nullable(),
  reason: z.string().nullable(),
  mayCorrect: z.boolean(),
})
export type TimeLine = z.infer<typeof TimeLine>

export const ClosingPolicy = z.enum(['off', 'ask'])
export type ClosingPolicy = z.infer<typeof ClosingPolicy>

/** Whether the help given counts by the rules of the office's programme call, or would if closed now. */
const Standing = z.strictObject({
  isMade: z.boolean(),
  countable: z.boolean(),
  reason: z.string().nullable(),
  words: z.string(),
})

export const TicketTime = z.strictObject({
  items: z.array(TimeLine),
  nextCursor: z.string().nullable(),
  totals: Totals,
  /** Minutes for what is being solved now, without needs resolved before. */
  sinceOpened: z.number().int(),
  closing: ClosingPolicy,
  standing: Standing,
})
export type TicketTime = z.infer<typeof TicketTime>

export const OfficeTime = z.strictObject({
  office: z.strictObject({ slug: z.string(), name: z.string() }),
  closing: ClosingPolicy,
  mayChange: z.boolean(),
})
export const OfficeTimeList = z.strictObject({ items: z.array(OfficeTime) })
export type OfficeTimeList = z.infer<typeof OfficeTimeList>
export const PatchOfficeTime = z.strictObject({ closing: ClosingPolicy })
export const ByOffice = z.strictObject({ slug: Slug })

export const ContactQuery = z.strictObject({
  q: z.string().max(200, { error: 'too-long:200' }),
})

/** A person whom an office has helped before, to log the next consultation with few keys. */
export const FoundContact = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  company: z.strictObject({
    name: z.string(),
    activity: z.string().nullable(),
    nace: z.string().nullable(),
    sector: z.string().nullable(),
    postcode: z.string().nullable(),
  }),
})
export type FoundContact = z.infer<typeof FoundContact>
export const ContactList = z.strictObject({ items: z.array(FoundContact) })
