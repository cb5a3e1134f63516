import { useCallback, useMemo } from 'react'
import { useLocation, useRoute, useSearch } from 'wouter'
import { TicketNumber } from '../../../server/contract/common.ts'
import type { TicketView } from '../../../server/contract/tickets.ts'
import { useMe } from '../accounts/session.ts'
import { filterEntries, type ListFilters, readFilters } from '../views/filters.ts'
import { readView } from './views.ts'

/** What the inbox shows, all of it in the URL. */
export type InboxAddress = {
  view: TicketView
  q: string
  filters: ListFilters
  number: string | null
}

type HrefParts = Omit<InboxAddress, 'filters'> & { filters?: ListFilters }

/** A path inside the console, for links. */
export function hrefOf({ view, q, filters, number }: HrefParts): string {
  const query = new URLSearchParams([
    ['view', view],
    ...(q === '' ? [] : [['q', q]]),
    ...filterEntries(filters ?? {}),
  ])
  return `/tickets${number === null ? '' : `/${number}`}?${query}`
}

export type Go = (change: Partial<InboxAddress>, options?: { replace?: boolean }) => void

export function useInboxAddress(): { address: InboxAddress; go: Go } {
  const me = useMe()
  const search = useSearch()
  const [, navigate] = useLocation()
  const [, params] = useRoute('/tickets/:number?')
  const asked = TicketNumber.safeParse(params?.number?.toUpperCase())
  const number = asked.success ? asked.data : null
  const address = useMemo(() => {
    const query = new URLSearchParams(search)
    const view = readView(query.get('view'), me)
    return { view, q: query.get('q') ?? '', filters: readFilters(query), number }
  }, [search, me, number])
  const go = useCallback<Go>(
    (change, options) => navigate(hrefOf({ ...address, ...change }), options),
    [navigate, address],
  )
  return { address, go }
}
