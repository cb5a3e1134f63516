import { useEffect, useMemo, useRef } from 'react'
import type { Ticket, TicketMessage } from '../../../server/contract/tickets.ts'
import { useMe } from '../accounts/session.ts'
import { announce } from '../platform/announcer.tsx'
import { useSignal } from '../platform/signal.ts'
import { type Texts, useTexts } from '../platform/texts.tsx'
import { useDesk } from './desk.ts'
import { hasGap, lastSeq, mergeMessages } from './messages-merge.ts'
import type { Pending } from './outbox.ts'
import { useMessagePages } from './queries.ts'

const NOTHING: readonly TicketMessage[] = []

export type Conversation = {
  messages: TicketMessage[]
  /** This advisor's own messages on their way. */
  pending: Pending[]
  query: ReturnType<typeof useMessagePages>
}

/** The conversation as it is now: fetched pages, what was heard since, and what is on its way. */
export function useConversation(ticket: Ticket): Conversation {
  const { heard, outbox } = useDesk()
  const query = useMessagePages(ticket.number)
  const told = useSignal(heard.messages).get(ticket.conversation) ?? NOTHING
  const onTheWay = useSignal(outbox.pending)
  const { data, refetch } = query
  const messages = useMemo(() => mergeMessages(data?.pages ?? [], told), [data, told])
  const pending = useMemo(() => {
    const arrived = new Set(messages.map(({ id }) => id))
    return onTheWay.filter((item) => item.ticket === ticket.number && !arrived.has(item.id))
  }, [onTheWay, messages, ticket.number])
  useFilledGaps(messages, refetch)
  useAnnouncements(messages, ticket, data !== undefined)
  return { messages, pending, query }
}

/** A missing number is fetched once; if it stays missing, asking again would not help. */
function useFilledGaps(messages: TicketMessage[], refetch: () => Promise<unknown>): void {
  const askedAt = useRef(0)
  const last = lastSeq(messages)
  const isBroken = hasGap(messages)
  useEffect(() => {
    if (!isBroken || askedAt.current === last) return
    askedAt.current = last
    void refetch()
  }, [isBroken, last, refetch])
}

/** What others write is told once, politely; the history and one's own lines are not read out. */
function useAnnouncements(messages: TicketMessage[], ticket: Ticket, isLoaded: boolean): void {
  const texts = useTexts()
  const { id: meId } = useMe()
  const known = useRef<string | null>(null)
  const last = messages.at(-1)
  useEffect(() => {
    if (!isLoaded) return
    const before = known.current
    known.current = last?.id ?? ''
    const isNew = last && before !== null && before !== last.id
    if (isNew && last.author.id !== meId) announce(announcementOf(last, ticket, texts))
  }, [last, isLoaded, meId, ticket, texts])
}

function announcementOf(message: TicketMessage, ticket: Ticket, { t }: Texts): string {
  const { kind, name } = message.author
  const writer = kind === 'visitor' ? ticket.contact.name : (name ?? t('console.author.bot'))
  if (kind === 'system') return message.text
  return t('console.log.arrived', { name: writer, text: message.text.slice(0, 300) })
}
