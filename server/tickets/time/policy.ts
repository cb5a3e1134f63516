import type { Kysely } from 'kysely'
import { can, isInScope, requireStaff } from '../../accounts/service.ts'
import type { ClosingPolicy, OfficeTimeList } from '../../contract/time.ts'
import { type Office, requireOffice } from '../../offices/service.ts'
import { type Context, nowText, type StaffActor } from '../../platform/context.ts'
import type { Tables } from '../../platform/db/tables.ts'
import { notFound } from '../../platform/problem.ts'
import { officeName } from '../present.ts'

/** An office that has not said otherwise asks; whoever closes may always go on without. */
const DEFAULT: ClosingPolicy = 'ask'

/** Whether closing a ticket of this office asks for minutes. */
export async function closingPolicy(db: Kysely<Tables>, officeId: string): Promise<ClosingPolicy> {
  const row = await db
    .selectFrom('office_time')
    .select('closing')
    .where('office_id', '=', officeId)
    .executeTakeFirst()
  return row?.closing ?? DEFAULT
}

/** The offices in the caller's scope, with what each asks at closing. */
export async function listOfficeTime(ctx: Context): Promise<OfficeTimeList> {
  const actor = requireStaff(ctx, 'read-offices')
  const set = await ctx.app.db.read
    .selectFrom('office_time')
    .select(['office_id', 'closing'])
    .execute()
  const byOffice = new Map(set.map(({ office_id, closing }) => [office_id, closing]))
  const offices = ctx.app.offices.offices.filter((office) => isInScope(actor.scope, office))
  return {
    items: offices.map((office) => ({
      office: officeName(ctx, office.id, ctx.lang),
      closing: byOffice.get(office.id) ?? DEFAULT,
      mayChange: can(actor, 'manage-time'),
    })),
  }
}

/**
 * Sets whether closing asks for minutes.
 * @throws not-allowed (403), not-found (404) for an office outside the scope
 */
export async function setClosingPolicy(
  ctx: Context,
  slug: string,
  closing: ClosingPolicy,
): Promise<OfficeTimeList['items'][number]> {
  const actor = requireStaff(ctx, 'manage-time')
  const office = officeInScope(ctx, actor, slug)
  const change = { closing, updated_at: nowText(ctx), updated_by: actor.userId }
  await ctx.app.db.inTransaction(async (tx) => {
    await tx.db
      .insertInto('office_time')
      .values({ office_id: office.id, ...change })
      .onConflict((conflict) => conflict.column('office_id').doUpdateSet(change))
      .execute()
  })
  return { office: officeName(ctx, office.id, ctx.lang), closing, mayChange: true }
}

/** An office that does not exist and one of others answer alike. */
function officeInScope(ctx: Context, { scope }: StaffActor, slug: string): Office {
  const known = ctx.app.offices.bySlug(slug)
  if (!known || !isInScope(scope, known)) throw notFound()
  return requireOffice(ctx, slug)
}
