import { TicketQuery } from '../../../server/contract/tickets.ts'

/** In the order in which they are offered. */
export const FILTERS = [
  'status',
  'assignee',
  'priority',
  'tag',
  'topic',
  'due',
  'age',
  'sector',
  'region',
  'channel',
  'language',
  'snoozed',
  'office',
] as const
export type FilterName = (typeof FILTERS)[number]

const KNOWN = [...FILTERS, 'sort'] as const

/** What a list is narrowed to and how it is ordered; all of it in the URL. */
export type ListFilters = Partial<Record<(typeof KNOWN)[number], string>>

/** The people to choose from are those of the office: another office, and nobody is chosen. */
export function withFilter(
  filters: ListFilters,
  name: keyof ListFilters,
  value: string,
): ListFilters {
  const { assignee = '', ...others } = filters
  const isPerson = assignee !== '' && assignee !== 'me' && assignee !== 'none'
  const kept = name === 'office' && isPerson ? others : filters
  return { ...kept, [name]: value }
}

/** What the address says and the service would understand. */
export function readFilters(query: URLSearchParams): ListFilters {
  const given = KNOWN.flatMap((name) => {
    const value = query.get(name)
    return value && TicketQuery.shape[name].safeParse(value).success ? [[name, value]] : []
  })
  return Object.fromEntries(given)
}

/** The parts of an address that say so, always in one order. */
export function filterEntries(filters: ListFilters): [string, string][] {
  return KNOWN.flatMap((name) => {
    const value = filters[name]
    return value ? [[name, value] as [string, string]] : []
  })
}
