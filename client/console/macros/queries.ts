import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ArticleList } from '../../../server/contract/knowledge.ts'
import { type Macro, MacroList } from '../../../server/contract/macros.ts'
import { callApi } from '../platform/api.ts'

const MACROS = 'macros'
const PAGE = 200
/** A person's, an office's and the network's have at most 200 each. */
const MAX_PAGES = 3
const FRESH_MS = 60_000

/** Everything prepared that one may use at an office; without one, at one's own. */
export function useMacros(office?: string) {
  return useQuery({
    queryKey: [MACROS, office ?? ''],
    queryFn: ({ signal }) => fetchMacros(office, signal),
    staleTime: FRESH_MS,
  })
}

async function fetchMacros(office: string | undefined, signal: AbortSignal): Promise<Macro[]> {
  const items: Macro[] = []
  let cursor: string | null = ''
  for (let pages = 0; cursor !== null && pages < MAX_PAGES; pages += 1) {
    const query = new URLSearchParams({
      limit: String(PAGE),
      ...(office !== undefined && { office }),
      ...(cursor !== '' && { cursor }),
    })
    const page: MacroList = await callApi(`/macros?${query}`, { reply: MacroList, signal })
    items.push(...page.items)
    cursor = page.nextCursor
  }
  return items.sort((one, other) => one.name.localeCompare(other.name))
}

export function useFreshMacros(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: [MACROS] })
}

export type Guide = { slug: string; title: string; url: string; summary: string }

/** Published guides as the company reads them. */
export function usePublishedGuides(lang: string, isWanted: boolean) {
  return useQuery({
    queryKey: ['guides-in', lang],
    queryFn: async ({ signal }): Promise<Guide[]> => {
      const query = new URLSearchParams({ lang })
      const { items } = await callApi(`/articles?${query}`, { reply: ArticleList, signal })
      return items.map(({ slug, title, url, summary }) => ({ slug, title, url, summary }))
    },
    staleTime: 5 * FRESH_MS,
    enabled: isWanted,
  })
}
