import { useMemo } from 'react'
import type { Ticket, TicketRow } from '../../../server/contract/tickets.ts'
import { useSignal } from '../platform/signal.ts'
import { useDesk } from './desk.ts'
import type { VisitorPresence } from './heard.ts'
import { useTicketQuery } from './queries.ts'

/** One ticket as it is now: as fetched, with the latest row heard since. */
export function useTicket(number: string): {
  ticket: Ticket | undefined
  error: Error | null
  retry(): void
} {
  const { heard } = useDesk()
  const { data, error, refetch } = useTicketQuery(number)
  const row = useSignal(heard.news).get(number)?.row
  const visitor = useSignal(heard.visitors).get(number)
  const ticket = useMemo(() => data && withNews(data, row, visitor), [data, row, visitor])
  return { ticket, error, retry: () => void refetch() }
}

function withNews(
  ticket: Ticket,
  row: TicketRow | null | undefined,
  visitor: VisitorPresence | undefined,
): Ticket {
  const visitorOnline = visitor?.isOnline ?? ticket.visitorOnline
  const visitorRead = Math.max(visitor?.readSeq ?? 0, ticket.visitorRead)
  if (!row || row.version < ticket.version) return { ...ticket, visitorOnline, visitorRead }
  const { status, version, subject, office, assignee, dueAt, updatedAt } = row
  const { toAccept, priority, topic, tags, snoozed } = row
  return {
    ...ticket,
    ...{ status, version, subject, office, assignee, dueAt, updatedAt, visitorOnline, visitorRead },
    ...{ toAccept, priority, topic, tags, snoozed },
    lastAt: [row.lastAt, ticket.lastAt].sort().at(-1) ?? row.lastAt,
  }
}
