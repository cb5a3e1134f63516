import { type Ability, isInScope, requireStaff } from '../accounts/service.ts'
import type { Office } from '../offices/service.ts'
import type { Context } from '../platform/context.ts'

/**
 * The offices whose questions and proposals the caller may see; `undefined`: the whole network.
 * @throws sign-in-required (401), not-allowed (403)
 */
export function officesInScope(ctx: Context, ability: Ability): Office[] | undefined {
  const { scope } = requireStaff(ctx, ability)
  if (scope.kind === 'network') return undefined
  return ctx.app.offices.offices.filter((office) => isInScope(scope, office))
}
