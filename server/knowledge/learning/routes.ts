import { z } from 'zod'
import { Uuid } from '../../contract/common.ts'
import {
  ContentGaps,
  DecidePhrasing,
  MarkGap,
  Phrasing,
  PhrasingList,
  PhrasingQuery,
} from '../../contract/learning.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import { listGaps, markGap } from './gaps.ts'
import { decidePhrasing, listPhrasings } from './proposals.ts'

export const learningRoutes: AnyRoute[] = [
  route(
    {
      method: 'get',
      path: '/api/v1/phrasings',
      summary:
        'Ways people ask that are proposed to the search, or were decided about, newest first',
      door: 'staff',
      query: PhrasingQuery,
      replies: { 200: PhrasingList },
    },
    async ({ ctx, query }) => ({ body: await listPhrasings(ctx, query) }),
  ),
  route(
    {
      method: 'patch',
      path: '/api/v1/phrasings/:id',
      summary: 'Accept a phrasing, reworded or for another guide, or reject it',
      door: 'staff',
      params: z.strictObject({ id: Uuid }),
      body: DecidePhrasing,
      replies: { 200: Phrasing },
    },
    async ({ ctx, params, body }) => ({ body: await decidePhrasing(ctx, params.id, body) }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/content-gaps',
      summary: 'What was asked in 90 days and no guide answered, by how many asked it',
      door: 'staff',
      replies: { 200: ContentGaps },
    },
    async ({ ctx }) => ({ body: await listGaps(ctx) }),
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/gap-marks',
      summary:
        'Decide about an unanswered question: a guide has it, it is for a person, a guide is to be written',
      door: 'staff',
      body: MarkGap,
      replies: { 204: null },
    },
    async ({ ctx, body }) => {
      await markGap(ctx, body)
      return { status: 204 }
    },
  ),
]
