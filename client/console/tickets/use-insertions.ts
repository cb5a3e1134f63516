import { useEffect, useRef } from 'react'
import type { TicketMessage } from '../../../server/contract/tickets.ts'
import { Signal } from '../platform/signal.ts'
import { useDesk } from './desk.ts'
import { type DraftKind, withParagraph } from './drafts.ts'
import { lastSeq } from './messages-merge.ts'

/** A paragraph for a draft that comes from outside the composer: a guide, a message taken back. */
type Insertion = { ticket: string; kind: DraftKind; paragraph: string }

const insertions = new Signal<Insertion | null>(null)

/** A draft that its writer is to go on with, as soon as its composer is there. */
const wantedTurn = new Signal<{ ticket: string; kind: DraftKind } | null>(null)

export function turnToDraft(ticket: string, kind: DraftKind): void {
  wantedTurn.set({ ticket, kind })
}

export function insertIntoDraft(insertion: Insertion): void {
  insertions.set({ ...insertion })
}

/** Puts insertions into the draft; the composer then turns to it, so that one goes on writing. */
export function useInsertions(
  number: string,
  messages: readonly TicketMessage[],
  onInserted: (kind: DraftKind) => void,
): void {
  const { drafts } = useDesk()
  useTurns(number, onInserted)
  useEffect(
    () =>
      insertions.subscribe(() => {
        const insertion = insertions.get()
        if (insertion?.ticket !== number) return
        const { kind, paragraph } = insertion
        const text = withParagraph(drafts.get(number, kind).text, paragraph)
        drafts.write(number, kind, text, lastSeq(messages))
        onInserted(kind)
      }),
    [drafts, number, messages, onInserted],
  )
}

function useTurns(number: string, onTurned: (kind: DraftKind) => void): void {
  const latest = useRef(onTurned)
  latest.current = onTurned
  useEffect(() => {
    const turn = () => {
      const wanted = wantedTurn.get()
      if (wanted?.ticket !== number) return
      wantedTurn.set(null)
      latest.current(wanted.kind)
    }
    turn()
    return wantedTurn.subscribe(turn)
  }, [number])
}
