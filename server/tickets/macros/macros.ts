import { v7 as uuid } from 'uuid'
import type { z } from 'zod'
import { unknownVariables, variableNames } from '../../../client/shared/macro-variables.ts'
import { requireStaff } from '../../accounts/service.ts'
import type {
  Macro,
  MacroActions,
  MacroList,
  MacroQuery,
  MacroTexts,
  NewMacro,
  PatchMacro,
} from '../../contract/macros.ts'
import { categories } from '../../knowledge/service.ts'
import { type Context, nowText } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import { once } from '../../platform/db/idempotency.ts'
import type { MacroRow } from '../../platform/db/macro-tables.ts'
import { texts as words } from '../../platform/i18n.ts'
import { type FieldError, Problem } from '../../platform/problem.ts'
import { loadMacroFor, loadMacroToChange, shelfToKeep, shelvesFor } from './access.ts'
import { presentMacro } from './present.ts'
import * as store from './store.ts'

declare module '../../platform/realtime/news.ts' {
  interface NewsTopics {
    /** Prepared replies of an office, or (null) of the network. */
    'macros-changed': { officeId: string | null }
  }
}

const DEFAULT_PAGE = 100
/** On one shelf: what a person finds again by typing, and what a browser holds with ease. */
const MAX_ON_SHELF = 200
const DAY_MS = 24 * 60 * 60 * 1000
const KEEP_DELETED_MS = 30 * DAY_MS
const ID = /^[0-9a-f-]{36}$/

/**
 * One's own macros, those of an office and those of the network, newest first.
 * @throws not-found (404) for an office outside the scope, invalid-input (400) at `cursor`
 */
export async function listMacros(
  ctx: Context,
  query: z.output<typeof MacroQuery>,
): Promise<MacroList> {
  const actor = requireStaff(ctx, 'read-tickets')
  const limit = query.limit ?? DEFAULT_PAGE
  const { cursor } = query
  if (cursor !== undefined && !ID.test(cursor)) throw invalid(ctx, 'cursor', 'cursor')
  const shelves = shelvesFor(ctx, actor, query.office)
  const { read } = ctx.app.db
  const found = await Promise.all(
    shelves.map((shelf) => store.macrosOf(read, shelf, cursor, limit + 1)),
  )
  const rows = found.flat().sort((one, other) => (one.id > other.id ? -1 : 1))
  const shown = rows.slice(0, limit)
  return {
    items: shown.map((row) => presentMacro(ctx, actor, row)),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** @throws not-found (404) */
export async function readMacro(ctx: Context, id: string): Promise<Macro> {
  return presented(ctx, await loadMacroFor(ctx, id))
}

/**
 * Writes a new macro, once per `Idempotency-Key`.
 * @throws not-allowed (403), not-found (404), invalid-input (400) at `texts.es`, `texts.en`, `office`
 *   or, where there is no room for more, `visibility`
 */
export async function createMacro(ctx: Context, input: NewMacro): Promise<Macro> {
  const actor = requireStaff(ctx, 'read-tickets')
  const shelf = shelfToKeep(ctx, actor, input.visibility, input.office)
  refuseUnknownVariables(ctx, input.texts)
  refuseUnknownTopic(ctx, input.actions)
  const now = nowText(ctx)
  const macro: store.StoredMacro = {
    ...shelf,
    id: uuid(),
    name: input.name.trim(),
    texts: JSON.stringify(input.texts),
    actions: JSON.stringify(input.actions ?? {}),
    version: 1,
    created_at: now,
    updated_at: now,
    updated_by: actor.userId,
    deleted_at: null,
  }
  const { id } = await ctx.app.db.inTransaction((tx) =>
    once(ctx, tx, async () => {
      await requireRoom(ctx, tx, shelf)
      await store.insertMacro(tx, macro)
      await tellMacro(ctx, tx, macro)
      return { id: macro.id }
    }),
  )
  return await readMacro(ctx, id)
}

/**
 * Changes a macro that still has `version`, or brings a deleted one back.
 * @throws not-found (404), not-allowed (403), invalid-input (400), version-outdated (412) with the macro
 *   as it is now
 */
export async function changeMacro(
  ctx: Context,
  id: string,
  version: number,
  wanted: PatchMacro,
): Promise<Macro> {
  const actor = requireStaff(ctx, 'read-tickets')
  const evenDeleted = wanted.isDeleted === false
  const macro = await loadMacroToChange(ctx, id, { evenDeleted })
  const shelf = wanted.visibility && shelfToKeep(ctx, actor, wanted.visibility, wanted.office)
  if (wanted.texts) refuseUnknownVariables(ctx, wanted.texts)
  refuseUnknownTopic(ctx, wanted.actions)
  const change: Partial<MacroRow> = {
    ...shelf,
    ...(wanted.name !== undefined && { name: wanted.name.trim() }),
    ...(wanted.texts && { texts: JSON.stringify(wanted.texts) }),
    ...(wanted.actions && { actions: JSON.stringify(wanted.actions) }),
    ...(evenDeleted && { deleted_at: null }),
  }
  const target = { visibility: macro.visibility, keeper_id: macro.keeper_id, ...shelf }
  const isNewThere = macro.deleted_at !== null || !isSameShelf(macro, target)
  const makeRoom = async (tx: Tx) => {
    if (isNewThere) await requireRoom(ctx, tx, target)
  }
  return await write(ctx, { id, version }, change, makeRoom, macro)
}

/**
 * Takes a macro from its shelf; for 30 days it can be brought back.
 * @throws not-found (404), not-allowed (403), version-outdated (412)
 */
export async function deleteMacro(ctx: Context, id: string, version: number): Promise<Macro> {
  const macro = await loadMacroToChange(ctx, id, { evenDeleted: false })
  const longAgo = new Date(ctx.app.now().getTime() - KEEP_DELETED_MS).toISOString()
  return await write(ctx, { id, version }, { deleted_at: nowText(ctx) }, (tx) =>
    store.forgetDeleted(tx, macro, longAgo),
  )
}

async function write(
  ctx: Context,
  basis: { id: string; version: number },
  change: Partial<MacroRow>,
  also: (tx: Tx) => Promise<void>,
  before?: store.Shelf,
): Promise<Macro> {
  const actor = requireStaff(ctx)
  const signed = { ...change, updated_at: nowText(ctx), updated_by: actor.userId }
  const changed = await ctx.app.db.inTransaction(async (tx) => {
    await also(tx)
    const after = await store.changeMacro(tx, basis, signed)
    if (after) await tellMacro(ctx, tx, after)
    if (after && before && !isSameShelf(before, after)) await tellMacro(ctx, tx, before)
    return after
  })
  if (changed) return presented(ctx, changed)
  const current = await loadMacroFor(ctx, basis.id)
  throw new Problem('version-outdated', 412, { extra: { current: presented(ctx, current) } })
}

/** Whoever sees the shelf reads it anew; a person's own is seen by that person alone. */
async function tellMacro(ctx: Context, tx: Tx, shelf: store.Shelf): Promise<void> {
  const { visibility, keeper_id } = shelf
  if (visibility === 'private') return
  const officeId = visibility === 'office' ? keeper_id : null
  await ctx.app.news.announce(tx, 'macros-changed', { officeId })
}

function presented(ctx: Context, macro: store.StoredMacro): Macro {
  return presentMacro(ctx, requireStaff(ctx), macro)
}

function isSameShelf(one: store.Shelf, other: store.Shelf): boolean {
  return one.visibility === other.visibility && one.keeper_id === other.keeper_id
}

async function requireRoom(ctx: Context, tx: Tx, shelf: store.Shelf): Promise<void> {
  if ((await store.countMacros(tx, shelf)) < MAX_ON_SHELF) return
  throw invalid(ctx, 'visibility', 'too-many', { low: String(MAX_ON_SHELF) })
}

/** What nothing can be put in for would be read by the company as it stands. */
function refuseUnknownVariables(ctx: Context, { es, en }: MacroTexts): void {
  const t = words(ctx.lang)
  const known = variableNames(ctx.lang).join(', ')
  const faults = Object.entries({ es: es ?? '', en: en ?? '' }).flatMap(
    ([lang, text]): FieldError[] => {
      const unknown = unknownVariables(text)
      if (unknown.length === 0) return []
      const values = { count: unknown.length, names: unknown.join(', '), known }
      return [{ path: `texts.${lang}`, message: t('validation.unknown-variable', values) }]
    },
  )
  if (faults.length > 0) throw new Problem('invalid-input', 400, { errors: faults })
}

function refuseUnknownTopic(ctx: Context, actions: MacroActions | undefined): void {
  const { topic } = actions ?? {}
  if (topic === undefined || categories.includes(topic)) return
  throw invalid(ctx, 'actions.topic', 'unknown-topic')
}

function invalid(
  ctx: Context,
  path: string,
  reason: string,
  values: Record<string, string> = {},
): Problem {
  const message = words(ctx.lang)(`validation.${reason}`, values)
  return new Problem('invalid-input', 400, { errors: [{ path, message }] })
}
