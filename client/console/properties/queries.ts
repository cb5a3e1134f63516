import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { TagList, TicketChoices } from '../../../server/contract/properties.ts'
import { callApi } from '../platform/api.ts'

const HARDLY_EVER_MS = 10 * 60_000

export function useChoices() {
  return useQuery({
    queryKey: ['ticket-choices'],
    queryFn: ({ signal }) => callApi('/ticket-choices', { reply: TicketChoices, signal }),
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
