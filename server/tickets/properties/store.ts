import { type Kysely, sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Tables } from '../../platform/db/tables.ts'
import type { TicketTagRow } from '../../platform/db/ticket-tables.ts'
import type { Tag } from './tags.ts'

type Db = Kysely<Tables>

/** What an office suggests; of more, those that were not used for longest are forgotten. */
const MAX_OFFICE_TAGS = 1_000

export function tagsOfTickets(db: Db, ids: readonly string[]): Promise<TicketTagRow[]> {
  if (ids.length === 0) return Promise.resolve([])
  return db
    .selectFrom('ticket_tags')
    .selectAll()
    .where('ticket_id', 'in', ids)
    .orderBy('ticket_id')
    .orderBy('folded')
    .execute()
}

/** The office's own way of writing these tags. */
export async function knownTags(db: Db, officeId: string, folded: string[]): Promise<Tag[]> {
  if (folded.length === 0) return []
  return await db
    .selectFrom('office_tags')
    .select(['folded', 'tag'])
    .where('office_id', '=', officeId)
    .where('folded', 'in', folded)
    .execute()
}

/** Takes tags away from a ticket and gives it others, which its office remembers. */
export async function changeTags(
  tx: Tx,
  ticket: { id: string; office_id: string },
  { added, removed }: { added: Tag[]; removed: Tag[] },
  at: string,
): Promise<void> {
  if (removed.length > 0) {
    const folded = removed.map((tag) => tag.folded)
    await tx.db
      .deleteFrom('ticket_tags')
      .where('ticket_id', '=', ticket.id)
      .where('folded', 'in', folded)
      .execute()
  }
  if (added.length === 0) return
  await tx.db
    .insertInto('ticket_tags')
    .values(added.map((tag) => ({ ...tag, ticket_id: ticket.id })))
    .execute()
  await remember(tx, ticket.office_id, added, at)
}

async function remember(tx: Tx, officeId: string, tags: Tag[], at: string): Promise<void> {
  // In one order, so that two nodes never wait for each other.
  const sorted = [...tags].sort((one, other) => (one.folded < other.folded ? -1 : 1))
  await tx.db
    .insertInto('office_tags')
    .values(sorted.map((tag) => ({ ...tag, office_id: officeId, uses: 1, used_at: at })))
    .onConflict((conflict) =>
      conflict.columns(['office_id', 'folded']).doUpdateSet((row) => ({
        uses: row('office_tags.uses', '+', 1),
        used_at: at,
      })),
    )
    .execute()
  const oldest = await tx.db
    .selectFrom('office_tags')
    .select('used_at')
    .where('office_id', '=', officeId)
    .orderBy('used_at', 'desc')
    .offset(MAX_OFFICE_TAGS)
    .limit(1)
    .executeTakeFirst()
  if (!oldest) return
  await tx.db
    .deleteFrom('office_tags')
    .where('office_id', '=', officeId)
    .where('used_at', '<=', oldest.used_at)
    .execute()
}

/** An office's tags with these folded letters in them, the latest used first. */
export async function suggestedTags(
  db: Db,
  officeId: string,
  folded: string,
  limit: number,
): Promise<{ tag: string; used_at: string }[]> {
  return await db
    .selectFrom('office_tags')
    .select(['tag', 'used_at'])
    .where('office_id', '=', officeId)
    .where(sql<boolean>`folded like ${`%${folded.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`)
    .orderBy('used_at', 'desc')
    .limit(limit)
    .execute()
}

/** Tickets whose time has come, the earliest first. */
export function snoozedUntil(
  db: Db,
  now: string,
  limit: number,
): Promise<{ id: string; number: string; office_id: string; version: number }[]> {
  return db
    .selectFrom('tickets')
    .select(['id', 'number', 'office_id', 'version'])
    .where('snoozed_until', 'is not', null)
    .where('snoozed_until', '<=', now)
    .orderBy('snoozed_until')
    .limit(limit)
    .execute()
}
