import { z } from 'zod'
import { ProblemDocument, TicketNumber } from './common.ts'
import { PropertyChange } from './properties.ts'
import { TicketRow, TicketStatus } from './tickets.ts'

/** Rows of one request. */
export const MAX_BULK = 100

/** Another office is no choice here: a transfer asks for its own reason each time. */
const RowChange = z
  .strictObject({
    ...PropertyChange.shape,
    status: TicketStatus.optional(),
    assignee: z.string().max(60, { error: 'assignee' }).optional(),
  })
  .refine((change) => Object.keys(change).length > 0, { error: 'no-change' })
export type RowChange = z.infer<typeof RowChange>

/** Each row says which version it is based on; no ticket comes twice. */
export const BulkRequest = z.strictObject({
  items: z
    .array(
      z.strictObject({
        number: TicketNumber,
        version: z.number().int().min(1, { error: 'too-small' }),
        change: RowChange,
      }),
    )
    .min(1, { error: 'no-change' })
    .max(MAX_BULK, { error: `too-many:${MAX_BULK}` })
    .refine((items) => new Set(items.map(({ number }) => number)).size === items.length, {
      error: 'ticket-twice',
    }),
})
export type BulkRequest = z.infer<typeof BulkRequest>

/** What became of one row: changed where `problem` is null. `ticket` is as it is now, if it may be seen. */
export const BulkOutcome = z.strictObject({
  number: z.string(),
  problem: ProblemDocument.nullable(),
  ticket: TicketRow.nullable(),
})
export type BulkOutcome = z.infer<typeof BulkOutcome>

export const BulkResult = z.strictObject({ items: z.array(BulkOutcome) })
export type BulkResult = z.infer<typeof BulkResult>
