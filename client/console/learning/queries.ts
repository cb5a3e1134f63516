import {
  type InfiniteData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { ArticleList } from '../../../server/contract/knowledge.ts'
import { ContentGaps, PhrasingList, type PhrasingState } from '../../../server/contract/learning.ts'
import { callApi } from '../platform/api.ts'
import { useTexts } from '../platform/texts.tsx'

const PAGE = 30
const GUIDES_FRESH_MS = 5 * 60_000
const PHRASINGS = 'phrasings'
const GAPS = 'content-gaps'

/** Proposals, or what was decided about them, newest first. */
export function usePhrasings(state: PhrasingState) {
  return useInfiniteQuery({
    queryKey: [PHRASINGS, state],
    queryFn: ({ pageParam, signal }) =>
      callApi(`/phrasings?state=${state}&limit=${PAGE}${pageParam}`, {
        reply: PhrasingList,
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) =>
      nextCursor === null ? undefined : `&cursor=${encodeURIComponent(nextCursor)}`,
  })
}

export function useGaps() {
  return useQuery({
    queryKey: [GAPS],
    queryFn: ({ signal }) => callApi('/content-gaps', { reply: ContentGaps, signal }),
  })
}

/** Takes out what was decided: the lists themselves may have to wait for the search to learn it. */
export function useForget(): (id: string) => void {
  const client = useQueryClient()
  return (id) => {
    client.setQueriesData<InfiniteData<PhrasingList>>({ queryKey: [PHRASINGS] }, (data) => {
      const pages = data?.pages.map((page) => ({
        ...page,
        items: page.items.filter((item) => item.id !== id),
      }))
      return data && pages && { ...data, pages }
    })
    client.setQueryData<ContentGaps>([GAPS], (data) => {
      const items = data?.items.filter(({ question }) => question !== id)
      return data && items && { ...data, items }
    })
  }
}

/** Both lists anew: a decision in one may show in the other. */
export function useFreshLearning(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all([PHRASINGS, GAPS].map((key) => client.invalidateQueries({ queryKey: [key] })))
  }
}

/** Every published guide, to choose one from, in the order of the alphabet. */
export function useGuides() {
  const { lang } = useTexts()
  return useQuery({
    queryKey: ['guides', lang],
    queryFn: async ({ signal }) => {
      const { items } = await callApi('/articles', { reply: ArticleList, lang, signal })
      return items
        .map(({ slug, title }) => ({ slug, title }))
        .sort((one, other) => one.title.localeCompare(other.title, lang))
    },
    staleTime: GUIDES_FRESH_MS,
  })
}
