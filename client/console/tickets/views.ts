import {
  IconAlarm,
  IconCheck,
  IconClock,
  IconHourglass,
  IconInbox,
  IconStack2,
  IconTransferIn,
  IconUser,
} from '@tabler/icons-react'
import type { Me } from '../../../server/contract/accounts.ts'
import { TicketView } from '../../../server/contract/tickets.ts'

type View = { view: TicketView; Icon: typeof IconInbox }

/** The views in the order of the navigation. */
export const VIEWS: readonly View[] = [
  { view: 'incoming', Icon: IconTransferIn },
  { view: 'unassigned', Icon: IconInbox },
  { view: 'mine', Icon: IconUser },
  { view: 'open', Icon: IconClock },
  { view: 'waiting', Icon: IconHourglass },
  { view: 'overdue', Icon: IconAlarm },
  { view: 'resolved', Icon: IconCheck },
  { view: 'all', Icon: IconStack2 },
]

/** Where the console opens: what nobody has taken yet, for those who may take it. */
export function defaultView(me: Me): TicketView {
  return me.can.answerTickets ? 'unassigned' : 'open'
}

export function readView(value: string | null, me: Me): TicketView {
  return TicketView.safeParse(value).data ?? defaultView(me)
}
