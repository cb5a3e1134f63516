import { z } from 'zod'
import { Slug } from './common.ts'

/** What a member of staff takes: everything, nothing for now, or only what other offices send. */
export const StaffStatus = z.enum(['online', 'away', 'transfers-only', 'offline'])
export type StaffStatus = z.infer<typeof StaffStatus>

const MOST_LIVE = 50
const MOST_MINUTES = 2_400

const between = (low: number, high: number) =>
  z
    .number({ error: `between:${low}:${high}` })
    .int({ error: 'whole-number' })
    .min(low, { error: `between:${low}:${high}` })
    .max(high, { error: `between:${low}:${high}` })

const MaxLive = between(1, MOST_LIVE)

/** The caller's own desk. `status` is what colleagues see, `chosen` what was set. */
export const OwnDesk = z.strictObject({
  status: StaffStatus,
  chosen: StaffStatus,
  /** Open tickets that wait for the caller's answer. */
  live: z.number().int(),
  /** The caller's own limit; null where the office's holds. */
  maxLive: z.number().int().nullable(),
  officeMaxLive: z.number().int().nullable(),
})
export type OwnDesk = z.infer<typeof OwnDesk>

export const PatchOwnDesk = z
  .strictObject({ status: StaffStatus.optional(), maxLive: MaxLive.nullable().optional() })
  .refine((change) => Object.keys(change).length > 0, { error: 'no-change' })
export type PatchOwnDesk = z.infer<typeof PatchOwnDesk>

export const StaffQuery = z.strictObject({ office: Slug.optional() })

/** A colleague as the assign menu shows it. */
export const StaffMember = z.strictObject({
  id: z.string(),
  name: z.string(),
  status: StaffStatus,
  live: z.number().int(),
  maxLive: z.number().int(),
})
export type StaffMember = z.infer<typeof StaffMember>
export const StaffList = z.strictObject({ items: z.array(StaffMember) })
export type StaffList = z.infer<typeof StaffList>

/** What the desk hears when a colleague comes, goes or chooses. */
export const StaffNews = z.strictObject({ id: z.string(), status: StaffStatus })
export type StaffNews = z.infer<typeof StaffNews>

export const AssignmentMode = z.enum(['off', 'round-robin', 'least-busy'])
export type AssignmentMode = z.infer<typeof AssignmentMode>

const assignmentFields = {
  mode: AssignmentMode,
  maxLive: MaxLive,
  /** Office minutes after which an unanswered ticket goes back; null for never. */
  returnMinutes: between(1, MOST_MINUTES).nullable(),
}

export const OfficeAssignment = z.strictObject({
  office: z.strictObject({ slug: z.string(), name: z.string() }),
  ...assignmentFields,
  mayChange: z.boolean(),
})
export type OfficeAssignment = z.infer<typeof OfficeAssignment>
export const OfficeAssignmentList = z.strictObject({ items: z.array(OfficeAssignment) })
export type OfficeAssignmentList = z.infer<typeof OfficeAssignmentList>

export const PatchOfficeAssignment = z
  .strictObject(assignmentFields)
  .partial()
  .refine((change) => Object.keys(change).length > 0, { error: 'no-change' })
export type PatchOfficeAssignment = z.infer<typeof PatchOfficeAssignment>
