import { requireStaff } from '../../accounts/service.ts'
import type { OwnDesk, PatchOwnDesk, StaffList } from '../../contract/together.ts'
import type { Office } from '../../offices/service.ts'
import { type Context, nowText, type StaffActor } from '../../platform/context.ts'
import { notFound } from '../../platform/problem.ts'
import { mayOpen } from '../access.ts'
import { settingsOf } from '../assignment/settings.ts'
import { deskOf, desksOf, saveDesk } from './store.ts'

/** The caller's own status, limit and load. @throws not-allowed (403) for those who answer nothing */
export async function readOwnDesk(ctx: Context): Promise<OwnDesk> {
  const actor = requireStaff(ctx, 'answer-tickets')
  const { read } = ctx.app.db
  const officeId = officeOf(actor)
  const [desk, settings] = await Promise.all([
    deskOf(read, actor.userId),
    officeId === null ? null : settingsOf(read, officeId),
  ])
  return {
    status: ctx.app.staff.statusOf(officeId, actor.userId),
    chosen: ctx.app.staff.chosen(actor.userId),
    live: desk.live,
    maxLive: desk.max_live,
    officeMaxLive: settings?.max_live ?? null,
  }
}

/** Sets the caller's own status or limit; every desk of the office sees it at once. */
export async function changeOwnDesk(ctx: Context, wanted: PatchOwnDesk): Promise<OwnDesk> {
  const { userId } = requireStaff(ctx, 'answer-tickets')
  const { status, maxLive } = wanted
  await ctx.app.db.inTransaction(async (tx) => {
    const change = {
      ...(status && { status }),
      ...(maxLive !== undefined && { max_live: maxLive }),
    }
    await saveDesk(tx, userId, change, nowText(ctx))
    if (status) await ctx.app.news.announce(tx, 'staff-status', { userId, status })
  })
  // The news comes after the answer; who asked sees at once what it has set.
  const desk = await readOwnDesk(ctx)
  if (!status) return desk
  const isThere =
    status === 'offline' || ctx.app.staff.isConnected(officeOf(requireStaff(ctx)), userId)
  return { ...desk, chosen: status, status: isThere ? status : 'away' }
}

/**
 * The people of an office who answer, with status and load.
 * @throws not-found (404) for an office outside the scope
 */
export async function listStaff(ctx: Context, slug: string | undefined): Promise<StaffList> {
  const actor = requireStaff(ctx, 'read-tickets')
  const office = officeAsked(ctx, actor, slug)
  if (!office) return { items: [] }
  const { read } = ctx.app.db
  const [desks, settings] = await Promise.all([
    desksOf(read, office.id),
    settingsOf(read, office.id),
  ])
  return {
    items: desks.map(({ id, name, live, max_live }) => ({
      id,
      name,
      status: ctx.app.staff.statusOf(office.id, id),
      live,
      maxLive: max_live ?? settings.max_live,
    })),
  }
}

/** Without a slug the caller's own; who belongs to none has none. */
function officeAsked(
  ctx: Context,
  actor: StaffActor,
  slug: string | undefined,
): Office | undefined {
  if (slug === undefined) {
    const own = officeOf(actor)
    return own === null ? undefined : ctx.app.offices.byId(own)
  }
  const office = ctx.app.offices.bySlug(slug)
  if (!office || !mayOpen(ctx, actor, office.id)) throw notFound()
  return office
}

function officeOf({ scope }: StaffActor): string | null {
  return scope.kind === 'office' ? scope.officeId : null
}
