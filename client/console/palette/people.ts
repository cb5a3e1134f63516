import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { People } from '../../../server/contract/people.ts'
import { callApi } from '../platform/api.ts'

type Found = People['items']

const NOBODY: Found = []
const FRESH_MS = 60_000

/** Those who answer, in reach of the reader, with these words in their names. */
export function usePeople(query: string, isOn: boolean): Found {
  const q = query.trim().slice(0, 60)
  const { data } = useQuery({
    queryKey: ['people', q],
    queryFn: async ({ signal }) =>
      (await callApi(`/people?${new URLSearchParams({ q })}`, { reply: People, signal })).items,
    enabled: isOn && q.length > 1,
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
  })
  return data ?? NOBODY
}
