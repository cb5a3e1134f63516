import { useQuery } from '@tanstack/react-query'
import { MailOverview } from '../../../server/contract/mails.ts'
import { callApi } from '../platform/api.ts'

const AGAIN_MS = 30_000

/** Whether mail gets through; asked regularly, as nothing announces it. */
export function useMails() {
  return useQuery({
    queryKey: ['mails'],
    queryFn: ({ signal }) => callApi('/mails', { reply: MailOverview, signal }),
    refetchInterval: AGAIN_MS,
  })
}
