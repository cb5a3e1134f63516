import { z } from 'zod'
import { Uuid } from '../contract/common.ts'
import { MessagePage, MessagesQuery } from '../contract/conversations.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import { listOwnMessages } from './service.ts'

export const conversationRoutes: AnyRoute[] = [
  route(
    {
      method: 'get',
      path: '/api/v1/conversations/:id/messages',
      summary: 'The visitor’s own messages, in order',
      door: 'visitor',
      params: z.strictObject({ id: Uuid }),
      query: MessagesQuery,
      replies: { 200: MessagePage },
      crossOrigin: true,
    },
    async ({ ctx, params, query }) => ({ body: await listOwnMessages(ctx, params.id, query) }),
  ),
]
