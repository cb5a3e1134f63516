import { useMemo } from 'react'
import { TicketSort } from '../../../server/contract/properties.ts'
import type { TicketRow } from '../../../server/contract/tickets.ts'
import { useMe } from '../accounts/session.ts'
import { useNow } from '../platform/clock.tsx'
import { useSignal } from '../platform/signal.ts'
import type { InboxAddress } from './address.ts'
import { useDesk } from './desk.ts'
import { mergeList } from './list-merge.ts'
import { isWhole, narrowedBy, useListPages } from './queries.ts'

export type LiveList = {
  rows: TicketRow[]
  query: ReturnType<typeof useListPages>
}

/** The rows of a view as they are now: fetched pages and everything heard since. */
export function useLiveList(address: Omit<InboxAddress, 'number'>): LiveList {
  const { view } = address
  const { id: meId } = useMe()
  const { heard } = useDesk()
  const now = useNow()
  const news = useSignal(heard.news)
  const query = useListPages(address)
  const { data, hasNextPage } = query
  const isSearch = !isWhole(narrowedBy(address))
  const sort = TicketSort.optional().catch(undefined).parse(address.filters.sort)
  const rows = useMemo(() => {
    const rules = { view, meId, now, hasMore: hasNextPage, isSearch, sort }
    return data ? mergeList(data.pages, news, rules) : []
  }, [data, news, view, isSearch, sort, meId, now, hasNextPage])
  return { rows, query }
}

/** The ticket that stands `step` rows from `number`; where it left the list, the one in its place. */
export function neighbourOf(
  rows: readonly TicketRow[],
  number: string | null,
  step: 1 | -1,
  lastIndex: number,
): TicketRow | undefined {
  const index = rows.findIndex((row) => row.number === number)
  if (index !== -1) return rows[index + step]
  if (number === null) return step === 1 ? rows[0] : undefined
  return rows[step === 1 ? lastIndex : lastIndex - 1]
}
