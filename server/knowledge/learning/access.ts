import { type Ability, isInScope, requireStaff } from '../../accounts/service.ts'
import type { Office } from '../../offices/service.ts'
import type { Context } from '../../platform/context.ts'
import type { PhrasingRow } from '../../platform/db/knowledge-tables.ts'
import { notFound } from '../../platform/problem.ts'
import { type LoggedQuestion, phrasingById, questionById } from './store.ts'

/**
 * The offices whose proposals and unanswered questions the caller may see; `undefined`: the whole network.
 * @throws sign-in-required (401), not-allowed (403)
 */
export function officesInScope(
  ctx: Context,
  ability: Ability = 'read-learning',
): Office[] | undefined {
  const { scope } = requireStaff(ctx, ability)
  if (scope.kind === 'network') return undefined
  return ctx.app.offices.offices.filter((office) => isInScope(scope, office))
}

/**
 * A phrasing that somebody decides or decided about, if its ticket's office lies in the caller's scope.
 * @throws sign-in-required (401), not-allowed (403), not-found (404)
 */
export async function loadPhrasingFor(
  ctx: Context,
  id: string,
  ability: Ability,
): Promise<PhrasingRow> {
  const offices = officesInScope(ctx, ability)
  const row = await phrasingById(
    ctx.app.db.read,
    id,
    offices?.map((office) => office.id),
  )
  if (!row) throw notFound()
  return row
}

/**
 * A question of the log, if it was asked on a website in the caller's scope.
 * @throws sign-in-required (401), not-allowed (403), not-found (404)
 */
export async function loadQuestionFor(
  ctx: Context,
  id: string,
  ability: Ability,
): Promise<LoggedQuestion> {
  const offices = officesInScope(ctx, ability)
  const row = await questionById(
    ctx.app.db.read,
    id,
    offices?.map(({ slug }) => slug),
  )
  if (!row) throw notFound()
  return row
}
