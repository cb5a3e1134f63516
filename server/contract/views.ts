import { z } from 'zod'
import { personLine } from './common.ts'
import { TicketQuery } from './tickets.ts'

export const ViewVisibility = z.enum(['private', 'office', 'network'])
export type ViewVisibility = z.infer<typeof ViewVisibility>

const ViewName = personLine(60)

/** What a list of tickets is asked for, without its pages. */
export const ViewFilters = TicketQuery.omit({ limit: true, cursor: true })
export type ViewFilters = z.infer<typeof ViewFilters>

export const NewView = z.strictObject({
  name: ViewName,
  visibility: ViewVisibility,
  filters: ViewFilters,
})
export type NewView = z.infer<typeof NewView>

export const PatchView = z
  .strictObject({
    name: ViewName.optional(),
    visibility: ViewVisibility.optional(),
    filters: ViewFilters.optional(),
  })
  .refine((change) => Object.keys(change).length > 0, { error: 'no-change' })
export type PatchView = z.infer<typeof PatchView>

/** A list of tickets that was given a name: for its owner, an office, or everyone. */
export const SavedView = z.strictObject({
  id: z.string(),
  name: z.string(),
  visibility: ViewVisibility,
  filters: ViewFilters,
  owner: z.strictObject({ id: z.string(), name: z.string() }),
  version: z.number().int(),
  mayChange: z.boolean(),
})
export type SavedView = z.infer<typeof SavedView>

export const SavedViewList = z.strictObject({
  items: z.array(SavedView),
  /** For whom the caller may save a view. */
  mayShareWith: z.array(ViewVisibility),
})
export type SavedViewList = z.infer<typeof SavedViewList>
