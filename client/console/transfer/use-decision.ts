import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Ticket } from '../../../server/contract/tickets.ts'
import type { ReferralDecision } from '../../../server/contract/transfer.ts'
import { useProblemNotice } from '../platform/problem-notice.ts'
import { useDesk } from '../tickets/desk.ts'
import { keys } from '../tickets/queries.ts'
import { sendDecision } from './queries.ts'

export type Decision = ReturnType<typeof useDecision>

/** Whether what another office sent is taken or refused. */
export function useDecision(ticket: Ticket, onGone: () => void) {
  const desk = useDesk()
  const client = useQueryClient()
  const tellProblem = useProblemNotice()
  return useMutation({
    mutationFn: (decision: ReferralDecision) => sendDecision(ticket, decision),
    onSuccess({ number, mayOpen }, { decision }) {
      if (!mayOpen) desk.heard.addGone(number)
      if (decision === 'refuse') onGone()
    },
    onError(error, { decision }) {
      // The dialog tells its own.
      if (decision === 'accept') tellProblem(error)
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.ticket(ticket.number) }),
  })
}
