import { type QueryClient, useQuery } from '@tanstack/react-query'
import { OutgoingReplies, type OutgoingReply } from '../../../server/contract/outgoing.ts'
import { callApi } from '../platform/api.ts'
import { keys } from '../tickets/queries.ts'

/** Under the ticket's own key: news of the ticket are news of what has not left yet. */
const outgoingKey = (number: string) => [...keys.ticket(number), 'outgoing']

export function useOutgoing(number: string) {
  return useQuery({
    queryKey: outgoingKey(number),
    queryFn: ({ signal }) =>
      callApi(`/tickets/${number}/outgoing`, { reply: OutgoingReplies, signal }),
  })
}

/** What a ticket's company has not got yet, as far as it is known here. */
export function learnReplies(
  client: QueryClient,
  number: string,
  change: (items: OutgoingReply[]) => OutgoingReply[],
): void {
  client.setQueryData<OutgoingReplies>(outgoingKey(number), (known) =>
    known ? { ...known, items: change(known.items) } : known,
  )
  void client.invalidateQueries({ queryKey: outgoingKey(number) })
}
