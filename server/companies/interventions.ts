import type { Kysely, Selectable } from 'kysely'
import type { Tx } from '../platform/db/database.ts'
import type { InterventionMinutesRow, InterventionRow } from '../platform/db/intervention-tables.ts'
import type { Tables } from '../platform/db/tables.ts'
import type { MinutesByKind } from './countable.ts'

type Db = Kysely<Tables>
export type MinutesLine = Selectable<InterventionMinutesRow>
export type Intervention = Selectable<InterventionRow>

export function minutesLine(db: Db, id: string): Promise<MinutesLine | undefined> {
  return db.selectFrom('intervention_minutes').selectAll().where('id', '=', id).executeTakeFirst()
}

/** False where the id is taken, or where the line it replaces has been replaced already. */
export async function recordMinutes(tx: Tx, line: InterventionMinutesRow): Promise<boolean> {
  const row = await tx.db
    .insertInto('intervention_minutes')
    .values(line)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export type ShownLine = MinutesLine & {
  advisor_name: string
  recorder_name: string
  replaced_by: string | null
}

/** Lines of a ticket from the newest on, the replaced ones among them. */
export function minutesLines(
  db: Db,
  ticketId: string,
  { limit, before }: { limit: number; before: { at: string; id: string } | undefined },
): Promise<ShownLine[]> {
  let query = db
    .selectFrom('intervention_minutes as line')
    .innerJoin('users as advisor', 'advisor.id', 'line.advisor_id')
    .innerJoin('users as recorder', 'recorder.id', 'line.recorded_by')
    .leftJoin('intervention_minutes as newer', 'newer.replaces_id', 'line.id')
    .selectAll('line')
    .select([
      'advisor.name as advisor_name',
      'recorder.name as recorder_name',
      'newer.id as replaced_by',
    ])
    .where('line.ticket_id', '=', ticketId)
  if (before) {
    const { at, id } = before
    query = query.where((is) => is(is.refTuple('line.at', 'line.id'), '<', is.tuple(at, id)))
  }
  return query.orderBy('line.at', 'desc').orderBy('line.id', 'desc').limit(limit).execute()
}

/** Minutes by type that hold, those of one need alone where it is named. */
export async function minutesOf(db: Db, ticketId: string, need?: number): Promise<MinutesByKind> {
  let query = db
    .selectFrom('intervention_minutes as line')
    .select(['line.kind', (fn) => fn.fn.sum<number>('line.minutes').as('minutes')])
    .where('line.ticket_id', '=', ticketId)
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('intervention_minutes as newer')
            .select('newer.id')
            .whereRef('newer.replaces_id', '=', 'line.id'),
        ),
      ),
    )
    .groupBy('line.kind')
  if (need !== undefined) query = query.where('line.need', '=', need)
  const rows = await query.execute()
  const sum = (kind: string) => Number(rows.find((row) => row.kind === kind)?.minutes ?? 0)
  return { advice: sum('advice'), preparation: sum('preparation'), travel: sum('travel') }
}

/** The intervention of a need as it counts now. */
export function latestIntervention(
  db: Db,
  ticketId: string,
  need: number,
): Promise<Intervention | undefined> {
  return db
    .selectFrom('interventions')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .where('need', '=', need)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Every intervention of a ticket, one a need, as they count now. */
export async function interventionsOf(db: Db, ticketId: string): Promise<Intervention[]> {
  const rows = await db
    .selectFrom('interventions')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .orderBy('need')
    .orderBy('revision')
    .execute()
  return [...new Map(rows.map((row) => [row.need, row])).values()]
}

export async function insertIntervention(tx: Tx, row: InterventionRow): Promise<void> {
  await tx.db.insertInto('interventions').values(row).execute()
}
