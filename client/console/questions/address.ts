import { useCallback, useMemo } from 'react'
import { useLocation, useSearch } from 'wouter'

export const FILTERS = ['decision', 'outcome', 'lang', 'q'] as const

/** What the list is narrowed to, all of it in the URL; empty means any. */
export type QuestionFilters = Record<(typeof FILTERS)[number], string>

/** A path inside the console, for links. */
export function hrefOfList(filters: Partial<QuestionFilters> = {}): string {
  const given = FILTERS.flatMap((name) => (filters[name] ? [[name, filters[name]]] : []))
  const query = new URLSearchParams(given)
  return query.size === 0 ? '/questions' : `/questions?${query}`
}

export function useQuestionFilters() {
  const search = useSearch()
  const [, navigate] = useLocation()
  const filters = useMemo(() => {
    const query = new URLSearchParams(search)
    return Object.fromEntries(
      FILTERS.map((name) => [name, query.get(name) ?? '']),
    ) as QuestionFilters
  }, [search])
  const narrow = useCallback(
    (change: Partial<QuestionFilters>) =>
      navigate(hrefOfList({ ...filters, ...change }), { replace: true }),
    [navigate, filters],
  )
  return { filters, narrow }
}
