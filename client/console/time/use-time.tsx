import { type ReactNode, useMemo, useRef, useState } from 'react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { useKeys } from '../shell/keys.ts'
import { useDesk } from '../tickets/desk.ts'
import type { TicketActions } from '../tickets/ticket-actions.tsx'
import { useTicketTime } from './queries.ts'
import { TimeDialog, type TimeTask } from './time-dialog.tsx'
import { TimeBook, useTimer } from './timer.ts'

/** Goes on to close, perhaps after asking how long it took. */
export type BeforeClosing = (goOn: () => void) => void

export function useTimeBook(): TimeBook {
  const { preferences, me } = useDesk()
  return useMemo(() => new TimeBook(preferences, me.id), [preferences, me.id])
}

/**
 * Time of the open ticket: the timer, the key `P`, and, where the office wants it and nothing has been
 * written down yet, the question at closing. It can always be closed without an answer.
 */
export function useTime(
  ticket: Ticket,
  actions: TicketActions,
): { actions: TicketActions; beforeClosing: BeforeClosing; timeDialog: ReactNode } {
  const { number, mayAnswer } = ticket
  const book = useTimeBook()
  const { data: time } = useTicketTime(number)
  const [task, setTask] = useState<TimeTask | null>(null)
  useTimer(book, number, mayAnswer)
  const goOn = useRef<() => void>(() => {})
  const ask = (kind: 'record' | 'close' | 'send') =>
    setTask({ kind, proposal: book.minutes(number) })
  const askBefore = (kind: 'close' | 'send', next: () => void) => {
    goOn.current = next
    if (isAsked) ask(kind)
    else next()
  }
  const isAsked = time?.closing === 'ask' && time.sinceOpened === 0
  useKeys({ p: () => ask('record') }, mayAnswer)
  const shut = () => setTask(null)
  return {
    actions: { ...actions, close: () => askBefore('close', actions.close) },
    beforeClosing: (next) => askBefore('send', next),
    timeDialog: (
      <TimeDialog
        number={number}
        task={task}
        onShut={shut}
        onSkip={() => {
          shut()
          goOn.current()
        }}
        onRecorded={({ kind }) => {
          book.clear(number)
          if (kind !== 'record') goOn.current()
        }}
      />
    ),
  }
}
