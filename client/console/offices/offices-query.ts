import { useQuery } from '@tanstack/react-query'
import { OfficeSettingsList } from '../../../server/contract/offices.ts'
import { useMe } from '../accounts/session.ts'
import { callApi } from '../platform/api.ts'

const AGAIN_MS = 5 * 60_000

export function useOffices() {
  const me = useMe()
  return useQuery({
    queryKey: ['offices'],
    queryFn: ({ signal }) => callApi('/office-settings', { reply: OfficeSettingsList, signal }),
    enabled: me.can.readOffices,
    staleTime: AGAIN_MS,
    refetchInterval: AGAIN_MS,
  })
}

/** The clock of an office by its slug; undefined, meaning the reader's, until it is known. */
export function useTimeZones(): (slug: string) => string | undefined {
  const { data } = useOffices()
  return (slug) => data?.items.find((office) => office.slug === slug)?.timeZone
}

/**
 * Whether an office is closed now; what is not known counts as open. Asked every few minutes only, so
 * an opening that has come meanwhile counts.
 */
export function useIsClosed(): (slug: string, now: Date) => boolean {
  const { data } = useOffices()
  return (slug, now) => {
    const office = data?.items.find((each) => each.slug === slug)
    if (!office || office.openNow) return false
    return office.nextOpening === null || new Date(office.nextOpening) > now
  }
}
