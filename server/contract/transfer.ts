import { z } from 'zod'
import { Instant, PageQuery, page, personText, Slug } from './common.ts'

const OfficeName = z.strictObject({ slug: z.string(), name: z.string() })

/** Why an advisor sends a ticket to another office. */
export const TransferReason = z.enum([
  'other-sector',
  'other-region',
  'specialist',
  'other-language',
  'too-busy',
  'other',
])
export type TransferReason = z.infer<typeof TransferReason>

/** Why an office does not take a ticket. */
export const RefusalReason = z.enum(['not-our-sector', 'not-our-region', 'no-time', 'other'])
export type RefusalReason = z.infer<typeof RefusalReason>

const Detail = personText(1_000)
/** "Other" says nothing by itself. */
const isExplained = ({ reason, detail }: { reason: string; detail?: string | undefined }) =>
  reason !== 'other' || detail !== undefined

const told = {
  office: Slug,
  reason: TransferReason,
  /** For the colleagues of the other office. */
  detail: Detail.optional(),
  /** For the contact. */
  note: personText(1_000).optional(),
}

export const TransferPreviewRequest = z.strictObject(told)
export type TransferPreviewRequest = z.infer<typeof TransferPreviewRequest>

export const TransferRequest = z
  .strictObject({ ...told, consent: z.literal(true, { error: 'consent-transfer' }) })
  .refine(isExplained, { error: 'explain', path: ['detail'] })
export type TransferRequest = z.infer<typeof TransferRequest>

/** What the company will read, in its language. */
export const TransferPreview = z.strictObject({
  lang: z.string(),
  chat: z.string(),
  mail: z.strictObject({ to: z.string(), subject: z.string(), text: z.string() }),
})
export type TransferPreview = z.infer<typeof TransferPreview>

export const TransferOffice = z.strictObject({
  ...OfficeName.shape,
  region: z.string().nullable(),
  sectors: z.array(z.string()),
  /** Whether it serves the company's sector and region; null where that is not known of the company. */
  fits: z.strictObject({ sector: z.boolean().nullable(), region: z.boolean().nullable() }),
  openNow: z.boolean(),
  nextOpening: Instant.nullable(),
  timeZone: z.string(),
  /** Tickets that wait there for an answer. */
  waiting: z.number().int(),
  isDesk: z.boolean(),
})
export type TransferOffice = z.infer<typeof TransferOffice>

/** Offices that this ticket may go to, the next one of the ladder first. */
export const TransferOptions = z.strictObject({
  offices: z.array(TransferOffice),
  referralsLeft: z.number().int(),
})
export type TransferOptions = z.infer<typeof TransferOptions>

export const ReferralDecision = z
  .strictObject({
    decision: z.enum(['accept', 'refuse']),
    reason: RefusalReason.optional(),
    detail: Detail.optional(),
  })
  .refine(({ decision, reason }) => decision === 'accept' || reason !== undefined, {
    error: 'required',
    path: ['reason'],
  })
  .refine(({ reason = '', detail }) => isExplained({ reason, detail }), {
    error: 'explain',
    path: ['detail'],
  })
export type ReferralDecision = z.infer<typeof ReferralDecision>

export const ReferralState = z.enum(['pending', 'accepted', 'refused', 'expired'])

/** How a ticket came to the office that has it. */
export const Referral = z.strictObject({
  from: OfficeName,
  to: OfficeName,
  rule: z.enum(['advisor', 'refused', 'not-accepted']),
  reason: z.string(),
  detail: z.string().nullable(),
  by: z.string().nullable(),
  at: Instant,
  state: ReferralState,
  acceptBy: Instant.nullable(),
  /** While it is pending: whether there is an office after this one. */
  mayRefuse: z.boolean(),
})
export type Referral = z.infer<typeof Referral>

/** What an office still sees of a ticket that it handed over: that, when and to whom; no text of it. */
export const HandedOver = z.strictObject({
  id: z.string(),
  number: z.string(),
  from: OfficeName,
  to: OfficeName,
  rule: z.enum(['advisor', 'refused', 'not-accepted']),
  reason: z.string(),
  by: z.string().nullable(),
  at: Instant,
  state: ReferralState,
  settledAt: Instant.nullable(),
  refusal: z.string().nullable(),
  /** Who has it now, and whether it is resolved. */
  now: OfficeName,
  resolvedAt: Instant.nullable(),
  /** Whether the caller may open it. */
  mayOpen: z.boolean(),
})
export type HandedOver = z.infer<typeof HandedOver>

export const HandedOverQuery = z.strictObject({ ...PageQuery })
export const HandedOverList = page(HandedOver)
export type HandedOverList = z.infer<typeof HandedOverList>

/** Who has it now; whoever gave it away may not read it any more. */
export const Transferred = z.strictObject({
  number: z.string(),
  office: OfficeName,
  dueAt: Instant.nullable(),
  acceptBy: Instant.nullable(),
  mayOpen: z.boolean(),
})
export type Transferred = z.infer<typeof Transferred>
