import { z } from 'zod'
import { Instant, LangTag, personLine, Slug } from './common.ts'

export const MAX_TAGS = 10
export const MAX_TAG = 30

export const Priority = z.enum(['low', 'normal', 'high', 'urgent'])
export type Priority = z.infer<typeof Priority>

/** Until an instant, or until the company writes. */
export const Snooze = z.union([z.literal('reply'), Instant], { error: 'snooze' })
export type Snooze = z.infer<typeof Snooze>

/** What a line of a list says besides. */
export const ticketProperties = {
  priority: Priority,
  topic: z.strictObject({ slug: z.string(), label: z.string() }).nullable(),
  tags: z.array(z.string()),
  snoozed: z.string().nullable(),
}

/** `tags` takes the place of all that there are; `topic` and `snoozed` are taken away by null. */
export const propertyFields = {
  priority: Priority.optional(),
  topic: Slug.nullable().optional(),
  tags: z
    .array(personLine(MAX_TAG))
    .max(MAX_TAGS, { error: `too-many:${MAX_TAGS}` })
    .optional(),
  snoozed: Snooze.nullable().optional(),
}

export const PropertyChange = z.strictObject(propertyFields)

export const TicketSort = z.enum(['activity', 'due', 'newest', 'oldest'])
export type TicketSort = z.infer<typeof TicketSort>

export const DueWithin = z.enum(['overdue', '2h', '24h', '7d'])
export type DueWithin = z.infer<typeof DueWithin>

/** Days since it came, at least. */
export const Age = z.enum(['1', '3', '7', '30'])

/** `sector` is a section of NACE, `region` a NUTS 2 code. */
export const ticketFilters = {
  sector: z
    .string()
    .regex(/^[A-U]$/, { error: 'nace' })
    .optional(),
  region: z
    .string()
    .regex(/^[A-Z]{2}[0-9A-Z]{2}$/, { error: 'unknown-region' })
    .optional(),
  topic: Slug.optional(),
  channel: Slug.optional(),
  language: LangTag.optional(),
  tag: personLine(MAX_TAG).optional(),
  priority: Priority.optional(),
  age: Age.optional(),
  due: DueWithin.optional(),
  snoozed: z.enum(['yes', 'no']).optional(),
  sort: TicketSort.optional(),
}

const Choice = z.strictObject({ value: z.string(), label: z.string() })

/** `office`: whose people are meant, for those who look after several. */
export const TicketChoicesQuery = z.strictObject({ office: Slug.optional() })

/** What the properties and filters of tickets may be set to, in the caller's scope and language. */
export const TicketChoices = z.strictObject({
  offices: z.array(Choice),
  advisors: z.array(Choice),
  sectors: z.array(Choice),
  regions: z.array(Choice),
  topics: z.array(Choice),
})
export type TicketChoices = z.infer<typeof TicketChoices>

export const TagQuery = z.strictObject({
  office: Slug.optional(),
  q: z
    .string()
    .max(MAX_TAG, { error: `too-long:${MAX_TAG}` })
    .optional(),
})

/** Tags that an office has used, the latest used first. */
export const TagList = z.strictObject({ items: z.array(z.string()) })
