import { useDocumentVisibility } from '@mantine/hooks'
import { useEffect } from 'react'
import type { Ticket, TicketMessage } from '../../../server/contract/tickets.ts'
import { useSignal } from '../platform/signal.ts'
import { useDesk } from './desk.ts'

/** Tells the company's page that its message has been seen: in sight, on a page that is looked at. */
export function useReadMark(
  { number, mayAnswer }: Ticket,
  messages: readonly TicketMessage[],
  isAtEnd: boolean,
): void {
  const { link } = useDesk()
  const isConnected = useSignal(link.state) === 'connected'
  const isLookedAt = useDocumentVisibility() === 'visible'
  const seq = messages.findLast(({ author }) => author.kind === 'visitor')?.seq ?? 0
  useEffect(() => {
    if (mayAnswer && isConnected && isLookedAt && isAtEnd && seq > 0) {
      link.tell('read', { ticket: number, seq })
    }
  }, [link, number, seq, mayAnswer, isConnected, isLookedAt, isAtEnd])
}
