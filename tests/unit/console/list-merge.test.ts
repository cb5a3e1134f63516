import { describe, expect, test } from 'vitest'
import {
  belongsTo,
  type FetchedPage,
  type ListRules,
  mergeList,
} from '../../../client/console/tickets/list-merge.ts'
import {
  type NewsBook,
  NO_NEWS,
  withActivity,
  withoutTicket,
  withRow,
} from '../../../client/console/tickets/ticket-news.ts'
import { at, message, row } from './fixtures.ts'

const rules: ListRules = {
  view: 'unassigned',
  meId: 'ana',
  now: new Date(at(30)),
  hasMore: false,
  isSearch: false,
}
const ana = { id: 'ana', name: 'Ana' }
const page = (askedAt: number, ...items: FetchedPage['items']): FetchedPage => ({ items, askedAt })
const heard = (...news: [FetchedPage['items'][number], number][]): NewsBook =>
  news.reduce((book, [item, heardAt]) => withRow(book, item, heardAt), NO_NEWS)
const numbers = (pages: FetchedPage[], book: NewsBook, change: Partial<ListRules> = {}) =>
  mergeList(pages, book, { ...rules, ...change }).map(({ number }) => number)

describe('a list', () => {
  test('shows what was fetched, newest activity first', () => {
    const pages = [page(1, row('GR-1', { lastAt: at(1) }), row('GR-2', { lastAt: at(2) }))]
    expect(numbers(pages, NO_NEWS)).toEqual(['GR-2', 'GR-1'])
  })

  test('adds a ticket heard of after the fetch, on top', () => {
    const pages = [page(1, row('GR-1', { lastAt: at(1) }))]
    expect(numbers(pages, heard([row('GR-2', { lastAt: at(5) }), 2]))).toEqual(['GR-2', 'GR-1'])
  })

  test('does not add what was heard before the fetch: the server left it out', () => {
    expect(numbers([page(5, row('GR-1'))], heard([row('GR-2'), 2]))).toEqual(['GR-1'])
  })

  test('takes the later version, and drops what no longer belongs', () => {
    const taken = row('GR-1', { version: 2, assignee: ana })
    expect(numbers([page(1, row('GR-1'))], heard([taken, 2]))).toEqual([])
    expect(numbers([page(1, row('GR-1'))], heard([taken, 2]), { view: 'all' })).toEqual(['GR-1'])
  })

  test('keeps the fetched row when older news arrives late', () => {
    const pages = [page(9, row('GR-1', { version: 3, assignee: ana }))]
    const book = heard([row('GR-1', { version: 2 }), 2])
    expect(mergeList(pages, book, { ...rules, view: 'mine' })[0]?.assignee).toEqual(ana)
  })

  test('drops a ticket that left our sight, until it is fetched again', () => {
    const gone = withoutTicket(NO_NEWS, 'GR-1', 2)
    expect(numbers([page(1, row('GR-1'))], gone)).toEqual([])
    expect(numbers([page(3, row('GR-1'))], gone)).toEqual(['GR-1'])
  })

  test('shows a ticket once that moved from one page to another', () => {
    const pages = [page(1, row('GR-1', { lastAt: at(9) })), page(2, row('GR-1', { lastAt: at(9) }))]
    expect(numbers(pages, NO_NEWS)).toEqual(['GR-1'])
  })

  test('a ticket that jumped to the top between two pages is not lost', () => {
    const pages = [page(1, row('GR-9', { lastAt: at(9) })), page(3, row('GR-1', { lastAt: at(1) }))]
    const jumped = heard([row('GR-5', { lastAt: at(20) }), 2])
    expect(numbers(pages, jumped)).toEqual(['GR-5', 'GR-9', 'GR-1'])
  })

  test('below the last fetched row it waits for the next page', () => {
    const pages = [page(1, row('GR-9', { lastAt: at(9) }))]
    const old = heard([row('GR-2', { lastAt: at(1), version: 4 }), 2])
    expect(numbers(pages, old, { hasMore: true })).toEqual(['GR-9'])
    expect(numbers(pages, old)).toEqual(['GR-9', 'GR-2'])
  })

  test('each order sorts in what was heard, and leaves below what the next page brings', () => {
    const items = [
      row('GR-1', { createdAt: at(1), dueAt: at(50) }),
      row('GR-3', { createdAt: at(3), dueAt: at(70) }),
    ]
    const news = heard([row('GR-2', { createdAt: at(2), dueAt: at(60), lastAt: at(9) }), 2])
    const far = heard([row('GR-4', { createdAt: at(9), dueAt: null, lastAt: at(9) }), 2])
    const rising = [page(1, ...items)]
    for (const sort of ['oldest', 'due'] as const) {
      expect(numbers(rising, news, { sort, hasMore: true })).toEqual(['GR-1', 'GR-2', 'GR-3'])
      expect(numbers(rising, far, { sort, hasMore: true })).toEqual(['GR-1', 'GR-3'])
      expect(numbers(rising, far, { sort })).toEqual(['GR-1', 'GR-3', 'GR-4'])
    }
    const falling = [page(1, ...[...items].reverse())]
    expect(numbers(falling, news, { sort: 'newest' })).toEqual(['GR-3', 'GR-2', 'GR-1'])
    expect(numbers(falling, far, { sort: 'newest', hasMore: true })).toEqual([
      ...['GR-4', 'GR-3', 'GR-1'],
    ])
  })

  test('in a search, news changes rows but adds none', () => {
    const pages = [page(1, row('GR-1'))]
    const book = heard([row('GR-1', { version: 2, subject: 'nuevo' }), 2], [row('GR-2'), 2])
    const found = mergeList(pages, book, { ...rules, isSearch: true })
    expect(found.map(({ subject }) => subject)).toEqual(['nuevo'])
  })

  test('what the server put into a view stays, whatever our clock says', () => {
    const pages = [page(1, row('GR-1', { dueAt: at(31) }))]
    expect(numbers(pages, NO_NEWS, { view: 'overdue' })).toEqual(['GR-1'])
  })
})

describe('a message', () => {
  test('moves its ticket up without a new version', () => {
    const moved = withActivity(row('GR-1'), message(7))
    expect(moved).toMatchObject({ version: 1, lastAt: at(7) })
    expect(withActivity(moved, message(3)).lastAt).toBe(at(7))
  })

  test('of the bot, or a note, moves nothing', () => {
    expect(withActivity(row('GR-1'), message(7, { author: { kind: 'bot' } })).lastAt).toBe(at(0))
    expect(withActivity(row('GR-1'), message(7, { visibility: 'internal' })).lastAt).toBe(at(0))
  })

  test('heard before the row of an earlier state stays on top of it', () => {
    const book = heard([row('GR-1', { lastAt: at(9) }), 1], [row('GR-1', { lastAt: at(2) }), 2])
    expect(book.get('GR-1')?.row?.lastAt).toBe(at(9))
  })
})

test.each([
  ['unassigned', row('GR-1'), true],
  ['unassigned', row('GR-1', { status: 'waiting' }), false],
  ['mine', row('GR-1', { assignee: ana, status: 'waiting' }), true],
  ['mine', row('GR-1', { assignee: ana, status: 'resolved' }), false],
  ['mine', row('GR-1', { assignee: { id: 'diego', name: 'Diego' } }), false],
  ['open', row('GR-1', { assignee: ana }), true],
  ['overdue', row('GR-1', { dueAt: at(29) }), true],
  ['overdue', row('GR-1', { dueAt: at(31) }), false],
  ['overdue', row('GR-1', { dueAt: null }), false],
  ['resolved', row('GR-1', { status: 'resolved' }), true],
  ['all', row('GR-1', { status: 'resolved' }), true],
  ['incoming', row('GR-1', { toAccept: true }), true],
  ['incoming', row('GR-1'), false],
] as const)('view %s', (view, ticket, expected) => {
  expect(belongsTo(ticket, { ...rules, view })).toBe(expected)
})
