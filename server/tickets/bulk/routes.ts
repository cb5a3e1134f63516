import { type BulkOutcome, BulkRequest, BulkResult } from '../../contract/bulk.ts'
import type { Context } from '../../platform/context.ts'
import { asProblem, logProblem, problemDocument } from '../../platform/http/problems.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import { changeTickets, type RowOutcome } from './bulk.ts'

export const bulkRoutes: AnyRoute[] = [
  route(
    {
      method: 'post',
      path: '/api/v1/ticket-changes',
      summary: 'Change up to 100 tickets at once; each row says whether it was, and why not',
      door: 'staff',
      body: BulkRequest,
      replies: { 200: BulkResult },
      idempotent: true,
    },
    async ({ ctx, body }) => {
      const outcomes = await changeTickets(ctx, body.items)
      return { body: { items: outcomes.map((outcome) => present(ctx, outcome)) } }
    },
  ),
]

function present(ctx: Context, { number, error, ticket }: RowOutcome): BulkOutcome {
  if (error === undefined) return { number, problem: null, ticket }
  const problem = asProblem(error)
  logProblem(ctx.app.log, problem, ctx.requestId)
  const { current: _, ...document } = problemDocument(problem, ctx.lang, ctx.requestId)
  return { number, problem: document, ticket }
}
