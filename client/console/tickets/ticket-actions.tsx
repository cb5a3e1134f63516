import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { useProblemNotice } from '../platform/problem-notice.ts'
import { useTexts } from '../platform/texts.tsx'
import { useDesk } from './desk.ts'
import { type Basis, type Conflict, changeTicket, type Wanted } from './ticket-change.ts'

const UNDO_MS = 10_000

export type TicketActions = {
  isBusy: boolean
  conflict: Conflict | null
  assign(assignee: string): void
  close(): void
  reopen(): void
  change(wanted: Wanted): void
  /** Makes the refused change on top of what is there now. */
  insist(): void
  giveUp(): void
}

/** What can be done with the open ticket. */
export function useTicketActions(ticket: Ticket, onClosed: () => void): TicketActions {
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const tellProblem = useProblemNotice()
  const tellClosed = useClosedNotice()
  const desk = useDesk()
  const change = useMutation({
    mutationFn: ({ basis, wanted }: { basis: Basis; wanted: Wanted }) =>
      changeTicket(basis, wanted),
    // The news of the change may be here before its own answer: what counts is what was pressed.
    onSuccess(outcome, { wanted }) {
      if (outcome.kind === 'conflict') {
        desk.learnRow(outcome.current)
        // Given to the one who has just reached for it: there is nothing to decide.
        if (!hasIt(outcome, desk.me.id)) setConflict(outcome)
        return
      }
      desk.learn(outcome.ticket)
      if (wanted.status !== 'resolved') return
      tellClosed(outcome.ticket)
      onClosed()
    },
    onError: tellProblem,
  })
  const want = (wanted: Wanted, basis: Basis = ticket) => {
    if (!change.isPending) change.mutate({ basis, wanted })
  }
  return {
    isBusy: change.isPending,
    conflict,
    assign: (assignee) => want({ assignee }),
    close: () => want({ status: 'resolved' }),
    reopen: () => want({ status: 'open' }),
    change: (wanted) => want(wanted),
    insist() {
      if (conflict) want(conflict.wanted, conflict.current)
      setConflict(null)
    },
    giveUp: () => setConflict(null),
  }
}

function hasIt({ current, wanted }: Conflict, meId: string): boolean {
  return wanted.assignee === 'me' && current.assignee?.id === meId
}

/** After closing one looks at the next ticket already: the notice has the way back. */
export function useClosedNotice(): (ticket: Ticket) => void {
  const { t } = useTexts()
  const desk = useDesk()
  const tellProblem = useProblemNotice()
  return (ticket) => {
    const id = `closed-${ticket.number}`
    const undo = async () => {
      notifications.hide(id)
      const outcome = await changeTicket(ticket, { status: 'open' })
      if (outcome.kind === 'done') desk.learn(outcome.ticket)
      else desk.learnRow(outcome.current)
    }
    notifications.show({
      id,
      autoClose: UNDO_MS,
      closeButtonProps: { 'aria-label': t('console.close') },
      message: (
        <span className="notice-line">
          {t('console.closed-notice', { number: ticket.number })}
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => void undo().catch(tellProblem)}
          >
            {t('console.action.reopen')}
          </Button>
        </span>
      ),
    })
  }
}
