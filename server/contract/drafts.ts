import { z } from 'zod'
import { Instant, TicketNumber, Uuid, writing } from './common.ts'
import { MacroActions } from './macros.ts'

/** More than can be sent: what is too long is to be shortened, not lost. */
export const MAX_DRAFT = 20_000

export const DraftKind = z.enum(['reply', 'note'])
export type DraftKind = z.infer<typeof DraftKind>

/** What one member of staff has written for one ticket and not sent; nobody else ever reads it. */
export const TicketDraft = z.strictObject({
  kind: DraftKind,
  text: z.string(),
  /** The newest public message that its writer had seen. */
  seq: z.number().int(),
  /** What is done to the ticket once it is sent. */
  actions: MacroActions,
  /** Another with every save; what a save is based on is said by it. */
  version: z.string(),
  updatedAt: Instant,
})
export type TicketDraft = z.infer<typeof TicketDraft>

export const TicketDrafts = z.strictObject({ items: z.array(TicketDraft) })

/** No text: the draft is put away. `base`: the version in sight while it was written. */
export const PutDraft = z.strictObject({
  text: writing(MAX_DRAFT),
  seq: z.number().int().min(0, { error: 'too-small' }),
  actions: MacroActions.optional(),
  base: Uuid.nullable(),
})
export type PutDraft = z.infer<typeof PutDraft>

export const SavedDraft = z.strictObject({
  draft: TicketDraft.nullable(),
  /** A text of another device that this save took the place of, unseen. */
  replaced: z.strictObject({ text: z.string(), updatedAt: Instant }).nullable(),
})
export type SavedDraft = z.infer<typeof SavedDraft>

export const DraftOf = z.strictObject({ number: TicketNumber, kind: DraftKind })
