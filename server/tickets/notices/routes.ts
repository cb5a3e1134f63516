import { z } from 'zod'
import { TicketNumber } from '../../contract/common.ts'
import {
  Following,
  MentionOptions,
  NoticeList,
  NoticeQuery,
  NoticeSettings,
  PutNoticeSettings,
  ReadNotices,
  UnreadNotices,
} from '../../contract/notices.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import { mentionOptions } from './mentions.ts'
import {
  markNoticesRead,
  readFollowing,
  readNoticeSettings,
  readNotices,
  saveNoticeSettings,
  setFollowing,
} from './notices.ts'

const ByNumber = z.strictObject({ number: TicketNumber })

export const noticeRoutes: AnyRoute[] = [
  route(
    {
      method: 'get',
      path: '/api/v1/notices',
      summary: 'The caller’s news, one line a ticket, newest first, as long as they matter',
      door: 'staff',
      query: NoticeQuery,
      replies: { 200: NoticeList },
    },
    async ({ ctx, query }) => ({ body: await readNotices(ctx, query) }),
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/notices/read',
      summary: 'The news of one ticket, or without a number all, have been seen',
      door: 'staff',
      body: ReadNotices,
      replies: { 200: UnreadNotices },
    },
    async ({ ctx, body }) => ({ body: await markNoticesRead(ctx, body.number) }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/notice-settings',
      summary: 'Of what the caller is told, and how',
      door: 'staff',
      replies: { 200: NoticeSettings },
    },
    async ({ ctx }) => ({ body: await readNoticeSettings(ctx) }),
  ),
  route(
    {
      method: 'put',
      path: '/api/v1/notice-settings',
      summary: 'Set of what the caller is told, and how',
      door: 'staff',
      body: PutNoticeSettings,
      replies: { 200: NoticeSettings },
    },
    async ({ ctx, body }) => ({ body: await saveNoticeSettings(ctx, body) }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/tickets/:number/following',
      summary: 'Whether the caller follows a ticket',
      door: 'staff',
      params: ByNumber,
      replies: { 200: Following },
    },
    async ({ ctx, params }) => ({ body: await readFollowing(ctx, params.number) }),
  ),
  route(
    {
      method: 'put',
      path: '/api/v1/tickets/:number/following',
      summary: 'Follow a ticket, or no longer',
      door: 'staff',
      params: ByNumber,
      body: Following,
      replies: { 200: Following },
    },
    async ({ ctx, params, body }) => ({ body: await setFollowing(ctx, params.number, body) }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/tickets/:number/mention-options',
      summary: 'Who can be named with @ in a note of this ticket: those who read it',
      door: 'staff',
      params: ByNumber,
      replies: { 200: MentionOptions },
    },
    async ({ ctx, params }) => ({ body: await mentionOptions(ctx, params.number) }),
  ),
]
