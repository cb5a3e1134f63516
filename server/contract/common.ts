import { z } from 'zod'

/** Languages that have texts; `lang` itself takes any BCP 47 tag and is never refused. */
export const LangTag = z
  .string()
  .max(35, { error: 'too-long:35' })
  .regex(/^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$/, { error: 'lang-tag' })

/** NUL and lone surrogates cannot be stored and given back byte for byte, so they are refused. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what this is about
const UNSTORABLE = /\u0000|\p{Surrogate}/u

/** Text that a person is writing: kept as it is, perhaps empty, `max` in UTF-16 units. */
export const writing = (max: number) =>
  z
    .string({ error: (issue) => (issue.input === undefined ? 'required' : 'text') })
    .max(max, { error: `too-long:${max}` })
    .refine((text) => !UNSTORABLE.test(text), { error: 'unstorable' })

/** Text that a person wrote: as `writing`, and never empty. */
export const personText = (max: number) =>
  writing(max).refine((text) => text.trim() !== '', { error: 'required' })

/** One line of text (names, subjects): line breaks would end up in mail headers. */
export const personLine = (max: number) =>
  personText(max).refine((text) => !/[\r\n\u2028\u2029]/.test(text), { error: 'one-line' })

/**
 * Addresses we send to: one mailbox, plain, no quoting, no comments, no groups. Stricter than RFC 5322
 * on purpose (parser differences have redirected mail in nodemailer and others: faults.md V73).
 */
export const Email = z
  .string({ error: (issue) => (issue.input === undefined ? 'required' : 'email') })
  .max(254, { error: 'email' })
  .regex(/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,253}$)[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, {
    error: 'email',
  })
  .refine((address) => !address.includes('..') && !/^\.|\.@/.test(address), { error: 'email' })

export const Uuid = z.uuid({ error: 'uuid' })
export const Slug = z
  .string()
  .max(80, { error: 'too-long:80' })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'slug' })
export const TicketNumber = z.string().regex(/^[A-Z]{2,4}-\d{1,12}$/, { error: 'ticket-number' })
export const Instant = z.iso.datetime()

export const FieldError = z.strictObject({ path: z.string(), message: z.string() })

/** RFC 9457 problem details: every refusal, over HTTP and in socket acknowledgements. */
export const ProblemDocument = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  errors: z.array(FieldError).optional(),
  retryAfterMs: z.number().int().optional(),
})
export type ProblemDocument = z.infer<typeof ProblemDocument>

/** Numbers in a query string arrive as text. */
export const QueryNumber = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, { error: 'whole-number' })
    .transform(Number)
    .refine((value) => value >= low && value <= high, { error: `between:${low}:${high}` })

export const PageQuery = {
  limit: QueryNumber(1, 200).optional(),
  cursor: z.string().max(500, { error: 'cursor' }).optional(),
}

/** One page of a list: `nextCursor` is null on the last page. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() })
