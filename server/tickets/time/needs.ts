import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/db/tables.ts'

/** What a ticket is about now: each time that the company opens it again it brings another need. */
export type Need = { index: number; since: string }

/** An advisor who opens a ticket again goes on with the same need; only the company brings a new one. */
export async function needOf(
  db: Kysely<Tables>,
  ticket: { id: string; created_at: string },
): Promise<Need> {
  const { count, last } = await db
    .selectFrom('ticket_events')
    .select((fn) => [fn.fn.countAll<number>().as('count'), fn.fn.max('at').as('last')])
    .where('ticket_id', '=', ticket.id)
    .where('kind', '=', 'reopened')
    .where('actor_kind', '=', 'visitor')
    .executeTakeFirstOrThrow()
  return { index: Number(count), since: last ?? ticket.created_at }
}
