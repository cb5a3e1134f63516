import { z } from 'zod'
import { TicketNumber } from '../../contract/common.ts'
import { DraftOf, PutDraft, SavedDraft, TicketDrafts } from '../../contract/drafts.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import { listDrafts, saveDraft } from './drafts.ts'

export const draftRoutes: AnyRoute[] = [
  route(
    {
      method: 'get',
      path: '/api/v1/tickets/:number/drafts',
      summary: 'What the caller has written for a ticket and not sent; nobody else’s',
      door: 'staff',
      params: z.strictObject({ number: TicketNumber }),
      replies: { 200: TicketDrafts },
    },
    async ({ ctx, params }) => ({ body: { items: await listDrafts(ctx, params.number) } }),
  ),
  route(
    {
      method: 'put',
      path: '/api/v1/tickets/:number/drafts/:kind',
      summary:
        'Keep what the caller is writing; the last save wins and gives back what it replaced',
      door: 'staff',
      params: DraftOf,
      body: PutDraft,
      replies: { 200: SavedDraft },
    },
    async ({ ctx, params, body }) => ({ body: await saveDraft(ctx, params, body) }),
  ),
]
