import { useQuery } from '@tanstack/react-query'
import { SavedViewList } from '../../../server/contract/views.ts'
import { callApi } from '../platform/api.ts'

export const SAVED_VIEWS = ['saved-views'] as const

export function useSavedViews(isOn = true) {
  return useQuery({
    queryKey: SAVED_VIEWS,
    queryFn: ({ signal }) => callApi('/views', { reply: SavedViewList, signal }),
    enabled: isOn,
  })
}
