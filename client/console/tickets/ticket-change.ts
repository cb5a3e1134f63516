import { z } from 'zod'
import type { Priority } from '../../../server/contract/properties.ts'
import { Ticket, TicketRow, type TicketStatus } from '../../../server/contract/tickets.ts'
import { callApi, isRefusal } from '../platform/api.ts'

export type Wanted = {
  status?: TicketStatus
  assignee?: string
  guide?: string | null
  priority?: Priority
  topic?: string | null
  tags?: string[]
  snoozed?: string | null
}
type Changed = { kind: 'done'; ticket: Ticket }
/** Someone else decided the same thing meanwhile: `current` is how it stands now. */
export type Conflict = { kind: 'conflict'; current: TicketRow; wanted: Wanted }

/** What a change is based on: the fields it touches and the version they were read in. */
export type Basis = Pick<TicketRow, 'number' | 'version' | 'status' | 'assignee'> &
  Partial<Pick<TicketRow, (typeof PROPERTIES)[number]>>

const MAX_TRIES = 3
const PROPERTIES = ['priority', 'topic', 'tags', 'snoozed'] as const
const Outdated = z.looseObject({ current: TicketRow.loose() })

/**
 * Changes a ticket that still is as it was on the screen. Where only something else has changed (the
 * company wrote, a new subject), the change is simply made again; a different status or assignee is a
 * conflict that a person decides.
 * @throws Refusal, Unreachable
 */
export async function changeTicket(basis: Basis, wanted: Wanted): Promise<Changed | Conflict> {
  let version = basis.version
  for (let tries = 1; ; tries += 1) {
    try {
      const call = { method: 'PATCH', body: wanted, version, reply: Ticket } as const
      return { kind: 'done', ticket: await callApi(`/tickets/${basis.number}`, call) }
    } catch (error) {
      const current = outdatedBy(error)
      if (!current) throw error
      if (!isSame(basis, current, wanted) || tries === MAX_TRIES)
        return { kind: 'conflict', current, wanted }
      version = current.version
    }
  }
}

/** Whether nobody has decided anything that this change decides. */
export function isSame(
  basis: Basis,
  current: Basis,
  wanted: { readonly [Name in (typeof PROPERTIES)[number]]?: unknown },
): boolean {
  return (
    basis.status === current.status &&
    basis.assignee?.id === current.assignee?.id &&
    PROPERTIES.every(
      (name) =>
        wanted[name] === undefined || JSON.stringify(basis[name]) === JSON.stringify(current[name]),
    )
  )
}

function outdatedBy(error: unknown): TicketRow | undefined {
  if (!isRefusal(error, 412)) return undefined
  return Outdated.safeParse(error.problem).data?.current
}
