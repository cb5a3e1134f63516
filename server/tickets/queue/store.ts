import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/db/tables.ts'
import { OPEN, type Ticket } from '../store.ts'

type Db = Kysely<Tables>

/** Tickets that waited for nobody's hand at this office before, counted up to `most`. */
export async function countAhead(
  db: Db,
  { office_id, created_at }: Pick<Ticket, 'office_id' | 'created_at'>,
  most: number,
): Promise<number> {
  const rows = await waitingAt(db, office_id)
    .where('created_at', '<', created_at)
    .limit(most)
    .execute()
  return rows.length
}

/** The conversations that wait longest at an office. */
export async function firstWaiting(db: Db, officeId: string, limit: number): Promise<string[]> {
  const rows = await waitingAt(db, officeId).orderBy('created_at').limit(limit).execute()
  return rows.map(({ conversation_id }) => conversation_id)
}

function waitingAt(db: Db, officeId: string) {
  return db
    .selectFrom('tickets')
    .select('conversation_id')
    .where('office_id', '=', officeId)
    .where('status', '=', OPEN)
    .where('assignee_id', 'is', null)
}
