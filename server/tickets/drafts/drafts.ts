import { v7 as uuid } from 'uuid'
import { requireStaff } from '../../accounts/service.ts'
import type { DraftKind, PutDraft, SavedDraft, TicketDraft } from '../../contract/drafts.ts'
import type { MacroActions } from '../../contract/macros.ts'
import { type Context, nowText } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import { loadTicketFor } from '../access.ts'
import { readActions } from '../macros/present.ts'
import type { Ticket } from '../store.ts'
import * as store from './store.ts'

/** One person's devices: more of them never save one draft in the same instant. */
const MAX_TRIES = 5

/** What the caller has written for a ticket and not sent. @throws not-found (404), not-allowed (403) */
export async function listDrafts(ctx: Context, number: string): Promise<TicketDraft[]> {
  const { userId } = requireStaff(ctx, 'answer-tickets')
  const ticket = await loadTicketFor(ctx, number, 'answer-tickets')
  return (await store.draftsOf(ctx.app.db.read, userId, ticket.id)).map(present)
}

/**
 * Keeps what the caller is writing. The last save wins; a text that it takes the place of without having
 * seen it comes back.
 * @throws not-found (404), not-allowed (403)
 */
export async function saveDraft(
  ctx: Context,
  { number, kind }: { number: string; kind: DraftKind },
  input: PutDraft,
): Promise<SavedDraft> {
  const { userId } = requireStaff(ctx, 'answer-tickets')
  const ticket = await loadTicketFor(ctx, number, 'answer-tickets')
  const draft: store.StoredDraft = {
    user_id: userId,
    ticket_id: ticket.id,
    kind,
    text: input.text,
    seq: input.seq,
    actions: JSON.stringify(input.actions ?? {}),
    version: uuid(),
    updated_at: nowText(ctx),
  }
  const before = await ctx.app.db.inTransaction((tx) => replace(tx, draft))
  return {
    draft: draft.text === '' ? null : present(draft),
    replaced: isUnseen(before, draft, input.base)
      ? { text: before.text, updatedAt: before.updated_at }
      : null,
  }
}

/** @returns what stood there */
async function replace(tx: Tx, draft: store.StoredDraft): Promise<store.StoredDraft | undefined> {
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const before = await store.draftByKey(tx.db, draft)
    if (await replaceOnce(tx, draft, before)) return before
  }
  throw new Error('a draft changed under each of several saves')
}

async function replaceOnce(
  tx: Tx,
  draft: store.StoredDraft,
  before: store.StoredDraft | undefined,
): Promise<boolean> {
  const isEmpty = draft.text === ''
  if (!before) return isEmpty || (await store.insertDraft(tx, draft))
  return isEmpty
    ? await store.deleteDraft(tx, draft, before.version)
    : await store.changeDraft(tx, draft, before.version)
}

function isUnseen(
  before: store.StoredDraft | undefined,
  draft: store.StoredDraft,
  base: string | null,
): before is store.StoredDraft {
  return before !== undefined && before.version !== base && before.text !== draft.text
}

/** What has been sent is no draft any more; what was begun since stays. */
export async function putAwaySent(
  ctx: Context,
  ticket: Ticket,
  sent: { text: string; visibility: 'public' | 'internal' },
): Promise<void> {
  const { userId } = requireStaff(ctx)
  const kind = sent.visibility === 'public' ? 'reply' : 'note'
  const key = { user_id: userId, ticket_id: ticket.id, kind } as const
  const draft = await store.draftByKey(ctx.app.db.read, key)
  if (!draft || draft.text.trim() !== sent.text.trim()) return
  await ctx.app.db.inTransaction((tx) => store.deleteDraft(tx, key, draft.version))
}

/** What was taken back is a draft again, above what has been begun since. */
export async function restoreDraft(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  back: { text: string; seq: number; visibility: 'public' | 'internal'; actions: MacroActions },
): Promise<void> {
  const { userId } = requireStaff(ctx)
  const kind = back.visibility === 'public' ? 'reply' : 'note'
  const key = { user_id: userId, ticket_id: ticket.id, kind } as const
  const begun = (await store.draftByKey(tx.db, key))?.text ?? ''
  await replace(tx, {
    ...key,
    text: [back.text, begun].filter((part) => part !== '').join('\n\n'),
    seq: back.seq,
    actions: JSON.stringify(back.actions),
    version: uuid(),
    updated_at: nowText(ctx),
  })
}

function present({
  kind,
  text,
  seq,
  actions,
  version,
  updated_at,
}: store.StoredDraft): TicketDraft {
  return { kind, text, seq, actions: readActions(actions), version, updatedAt: updated_at }
}
