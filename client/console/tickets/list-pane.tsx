import { Button } from '@mantine/core'
import { useCallback, useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { TicketRow } from '../../../server/contract/tickets.ts'
import { useMe } from '../accounts/session.ts'
import { BulkBar } from '../bulk/bulk-bar.tsx'
import type { Selection } from '../bulk/selection.ts'
import { LogButton } from '../consultations/log-consultation.tsx'
import { announce } from '../platform/announcer.tsx'
import { useTexts } from '../platform/texts.tsx'
import { MenuButton } from '../shell/menu-button.tsx'
import { Empty, Loading, Trouble } from '../shell/pane-states.tsx'
import { FilterChips } from '../views/filter-chips.tsx'
import { filterEntries } from '../views/filters.ts'
import { ListTools } from '../views/list-tools.tsx'
import { useSavedViews } from '../views/queries.ts'
import { viewAt } from '../views/saved-address.ts'
import { useFollowedView } from '../views/use-followed-view.ts'
import { type Go, hrefOf, type InboxAddress } from './address.ts'
import { ListSearch } from './list-search.tsx'
import { narrowedBy } from './queries.ts'
import { TicketList } from './ticket-list.tsx'
import type { LiveList } from './use-list.ts'

type Props = {
  list: LiveList
  address: InboxAddress
  selection: Selection | null
  go: Go
  isAlone: boolean
}

/** The view's title, the search, and the rows. */
export function ListPane({ list, address, selection, go, isAlone }: Props) {
  const Pane = isAlone ? 'main' : 'section'
  const Title = address.number === null ? 'h1' : 'h2'
  const title = useTitleOf(address)
  useNewTicketNews(list.rows, address)
  useFollowedView(address, go)
  return (
    <Pane
      className="list-pane"
      aria-labelledby="list-title"
      {...(isAlone && { id: 'content', tabIndex: -1 })}
    >
      <div className="pane-head">
        <MenuButton />
        <Title id="list-title" className="clip">
          {title}
        </Title>
        <ListTools address={address} go={go} />
        <LogButton />
      </div>
      <ListSearch address={address} go={go} />
      <FilterChips address={address} go={go} />
      <Rows list={list} address={address} selection={selection} />
      {selection && (
        <BulkBar
          selection={selection}
          address={address}
          inList={list.rows.length}
          hasMore={list.query.hasNextPage}
        />
      )}
    </Pane>
  )
}

function Rows({ list, address, selection }: Pick<Props, 'list' | 'address' | 'selection'>) {
  const { rows, query } = list
  const { error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query
  const loadMore = useCallback(() => void fetchNextPage(), [fetchNextPage])
  useSearchOn(rows.length === 0 && hasNextPage && !isFetchingNextPage && !error, loadMore)
  if (error && rows.length === 0) return <Trouble error={error} onRetry={() => void refetch()} />
  if (isPending || (rows.length === 0 && hasNextPage)) return <Loading rows={8} />
  if (rows.length === 0) return <EmptyList address={address} />
  return (
    <TicketList
      rows={rows}
      address={address}
      selection={selection}
      hasMore={hasNextPage && !error}
      isLoadingMore={isFetchingNextPage}
      onMore={loadMore}
    />
  )
}

/** A page of a narrow list may hold nothing, and yet there is more behind it. */
function useSearchOn(isNeeded: boolean, more: () => void): void {
  useEffect(() => {
    if (isNeeded) more()
  }, [isNeeded, more])
}

/** The name under which the list was saved, or that of its view. */
function useTitleOf(address: InboxAddress): string {
  const { t } = useTexts()
  const saved = viewAt(useSavedViews().data?.items ?? [], address, useMe())
  return saved?.name ?? t(`console.view.${address.view}`)
}

/** Says what an empty list means, and where else to look. */
function EmptyList({ address }: { address: InboxAddress }) {
  const { t } = useTexts()
  const { view, q, number } = address
  if (q === '' && filterEntries(address.filters).length > 0) {
    return <Empty title={t('properties.filter.empty')} />
  }
  if (q === '') {
    return <Empty title={t(`console.empty.${view}`)} />
  }
  return (
    <Empty title={t('console.empty.search', { q })}>
      {view !== 'all' && (
        <Button component={Link} variant="default" href={hrefOf({ view: 'all', q, number })}>
          {t('console.search.everywhere')}
        </Button>
      )}
    </Empty>
  )
}

/** A ticket that comes in while the list is open is told to screen readers. */
function useNewTicketNews(rows: TicketRow[], { view, q, filters }: InboxAddress): void {
  const { t } = useTexts()
  const known = useRef<{ list: string; newest: string }>({ list: '', newest: '' })
  const newest =
    rows
      .map(({ createdAt }) => createdAt)
      .sort()
      .at(-1) ?? ''
  const narrowed = narrowedBy({ q, filters })
  useEffect(() => {
    const list = `${view} ${narrowed}`
    const before = known.current
    known.current = { list, newest }
    if (before.list !== list || before.newest === '' || newest <= before.newest) return
    const row = rows.find(({ createdAt }) => createdAt === newest)
    if (row) announce(t('console.list.arrived', { name: row.contact.name, subject: row.subject }))
  }, [rows, newest, view, narrowed, t])
}
