import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { TagList, TicketChoices } from '../../../server/contract/properties.ts'
import { callApi } from '../platform/api.ts'

const HARDLY_EVER_MS = 10 * 60_000

/** With an office, its people too; without one, those of one's own. */
export function useChoices(office?: string) {
  const query = office === undefined ? '' : `?${new URLSearchParams({ office })}`
  return useQuery({
    queryKey: ['ticket-choices', office ?? ''],
    queryFn: ({ signal }) => callApi(`/ticket-choices${query}`, { reply: TicketChoices, signal }),
    staleTime: HARDLY_EVER_MS,
  })
}

/** Tags that an office has used, with these letters in them. */
export function useTagSuggestions({
  q,
  office,
  isOn,
}: {
  q: string
  office?: string
  isOn: boolean
}) {
  const query = new URLSearchParams({ q, ...(office && { office }) })
  return useQuery({
    queryKey: ['tags', office ?? '', q],
    queryFn: async ({ signal }) =>
      (await callApi(`/tags?${query}`, { reply: TagList, signal })).items,
    enabled: isOn,
    placeholderData: keepPreviousData,
  })
}
