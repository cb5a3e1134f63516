import { useRef, useState } from 'react'
import { MAX_QUESTION } from '../../../server/contract/routing.ts'
import type { Ticket, TicketMessage } from '../../../server/contract/tickets.ts'
import { useMe } from '../accounts/session.ts'
import { useSignal } from '../platform/signal.ts'
import { randomUuid } from '../platform/uuid.ts'
import { useDesk } from './desk.ts'
import type { DraftKind } from './drafts.ts'
import { lastSeq, replySince } from './messages-merge.ts'

/** The company sees "is writing" for some seconds after each of these. */
const TYPING_EVERY_MS = 3_000

export type ComposerState = {
  text: string
  /** Characters that are too many; 0 while it can be sent. */
  excess: number
  /** Whether the draft outlives the page. */
  isKept: boolean
  /** A colleague's reply that came while this one was being written. */
  collision: TicketMessage | undefined
  isAsking: boolean
  write(text: string): void
  /** Sends, or asks first if a colleague was faster. */
  send(): void
  sendAnyway(): void
  stopAsking(): void
  /** The colleague's reply has been seen. */
  acknowledge(): void
}

/** The draft of one ticket and kind, and its way to the outbox. */
export function useComposer(
  { number }: Ticket,
  messages: readonly TicketMessage[],
  kind: DraftKind,
): ComposerState {
  const me = useMe()
  const { drafts, outbox } = useDesk()
  useSignal(drafts.changes)
  const isKept = useSignal(drafts.isKept)
  const [isAsking, setAsking] = useState(false)
  const tellTyping = useTyping(number, kind)
  const { text, seq } = drafts.get(number, kind)
  const isWriting = kind === 'public' && text.trim() !== ''
  const collision = isWriting ? replySince(messages, seq, me.id) : undefined
  const excess = Math.max(0, text.length - MAX_QUESTION)
  const dispatch = () => {
    setAsking(false)
    if (text.trim() === '' || excess > 0) return
    const at = new Date().toISOString()
    outbox.add({ id: randomUuid(), ticket: number, text: text.trim(), visibility: kind, at })
    drafts.clear(number, kind)
  }
  return {
    ...{ text, excess, isKept, collision, isAsking },
    write(next) {
      drafts.write(number, kind, next, lastSeq(messages))
      if (next !== '') tellTyping()
    },
    send: () => (collision ? setAsking(true) : dispatch()),
    sendAnyway: dispatch,
    stopAsking: () => setAsking(false),
    acknowledge: () => drafts.catchUp(number, kind, lastSeq(messages)),
  }
}

/** Only replies are announced: the company does not know of notes. */
function useTyping(number: string, kind: DraftKind): () => void {
  const { link } = useDesk()
  const toldAt = useRef(Number.NEGATIVE_INFINITY)
  return () => {
    const now = performance.now()
    if (kind !== 'public' || now - toldAt.current < TYPING_EVERY_MS) return
    toldAt.current = now
    link.tell('typing', { ticket: number })
  }
}
