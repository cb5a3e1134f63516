import type { Ability } from '../../accounts/service.ts'
import type { Context } from '../../platform/context.ts'
import type { PhrasingRow } from '../../platform/db/knowledge-tables.ts'
import { notFound } from '../../platform/problem.ts'
import { officesInScope } from '../scope.ts'
import { phrasingById } from './store.ts'

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
