import { z } from 'zod'
import { TicketRow } from '../../../server/contract/tickets.ts'
import type { Refusal } from '../platform/api.ts'

const Outdated = z.looseObject({ current: TicketRow.loose() })

/** The ticket as it is now, from the refusal of a change to what it was. */
export function currentOf({ problem }: Refusal): TicketRow | undefined {
  return Outdated.safeParse(problem).data?.current
}
