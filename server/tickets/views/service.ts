import { v7 as uuid } from 'uuid'
import { can, requireStaff } from '../../accounts/service.ts'
import {
  type NewView,
  type PatchView,
  type SavedView,
  type SavedViewList,
  ViewFilters,
  type ViewVisibility,
} from '../../contract/views.ts'
import { type Context, nowText, type StaffActor } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import { once } from '../../platform/db/idempotency.ts'
import { texts } from '../../platform/i18n.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import * as store from './store.ts'

declare module '../../platform/realtime/news.ts' {
  interface NewsTopics {
    /** A saved view came, changed or went; heard by those whom it is for. */
    'views-changed': { visibility: ViewVisibility; ownerId: string; officeId: string | null }
  }
}

/** The saved views that the caller sees. */
export async function listViews(ctx: Context): Promise<SavedViewList> {
  const actor = requireStaff(ctx, 'read-tickets')
  const reader = { userId: actor.userId, officeId: officeOf(actor) }
  const views = await store.viewsFor(ctx.app.db.read, reader)
  return {
    items: views.map((view) => present(actor, view)),
    mayShareWith: visibilitiesOf(actor),
  }
}

/**
 * Saves a view, once per `Idempotency-Key`.
 * @throws not-allowed (403) for a group that is not the caller's to write; invalid-input (400)
 */
export async function createView(ctx: Context, input: NewView): Promise<SavedView> {
  const actor = requireStaff(ctx, 'save-views')
  if (!visibilitiesOf(actor).includes(input.visibility)) throw new Problem('not-allowed', 403)
  const now = nowText(ctx)
  const { id } = await ctx.app.db.inTransaction((tx) =>
    once(ctx, tx, async () => {
      const view = {
        id: uuid(),
        name: input.name.trim(),
        ...groupOf(actor, input.visibility),
        filters: JSON.stringify(input.filters),
        version: 1,
        created_at: now,
        updated_at: now,
      }
      await makeRoom(ctx, tx, view)
      await store.insertView(tx, view)
      await tell(ctx, tx, view)
      return { id: view.id }
    }),
  )
  return present(actor, await load(ctx, actor, id))
}

/** @throws not-found (404), not-allowed (403), version-outdated (412) */
export async function changeView(
  ctx: Context,
  id: string,
  version: number,
  wanted: PatchView,
): Promise<SavedView> {
  const actor = requireStaff(ctx, 'save-views')
  const view = await loadToChange(ctx, actor, id)
  const { name, filters, visibility = view.visibility } = wanted
  if (!visibilitiesOf(actor).includes(visibility)) throw new Problem('not-allowed', 403)
  const isMoved = visibility !== view.visibility
  const isDone = await ctx.app.db.inTransaction(async (tx) => {
    const group = isMoved ? groupOf(actor, visibility) : {}
    if (isMoved) await makeRoom(ctx, tx, groupOf(actor, visibility))
    if (isMoved) await tell(ctx, tx, { ...view, ...group })
    await tell(ctx, tx, view)
    return await store.updateView(
      tx,
      { id, version },
      {
        ...group,
        ...(name !== undefined && { name: name.trim() }),
        ...(filters !== undefined && { filters: JSON.stringify(filters) }),
        updated_at: nowText(ctx),
      },
    )
  })
  if (!isDone) throw await outdated(ctx, actor, id)
  return present(actor, await load(ctx, actor, id))
}

/** @throws not-found (404), not-allowed (403), version-outdated (412) */
export async function removeView(ctx: Context, id: string, version: number): Promise<void> {
  const actor = requireStaff(ctx, 'save-views')
  const view = await loadToChange(ctx, actor, id)
  const isDone = await ctx.app.db.inTransaction(async (tx) => {
    await tell(ctx, tx, view)
    return await store.deleteView(tx, { id, version })
  })
  if (!isDone) throw await outdated(ctx, actor, id)
}

type Group = Pick<store.StoredView, 'visibility' | 'owner_id' | 'office_id'>

async function tell(ctx: Context, tx: Tx, { visibility, owner_id, office_id }: Group) {
  const news = { visibility, ownerId: owner_id, officeId: office_id }
  await ctx.app.news.announce(tx, 'views-changed', news)
}

/** Someone else's private view, or another office's, answers as one that does not exist. */
async function load(ctx: Context, actor: StaffActor, id: string): Promise<store.StoredView> {
  const view = await store.viewById(ctx.app.db.read, id)
  if (!view || !isSeen(actor, view)) throw notFound()
  return view
}

async function loadToChange(
  ctx: Context,
  actor: StaffActor,
  id: string,
): Promise<store.StoredView> {
  const view = await load(ctx, actor, id)
  if (!visibilitiesOf(actor).includes(view.visibility)) throw new Problem('not-allowed', 403)
  return view
}

function isSeen(actor: StaffActor, view: store.StoredView): boolean {
  if (view.visibility === 'private') return view.owner_id === actor.userId
  return view.visibility === 'network' || view.office_id === officeOf(actor)
}

function officeOf({ scope }: StaffActor): string | undefined {
  return scope.kind === 'office' ? scope.officeId : undefined
}

/** For whom someone may save views; one's office's and the network's are for those who look after them. */
function visibilitiesOf(actor: StaffActor): ViewVisibility[] {
  if (!can(actor, 'save-views')) return []
  const { kind } = actor.scope
  return [
    'private',
    ...(kind === 'office' && can(actor, 'save-office-views') ? (['office'] as const) : []),
    ...(kind === 'network' && can(actor, 'save-network-views') ? (['network'] as const) : []),
  ]
}

function groupOf(actor: StaffActor, visibility: ViewVisibility) {
  const office_id = visibility === 'office' ? (officeOf(actor) ?? null) : null
  return { visibility, owner_id: actor.userId, office_id }
}

async function makeRoom(
  ctx: Context,
  tx: Tx,
  group: Parameters<typeof store.isGroupFull>[1],
): Promise<void> {
  if (!(await store.isGroupFull(tx, group))) return
  const message = texts(ctx.lang)('properties.views.full', { max: store.MAX_VIEWS })
  throw new Problem('invalid-input', 400, { errors: [{ path: 'visibility', message }] })
}

async function outdated(ctx: Context, actor: StaffActor, id: string): Promise<Problem> {
  const view = await store.viewById(ctx.app.db.read, id)
  const extra = view ? { current: present(actor, view) } : {}
  return new Problem('version-outdated', 412, { extra })
}

function present(actor: StaffActor, view: store.StoredView): SavedView {
  const { id, name, visibility, version } = view
  return {
    id,
    name,
    visibility,
    // What an older version saved and this one does not know is left out.
    filters: ViewFilters.safeParse(JSON.parse(view.filters)).data ?? {},
    owner: { id: view.owner_id, name: view.owner_name },
    version,
    mayChange: visibilitiesOf(actor).includes(visibility),
  }
}
