import { can, isInScope, requireStaff } from '../../accounts/service.ts'
import type { MacroVisibility } from '../../contract/macros.ts'
import { requireOffice } from '../../offices/service.ts'
import type { Context, StaffActor } from '../../platform/context.ts'
import { texts } from '../../platform/i18n.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import { officeIdsInScope } from '../access.ts'
import { macroInSight, type Shelf, type StoredMacro } from './store.ts'

const NETWORK: Shelf = { visibility: 'network', keeper_id: '' }

/**
 * A macro in the caller's sight.
 * @throws sign-in-required (401), not-allowed (403), not-found (404) also once it is deleted
 */
export async function loadMacroFor(ctx: Context, id: string): Promise<StoredMacro> {
  const macro = await loadEvenDeleted(ctx, id)
  if (macro.deleted_at !== null) throw notFound()
  return macro
}

/** @throws not-found (404), not-allowed (403) for those who only read it */
export async function loadMacroToChange(
  ctx: Context,
  id: string,
  { evenDeleted }: { evenDeleted: boolean },
): Promise<StoredMacro> {
  const actor = requireStaff(ctx, 'read-tickets')
  const macro = evenDeleted ? await loadEvenDeleted(ctx, id) : await loadMacroFor(ctx, id)
  if (mayKeep(ctx, actor, macro)) return macro
  throw macro.deleted_at === null ? new Problem('not-allowed', 403) : notFound()
}

async function loadEvenDeleted(ctx: Context, id: string): Promise<StoredMacro> {
  const actor = requireStaff(ctx, 'read-tickets')
  const sight = { userId: actor.userId, officeIds: officeIdsInScope(ctx, actor) }
  const macro = await macroInSight(ctx.app.db.read, id, sight)
  if (!macro) throw notFound()
  return macro
}

/** Whether the actor writes, changes and deletes on this shelf. */
export function mayKeep(ctx: Context, actor: StaffActor, shelf: Shelf): boolean {
  switch (shelf.visibility) {
    case 'private':
      return can(actor, 'answer-tickets') && shelf.keeper_id === actor.userId
    case 'office':
      return can(actor, 'answer-tickets') && isOfficeInScope(ctx, actor, shelf.keeper_id)
    case 'network':
      return can(actor, 'write-network-macros') && actor.scope.kind === 'network'
  }
}

/** The shelves that a list shows: one's own, an office's and the network's. */
export function shelvesFor(ctx: Context, actor: StaffActor, office: string | undefined): Shelf[] {
  const officeId = officeOf(ctx, actor, office)
  return [
    { visibility: 'private', keeper_id: actor.userId },
    ...(officeId === undefined ? [] : [{ visibility: 'office', keeper_id: officeId } as const]),
    NETWORK,
  ]
}

/**
 * Where a macro is to stand.
 * @throws not-allowed (403), not-found (404) for an office outside the scope, invalid-input (400) where
 *   an office has to be named
 */
export function shelfToKeep(
  ctx: Context,
  actor: StaffActor,
  visibility: MacroVisibility,
  office: string | undefined,
): Shelf {
  const shelf = shelfOf(ctx, actor, visibility, office)
  if (!mayKeep(ctx, actor, shelf)) throw new Problem('not-allowed', 403)
  return shelf
}

function shelfOf(
  ctx: Context,
  actor: StaffActor,
  visibility: MacroVisibility,
  office: string | undefined,
): Shelf {
  if (visibility === 'network') return NETWORK
  if (visibility === 'private') return { visibility, keeper_id: actor.userId }
  const officeId = officeOf(ctx, actor, office)
  if (officeId !== undefined) return { visibility, keeper_id: officeId }
  const message = texts(ctx.lang)('validation.required')
  throw new Problem('invalid-input', 400, { errors: [{ path: 'office', message }] })
}

/** The office named, or else the one that the actor belongs to. */
function officeOf(ctx: Context, actor: StaffActor, slug: string | undefined): string | undefined {
  if (slug === undefined) {
    return actor.scope.kind === 'office' ? actor.scope.officeId : undefined
  }
  const office = requireOffice(ctx, slug)
  if (!isInScope(actor.scope, office)) throw notFound()
  return office.id
}

function isOfficeInScope(ctx: Context, actor: StaffActor, officeId: string): boolean {
  const office = ctx.app.offices.byId(officeId)
  return office !== undefined && isInScope(actor.scope, office)
}
