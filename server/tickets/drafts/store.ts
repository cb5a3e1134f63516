import type { Kysely, Selectable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { TicketDraftRow } from '../../platform/db/macro-tables.ts'
import type { Tables } from '../../platform/db/tables.ts'

type Db = Kysely<Tables>
export type StoredDraft = Selectable<TicketDraftRow>
/** One person, one ticket, one kind: no query reads without all of the person. */
export type DraftKey = Pick<StoredDraft, 'user_id' | 'ticket_id' | 'kind'>

export function draftsOf(db: Db, userId: string, ticketId: string): Promise<StoredDraft[]> {
  return db
    .selectFrom('ticket_drafts')
    .selectAll()
    .where('user_id', '=', userId)
    .where('ticket_id', '=', ticketId)
    .execute()
}

export function draftByKey(db: Db, key: DraftKey): Promise<StoredDraft | undefined> {
  return db
    .selectFrom('ticket_drafts')
    .selectAll()
    .where('user_id', '=', key.user_id)
    .where('ticket_id', '=', key.ticket_id)
    .where('kind', '=', key.kind)
    .executeTakeFirst()
}

/** @returns whether there was none yet */
export async function insertDraft(tx: Tx, draft: StoredDraft): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('ticket_drafts')
    .values(draft)
    .onConflict((conflict) => conflict.columns(['user_id', 'ticket_id', 'kind']).doNothing())
    .returning('version')
    .executeTakeFirst()
  return inserted !== undefined
}

/** @returns whether it still had this version */
export async function changeDraft(tx: Tx, draft: StoredDraft, version: string): Promise<boolean> {
  const { text, seq, actions, version: next, updated_at } = draft
  const changed = await tx.db
    .updateTable('ticket_drafts')
    .set({ text, seq, actions, version: next, updated_at })
    .where('user_id', '=', draft.user_id)
    .where('ticket_id', '=', draft.ticket_id)
    .where('kind', '=', draft.kind)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  return changed !== undefined
}

/** @returns whether it still had this version */
export async function deleteDraft(tx: Tx, key: DraftKey, version: string): Promise<boolean> {
  const deleted = await tx.db
    .deleteFrom('ticket_drafts')
    .where('user_id', '=', key.user_id)
    .where('ticket_id', '=', key.ticket_id)
    .where('kind', '=', key.kind)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  return deleted !== undefined
}
