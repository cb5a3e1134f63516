import { type Macro, MacroActions, type MacroTexts } from '../../contract/macros.ts'
import type { Context, StaffActor } from '../../platform/context.ts'
import { officeName } from '../present.ts'
import { mayKeep } from './access.ts'
import type { StoredMacro } from './store.ts'

export function presentMacro(ctx: Context, actor: StaffActor, macro: StoredMacro): Macro {
  const { id, version, name, visibility } = macro
  return {
    ...{ id, version, name, visibility },
    office: visibility === 'office' ? officeName(ctx, macro.keeper_id, ctx.lang) : null,
    texts: JSON.parse(macro.texts) as MacroTexts,
    actions: readActions(macro.actions),
    mayChange: mayKeep(ctx, actor, macro),
    updatedAt: macro.updated_at,
    isDeleted: macro.deleted_at !== null,
  }
}

/** Stored actions; those that only another version knows are left out. */
export function readActions(stored: string): MacroActions {
  return MacroActions.strip().parse(JSON.parse(stored))
}
