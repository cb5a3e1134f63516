import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  Following,
  MentionOptions,
  NoticeList,
  NoticeSettings,
  UnreadNotices,
} from '../../../server/contract/notices.ts'
import { useMe } from '../accounts/session.ts'
import { callApi } from '../platform/api.ts'
import { useProblemNotice } from '../platform/problem-notice.ts'
import { useSignal } from '../platform/signal.ts'
import { useDesk } from '../tickets/desk.ts'
import { keys } from '../tickets/queries.ts'
import { NOTICES } from './notices-key.ts'

const SETTINGS = ['notice-settings']
const PAGE = 30

/** The first `pages` pages of the person's news. */
export function useNotices(pages: number) {
  const me = useMe()
  const limit = Math.min(200, pages * PAGE)
  return useQuery({
    queryKey: [...NOTICES, limit],
    queryFn: ({ signal }) => callApi(`/notices?limit=${limit}`, { reply: NoticeList, signal }),
    enabled: me.can.readTickets,
    placeholderData: (before) => before,
  })
}

/** How much is unread: as the desk heard last, else as the list says. */
export function useUnread(): number {
  const { heard } = useDesk()
  const told = useSignal(heard.unread)
  const { data } = useNotices(1)
  return told ?? data?.unread ?? 0
}

/** Marks the news of one ticket, or all, as read. */
export function useReadNotices(onRead?: () => void) {
  const client = useQueryClient()
  const { heard } = useDesk()
  return useMutation({
    mutationFn: (body: { number?: string }) =>
      callApi('/notices/read', { method: 'POST', body, reply: UnreadNotices }),
    onSuccess({ unread }) {
      heard.unread.set(unread)
      void client.invalidateQueries({ queryKey: NOTICES })
      onRead?.()
    },
  })
}

export function useNoticeSettings(isWanted: boolean) {
  return useQuery({
    queryKey: SETTINGS,
    queryFn: ({ signal }) => callApi('/notice-settings', { reply: NoticeSettings, signal }),
    enabled: isWanted,
  })
}

export function useSaveNoticeSettings(onSaved: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: NoticeSettings) =>
      callApi('/notice-settings', { method: 'PUT', body, reply: NoticeSettings }),
    onSuccess(settings) {
      client.setQueryData(SETTINGS, settings)
      onSaved()
    },
    onError: useProblemNotice(),
  })
}

const followingKey = (number: string) => [...keys.ticket(number), 'following']

export function useFollowing(number: string) {
  return useQuery({
    queryKey: followingKey(number),
    queryFn: ({ signal }) => callApi(`/tickets/${number}/following`, { reply: Following, signal }),
  })
}

export function useSetFollowing(number: string, onSet: (isFollowing: boolean) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (isFollowing: boolean) =>
      callApi(`/tickets/${number}/following`, {
        method: 'PUT',
        body: { isFollowing },
        reply: Following,
      }),
    onSuccess(following) {
      client.setQueryData(followingKey(number), following)
      onSet(following.isFollowing)
    },
    onError: useProblemNotice(),
  })
}

export function useMentionOptions(number: string, isWanted: boolean) {
  return useQuery({
    queryKey: [...keys.ticket(number), 'mention-options'],
    queryFn: ({ signal }) =>
      callApi(`/tickets/${number}/mention-options`, { reply: MentionOptions, signal }),
    enabled: isWanted,
    staleTime: 60_000,
  })
}
