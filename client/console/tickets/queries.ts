import { type QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import {
  type MailState,
  Ticket,
  TicketCounts,
  TicketList,
  TicketMessages,
  type TicketRow,
  type TicketView,
} from '../../../server/contract/tickets.ts'
import { callApi } from '../platform/api.ts'
import { filterEntries } from '../views/filters.ts'
import type { InboxAddress } from './address.ts'

const PAGE = 50
const OVERDUE_AGAIN_MS = 60_000
/** Nothing announces that a mail has left. */
const MAIL_AGAIN_MS = 10_000

export const keys = {
  lists: ['tickets'] as const,
  /** `narrowed`: see `isWhole`. */
  list: (view: TicketView, narrowed: string) => ['tickets', view, narrowed] as const,
  counts: ['ticket-counts'] as const,
  ticket: (number: string) => ['ticket', number] as const,
  messages: (number: string) => ['messages', number] as const,
}

type Listed = Pick<InboxAddress, 'view' | 'q' | 'filters'>
export type Page = TicketList & { askedAt: number }

/**
 * Pages of a view as the server gave them; `mergeList` adds what was heard since, so coming back to the
 * window fetches nothing.
 */
export function useListPages(listed: Listed) {
  const { view, filters } = listed
  const isTimed = view === 'overdue' || filters.due !== undefined || filters.age !== undefined
  return useInfiniteQuery({
    queryKey: keys.list(view, narrowedBy(listed)),
    queryFn: ({ pageParam, signal }) => fetchList({ ...listed, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last: Page) => last.nextCursor,
    // Tickets become overdue by themselves, without news.
    refetchInterval: isTimed ? OVERDUE_AGAIN_MS : false,
    refetchOnWindowFocus: false,
  })
}

/** The newest tickets of all that we may see, for news about tickets that we have not loaded. */
export async function fetchNewest(): Promise<Page> {
  return await fetchList({ view: 'all', q: '', filters: {}, cursor: '' })
}

/** Search words, filters and order, always written the same way; empty for a plain view. */
export function narrowedBy({ q, filters }: Pick<Listed, 'q' | 'filters'>): string {
  return new URLSearchParams([
    ...(q === '' ? [] : [['q', q]]),
    ...filterEntries(filters),
  ]).toString()
}

/** A view, in whatever order: what is heard can be sorted in without asking. */
export function isWhole(narrowed: string): boolean {
  return /^(sort=\w+)?$/.test(narrowed)
}

async function fetchList(
  { view, cursor, ...narrowing }: Listed & { cursor: string },
  signal?: AbortSignal,
): Promise<Page> {
  const askedAt = performance.now()
  const query = new URLSearchParams(narrowedBy(narrowing))
  query.set('view', view)
  query.set('limit', String(PAGE))
  if (cursor !== '') query.set('cursor', cursor)
  const list = await callApi(`/tickets?${query}`, { reply: TicketList, ...(signal && { signal }) })
  return { ...list, askedAt }
}

export function useCounts() {
  return useQuery({
    queryKey: keys.counts,
    queryFn: ({ signal }) => callApi('/ticket-counts', { reply: TicketCounts, signal }),
  })
}

export function useTicketQuery(number: string) {
  return useQuery({
    queryKey: keys.ticket(number),
    queryFn: ({ signal }) => callApi(`/tickets/${number}`, { reply: Ticket, signal }),
    refetchInterval: ({ state }) => (state.data?.mails.some(isOnItsWay) ? MAIL_AGAIN_MS : false),
  })
}

function isOnItsWay({ status }: MailState): boolean {
  return status === 'queued' || status === 'sending'
}

/** The conversation from its newest end; further pages lead back into history. */
export function useMessagePages(number: string) {
  return useInfiniteQuery({
    queryKey: keys.messages(number),
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam === '' ? '' : `?${new URLSearchParams({ cursor: pageParam })}`
      return callApi(`/tickets/${number}/messages${query}`, { reply: TicketMessages, signal })
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    refetchOnWindowFocus: false,
  })
}

const MAX_ROWS_KNOWN = 500

/** Rows of the lists that have been fetched, each once. */
export function fetchedRows(client: QueryClient): TicketRow[] {
  const lists = client.getQueriesData<{ pages: Page[] }>({ queryKey: keys.lists })
  const rows = lists.flatMap(([, list]) => list?.pages.flatMap(({ items }) => items) ?? [])
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  return [...byNumber.values()].slice(0, MAX_ROWS_KNOWN)
}

/** A row of any list that has been fetched. */
export function fetchedRow(client: QueryClient, number: string): TicketRow | undefined {
  const lists = client.getQueriesData<{ pages: Page[] }>({ queryKey: keys.lists })
  for (const [, list] of lists) {
    for (const { items } of list?.pages ?? []) {
      const row = items.find((item) => item.number === number)
      if (row) return row
    }
  }
  return client.getQueryData<Ticket>(keys.ticket(number))
}
