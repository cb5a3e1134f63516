import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  type ClosingPolicy,
  OfficeTime,
  OfficeTimeList,
  type RecordTime,
  TicketTime,
} from '../../../server/contract/time.ts'
import { callApi } from '../platform/api.ts'
import { useProblemNotice } from '../platform/problem-notice.ts'
import { keys } from '../tickets/queries.ts'

/** Under the ticket's own key: news of the ticket are news of its time. */
const timeKey = (number: string) => [...keys.ticket(number), 'time']
const OFFICES = ['office-time']

export function useTicketTime(number: string) {
  return useQuery({
    queryKey: timeKey(number),
    queryFn: ({ signal }) => callApi(`/tickets/${number}/time`, { reply: TicketTime, signal }),
  })
}

/** Records minutes, or a correction; the answer is the ticket's time as it is then. */
export function useRecordTime(number: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: RecordTime) =>
      callApi(`/tickets/${number}/time`, { method: 'POST', body, reply: TicketTime }),
    onSuccess: (time) => client.setQueryData(timeKey(number), time),
  })
}

export function useOfficeTime() {
  return useQuery({
    queryKey: OFFICES,
    queryFn: ({ signal }) => callApi('/office-time', { reply: OfficeTimeList, signal }),
  })
}

export function useSetClosing(slug: string, onSaved: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (closing: ClosingPolicy) =>
      callApi(`/office-time/${slug}`, { method: 'PATCH', body: { closing }, reply: OfficeTime }),
    onSuccess() {
      void client.invalidateQueries({ queryKey: OFFICES })
      onSaved()
    },
    onError: useProblemNotice(),
  })
}
