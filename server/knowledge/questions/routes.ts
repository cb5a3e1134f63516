import { z } from 'zod'
import { Uuid } from '../../contract/common.ts'
import {
  AnswerNow,
  AnswerReliability,
  GuideText,
  Question,
  QuestionList,
  QuestionQuery,
} from '../../contract/questions.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import {
  answerReliability,
  askAgain,
  listQuestions,
  readGuideText,
  readQuestion,
} from '../service.ts'

const ById = z.strictObject({ id: Uuid })

export const questionRoutes: AnyRoute[] = [
  route(
    {
      method: 'get',
      path: '/api/v1/questions',
      summary: 'The question log in the caller’s scope, newest first, without personal data',
      door: 'staff',
      query: QuestionQuery,
      replies: { 200: QuestionList },
    },
    async ({ ctx, query }) => ({ body: await listQuestions(ctx, query) }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/questions/:id',
      summary: 'One question: its decision, and what that rests on',
      door: 'staff',
      params: ById,
      replies: { 200: Question },
    },
    async ({ ctx, params }) => ({ body: await readQuestion(ctx, params.id) }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/questions/:id/answer-now',
      summary: 'What the same words get from the guides as they are now; stores nothing',
      door: 'staff',
      params: ById,
      replies: { 200: AnswerNow },
    },
    async ({ ctx, params }) => ({ body: await askAgain(ctx, params.id) }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/questions/:id/texts/:revision',
      summary: 'The text of a guide as it was when the question was answered',
      door: 'staff',
      params: z.strictObject({ id: Uuid, revision: Uuid }),
      replies: { 200: GuideText },
    },
    async ({ ctx, params }) => ({
      body: await readGuideText(ctx, params.id, params.revision),
    }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/answer-reliability',
      summary:
        'How often answers were right, by confidence, from what was heard of them in 90 days',
      door: 'staff',
      replies: { 200: AnswerReliability },
    },
    async ({ ctx }) => ({ body: await answerReliability(ctx) }),
  ),
]
