import type { TicketSort } from '../../../server/contract/properties.ts'
import type { TicketRow, TicketView } from '../../../server/contract/tickets.ts'
import { type NewsBook, newest, type TicketNews } from './ticket-news.ts'

/** One fetched page, and when its request left, on the clock of `TicketNews.heardAt`. */
export type FetchedPage = { items: TicketRow[]; askedAt: number }

export type ListRules = {
  view: TicketView
  meId: string
  now: Date
  /** Tickets below the last fetched row exist on the server and come with the next page. */
  hasMore: boolean
  /** Whether a row answers the search is for the server to say. */
  isSearch: boolean
  sort?: TicketSort | undefined
}

/**
 * The list as it is now: what was fetched, with every change heard since. A ticket that was fetched and
 * heard of shows its later state; one that was only heard of is added if it belongs; one that no longer
 * belongs goes. In the order of the list, each ticket once.
 */
export function mergeList(pages: FetchedPage[], book: NewsBook, rules: ListRules): TicketRow[] {
  const rows = new Map<string, TicketRow>()
  for (const { items, askedAt } of pages) {
    for (const item of items) addFetched(rows, item, newsSince(book, item.number, askedAt), rules)
  }
  for (const row of heardOnly(pages, book, rules)) rows.set(row.number, row)
  const { key, isRising } = ORDERS[rules.sort ?? 'activity']
  const sign = isRising ? 1 : -1
  return [...rows.values()].sort((a, b) => sign * compare(key(a), key(b)))
}

type Order = { key(row: TicketRow): string; isRising: boolean }

/** As the server sorts (`inbox/store.ts`). */
const ORDERS: Record<TicketSort, Order> = {
  activity: { key: ({ lastAt }) => lastAt, isRising: false },
  newest: { key: ({ createdAt }) => createdAt, isRising: false },
  oldest: { key: ({ createdAt }) => createdAt, isRising: true },
  due: { key: ({ dueAt }) => dueAt ?? '9999', isRising: true },
}

/** Where pages that have not been fetched yet begin. */
function isBelow(row: TicketRow, last: TicketRow | undefined, { sort }: ListRules): boolean {
  if (!last) return false
  const { key, isRising } = ORDERS[sort ?? 'activity']
  const order = compare(key(row), key(last))
  return isRising ? order > 0 : order < 0
}

/** Tickets that no page holds, but that belong where the pages are. */
function heardOnly(pages: FetchedPage[], book: NewsBook, rules: ListRules): TicketRow[] {
  if (rules.isSearch) return []
  const firstAsked = Math.min(...pages.map(({ askedAt }) => askedAt))
  const fetched = new Set(pages.flatMap(({ items }) => items.map(({ number }) => number)))
  const last = rules.hasMore ? pages.flatMap(({ items }) => items).at(-1) : undefined
  return [...book.values()]
    .filter(({ heardAt }) => heardAt >= firstAsked)
    .flatMap(({ row }) => (row && !fetched.has(row.number) ? [row] : []))
    .filter((row) => !isBelow(row, last, rules) && belongsTo(row, rules))
}

function addFetched(
  rows: Map<string, TicketRow>,
  item: TicketRow,
  news: TicketNews | undefined,
  rules: ListRules,
): void {
  if (news?.row === null) {
    rows.delete(item.number)
    return
  }
  const known = rows.get(item.number)
  const latest = [known, news?.row].reduce<TicketRow>(
    (best, other) => (other ? newest(best, other) : best),
    item,
  )
  // What the server itself put into the view stays, whatever our clock says.
  const isUnchanged = latest.version === item.version
  if (isUnchanged || belongsTo(latest, rules)) rows.set(item.number, latest)
  else rows.delete(item.number)
}

/** "Gone" counts only if it was heard after the page was asked for; a row carries its own version. */
function newsSince(book: NewsBook, number: string, askedAt: number): TicketNews | undefined {
  const news = book.get(number)
  return news && (news.row !== null || news.heardAt >= askedAt) ? news : undefined
}

/** Whether a ticket stands in a view; the same rule as the server's. */
export function belongsTo(
  row: TicketRow,
  { view, meId, now }: Pick<ListRules, 'view' | 'meId' | 'now'>,
): boolean {
  switch (view) {
    case 'unassigned':
      return row.status === 'open' && row.assignee === null && row.snoozed === null
    case 'mine':
      return row.status !== 'resolved' && row.assignee?.id === meId && row.snoozed === null
    case 'overdue':
      return row.status === 'open' && row.dueAt !== null && new Date(row.dueAt) < now
    case 'incoming':
      return row.toAccept
    case 'all':
      return true
    case 'open':
      return row.status === view && row.snoozed === null
    case 'waiting':
    case 'resolved':
      return row.status === view
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
