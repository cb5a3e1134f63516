import type { Kysely, Selectable } from 'kysely'
import { can, isInScope, requireStaff } from '../../accounts/service.ts'
import type {
  OfficeAssignment,
  OfficeAssignmentList,
  PatchOfficeAssignment,
} from '../../contract/together.ts'
import { type Context, nowText } from '../../platform/context.ts'
import type { Tables } from '../../platform/db/tables.ts'
import type { OfficeAssignmentRow } from '../../platform/db/together-tables.ts'
import { notFound } from '../../platform/problem.ts'
import { officeName } from '../present.ts'

declare module '../../platform/realtime/news.ts' {
  interface NewsTopics {
    /** An office changed how its tickets find an advisor. */
    'assignment-set': { officeId: string }
  }
}

type Row = Selectable<OfficeAssignmentRow>
export type Settings = Pick<Row, 'mode' | 'max_live' | 'return_minutes'>

/** An office that has set nothing: tickets wait until someone takes them. */
const DEFAULT: Settings = { mode: 'off', max_live: 5, return_minutes: 30 }

export async function settingsOf(db: Kysely<Tables>, officeId: string): Promise<Settings> {
  const row = await db
    .selectFrom('office_assignment')
    .select(['mode', 'max_live', 'return_minutes'])
    .where('office_id', '=', officeId)
    .executeTakeFirst()
  return row ?? DEFAULT
}

/** How the tickets of each office in the caller's scope find an advisor. */
export async function listOfficeAssignment(ctx: Context): Promise<OfficeAssignmentList> {
  const actor = requireStaff(ctx, 'read-offices')
  const rows = await ctx.app.db.read.selectFrom('office_assignment').selectAll().execute()
  const byOffice = new Map(rows.map((row) => [row.office_id, row]))
  const offices = ctx.app.offices.offices.filter((office) => isInScope(actor.scope, office))
  return { items: offices.map(({ id }) => present(ctx, id, byOffice.get(id) ?? DEFAULT)) }
}

/**
 * Sets how the tickets of an office find an advisor.
 * @throws not-allowed (403), not-found (404) for an office outside the scope
 */
export async function setOfficeAssignment(
  ctx: Context,
  slug: string,
  wanted: PatchOfficeAssignment,
): Promise<OfficeAssignment> {
  const actor = requireStaff(ctx, 'manage-assignment')
  const office = ctx.app.offices.bySlug(slug)
  if (!office || !isInScope(actor.scope, office)) throw notFound()
  const { mode, maxLive, returnMinutes } = wanted
  const change = {
    ...(mode && { mode }),
    ...(maxLive !== undefined && { max_live: maxLive }),
    ...(returnMinutes !== undefined && { return_minutes: returnMinutes }),
    updated_at: nowText(ctx),
    updated_by: actor.userId,
  }
  const saved = await ctx.app.db.inTransaction(async (tx) => {
    const row = await tx.db
      .insertInto('office_assignment')
      .values({ office_id: office.id, ...DEFAULT, ...change })
      .onConflict((conflict) => conflict.column('office_id').doUpdateSet(change))
      .returningAll()
      .executeTakeFirstOrThrow()
    await ctx.app.news.announce(tx, 'assignment-set', { officeId: office.id })
    return row
  })
  return present(ctx, office.id, saved)
}

function present(ctx: Context, officeId: string, settings: Settings): OfficeAssignment {
  return {
    office: officeName(ctx, officeId, ctx.lang),
    mode: settings.mode,
    maxLive: settings.max_live,
    returnMinutes: settings.return_minutes,
    mayChange: can(ctx.actor, 'manage-assignment'),
  }
}
