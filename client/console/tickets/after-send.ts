import { z } from 'zod'
import type { MacroActions } from '../../../server/contract/macros.ts'
import { type Ticket, type TicketRow, TicketStatus } from '../../../server/contract/tickets.ts'
import { isPassing, isRefusal } from '../platform/api.ts'
import { Signal } from '../platform/signal.ts'
import type { DraftKind } from './drafts.ts'
import { changeTicket } from './ticket-change.ts'

/** What is done to a ticket once a message has arrived, and how it is expected to stand then. */
const AfterSend = z.object({
  wanted: z.object({
    status: TicketStatus.exactOptional(),
    assignee: z.literal('me').exactOptional(),
  }),
  status: TicketStatus,
  assignee: z.string().nullable(),
})
export type AfterSend = z.infer<typeof AfterSend>

export type Acted =
  | { kind: 'done'; ticket: Ticket; wanted: AfterSend['wanted'] }
  /** Someone decided otherwise meanwhile: the message has arrived, nothing else was done. */
  | { kind: 'conflict'; current: TicketRow; wanted: AfterSend['wanted'] }
  | { kind: 'refused'; number: string; error: Error; wanted: AfterSend['wanted'] }

/** No ticket has it: the change is made only on what was looked at first. */
const NO_VERSION = 0

/** Carries out what was asked for with a message, and tells what came of it. */
export class ActionsAfter {
  readonly last = new Signal<Acted | null>(null)

  /** @throws Refusal (401), Unreachable: the whole is tried again later */
  async run(number: string, { wanted, status, assignee }: AfterSend): Promise<Acted> {
    const basis = {
      number,
      version: NO_VERSION,
      status,
      assignee: assignee === null ? null : { id: assignee, name: '' },
    }
    const acted = await this.#change(number, basis, wanted)
    this.last.set(acted)
    return acted
  }

  async #change(
    number: string,
    basis: Parameters<typeof changeTicket>[0],
    wanted: AfterSend['wanted'],
  ): Promise<Acted> {
    try {
      return { ...(await changeTicket(basis, wanted)), wanted }
    } catch (error) {
      if (isPassing(error) || isRefusal(error, 401) || !(error instanceof Error)) throw error
      return { kind: 'refused', number, error, wanted }
    }
  }
}

/** What remains to be done beyond what the message itself does; undefined for nothing. */
export function afterSend(
  ticket: Pick<Ticket, 'status' | 'assignee'>,
  kind: DraftKind,
  me: string,
  { status, assignToMe }: MacroActions,
): AfterSend | undefined {
  // A reply makes the ticket wait for the company, and one without an owner the writer's.
  const isReply = kind === 'public'
  const expected = {
    status: isReply ? 'waiting' : ticket.status,
    assignee: ticket.assignee?.id ?? (isReply ? me : null),
  } as const
  const wanted = {
    ...(status !== undefined && status !== expected.status && { status }),
    ...(assignToMe && expected.assignee !== me && { assignee: 'me' as const }),
  }
  return Object.keys(wanted).length === 0 ? undefined : { wanted, ...expected }
}

export function asAfterSend(value: unknown): AfterSend | undefined {
  return AfterSend.safeParse(value).data
}
