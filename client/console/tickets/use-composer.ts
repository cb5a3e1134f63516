import { useEffect, useRef, useState } from 'react'
import type { MacroActions } from '../../../server/contract/macros.ts'
import { MAX_QUESTION } from '../../../server/contract/routing.ts'
import type { Ticket, TicketMessage } from '../../../server/contract/tickets.ts'
import { useMe } from '../accounts/session.ts'
import { useSignal } from '../platform/signal.ts'
import { randomUuid } from '../platform/uuid.ts'
import type { BeforeClosing } from '../time/use-time.tsx'
import { afterSend } from './after-send.ts'
import { useDesk } from './desk.ts'
import type { DraftKind } from './drafts.ts'
import { lastSeq, replySince } from './messages-merge.ts'

/** The company sees "is writing" for some seconds after each of these. */
const TYPING_EVERY_MS = 3_000

/** How it is to be sent: with a status that the ticket gets, or at another time. */
type Sending = { status?: NonNullable<MacroActions['status']>; sendAt?: string }

export type ComposerState = {
  text: string
  /** Characters that are too many; 0 while it can be sent. */
  excess: number
  /** Whether the draft outlives the page. */
  isKept: boolean
  /** Whether the person's other devices find it too. */
  isSaved: boolean
  /** What is done to the ticket once this is sent. */
  actions: MacroActions
  /** What another device had when this text took its place. */
  older: string | undefined
  /** A colleague's reply that came while this one was being written. */
  collision: TicketMessage | undefined
  isAsking: boolean
  write(text: string): void
  addActions(actions: MacroActions): void
  dropActions(): void
  takeOlder(): void
  putAwayOlder(): void
  /** Sends, or asks first if a colleague was faster. */
  send(how?: Sending): void
  sendAnyway(): void
  stopAsking(): void
  /** The colleague's reply has been seen. */
  acknowledge(): void
}

/** The draft of one ticket and kind, and its way to the outbox. */
export function useComposer(
  ticket: Ticket,
  messages: readonly TicketMessage[],
  kind: DraftKind,
  beforeClosing: BeforeClosing,
): ComposerState {
  const { number } = ticket
  const me = useMe()
  const { drafts } = useDesk()
  useSignal(drafts.changes)
  useDraftsThere(number)
  const isKept = useSignal(drafts.isKept)
  const tellTyping = useTyping(number, kind)
  const { text, seq, actions, isSaved } = drafts.get(number, kind)
  const isWriting = kind === 'public' && text.trim() !== ''
  const collision = isWriting ? replySince(messages, seq, me.id) : undefined
  const excess = Math.max(0, text.length - MAX_QUESTION)
  const seen = lastSeq(messages)
  return {
    ...{ text, excess, isKept, isSaved, actions, collision },
    older: drafts.older(number, kind),
    write(next) {
      drafts.write(number, kind, next, seen)
      if (next !== '') tellTyping()
    },
    addActions(more) {
      if (Object.keys(more).length === 0) return
      drafts.setActions(number, kind, { ...drafts.get(number, kind).actions, ...more })
    },
    dropActions: () => drafts.setActions(number, kind, {}),
    takeOlder: () => drafts.takeOlder(number, kind, seen),
    putAwayOlder: () => drafts.putAwayOlder(number, kind),
    acknowledge: () => drafts.catchUp(number, kind, seen),
    ...useSending(ticket, kind, {
      isFit: text.trim() !== '' && excess === 0,
      ...{ collision, seen, beforeClosing },
    }),
  }
}

type Parts = {
  isFit: boolean
  collision: TicketMessage | undefined
  seen: number
  beforeClosing: BeforeClosing
}

function useSending(ticket: Ticket, kind: DraftKind, parts: Parts) {
  const { isFit, collision, seen, beforeClosing } = parts
  const me = useMe()
  const { drafts, outbox } = useDesk()
  const [asked, setAsked] = useState<Sending | null>(null)
  const dispatch = (how: Sending) => {
    setAsked(null)
    if (!isFit) return
    const status = how.status ?? drafts.get(ticket.number, kind).actions.status
    const closes = status === 'resolved' && ticket.status !== 'resolved'
    if (closes) beforeClosing(() => put(how))
    else put(how)
  }
  const put = ({ status, sendAt }: Sending) => {
    const { text, actions } = drafts.get(ticket.number, kind)
    if (text.trim() === '') return
    const wanted = { ...actions, ...(status && { status }) }
    const after = afterSend(ticket, kind, me.id, wanted)
    outbox.add({
      id: randomUuid(),
      ticket: ticket.number,
      text: text.trim(),
      visibility: kind,
      at: new Date().toISOString(),
      seq: seen,
      ...(sendAt && { sendAt }),
      ...(after && { after }),
    })
    drafts.clear(ticket.number, kind)
  }
  return {
    isAsking: asked !== null,
    send: (how: Sending = {}) => (collision ? setAsked(how) : dispatch(how)),
    sendAnyway: () => dispatch(asked ?? {}),
    stopAsking: () => setAsked(null),
  }
}

/** What this person has written here on another device. */
function useDraftsThere(number: string): void {
  const { draftSync } = useDesk()
  useEffect(() => void draftSync.load(number), [draftSync, number])
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
