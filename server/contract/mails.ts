import { z } from 'zod'
import { Instant } from './common.ts'

export const MailOverview = z.strictObject({
  smtp: z.boolean(),
  waiting: z.number().int(),
  failed: z.number().int(),
  oldestWaiting: Instant.nullable(),
  lastProblem: z.string().nullable(),
  items: z.array(
    z.strictObject({
      id: z.string(),
      to: z.string(),
      subject: z.string(),
      text: z.string(),
      status: z.enum(['queued', 'sending', 'sent', 'failed']),
      at: Instant,
      ticket: z.string().nullable(),
      problem: z.string().nullable(),
    }),
  ),
})
export type MailOverview = z.infer<typeof MailOverview>
