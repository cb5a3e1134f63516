import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import {
  AnswerNow,
  AnswerReliability,
  GuideText,
  Question,
  QuestionList,
} from '../../../server/contract/questions.ts'
import { callApi } from '../platform/api.ts'
import { hrefOfList, type QuestionFilters } from './address.ts'

export function useQuestionPages(filters: QuestionFilters) {
  return useInfiniteQuery({
    queryKey: ['questions', filters],
    queryFn: ({ pageParam, signal }) => {
      const path = hrefOfList(filters)
      const cursor = pageParam === '' ? '' : new URLSearchParams({ cursor: pageParam }).toString()
      const join = path.includes('?') ? '&' : '?'
      return callApi(cursor === '' ? path : path + join + cursor, { reply: QuestionList, signal })
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    // The rows of before stay until the narrowed ones are there.
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  })
}

export function useQuestion(id: string) {
  return useQuery({
    queryKey: ['question', id],
    queryFn: ({ signal }) => callApi(`/questions/${id}`, { reply: Question, signal }),
  })
}

/** Asks the words again each time someone wants it; never by itself. */
export function useAnswerNow(id: string) {
  return useQuery({
    queryKey: ['answer-now', id],
    queryFn: ({ signal }) => callApi(`/questions/${id}/answer-now`, { reply: AnswerNow, signal }),
    enabled: false,
    gcTime: 0,
  })
}

export function useGuideText(id: string, revision: string) {
  return useQuery({
    queryKey: ['guide-text', id, revision],
    queryFn: ({ signal }) =>
      callApi(`/questions/${id}/texts/${revision}`, { reply: GuideText, signal }),
  })
}

export function useReliability() {
  return useQuery({
    queryKey: ['answer-reliability'],
    queryFn: ({ signal }) => callApi('/answer-reliability', { reply: AnswerReliability, signal }),
  })
}
