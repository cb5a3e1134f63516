import { setImmediate } from 'node:timers/promises'
import { requireStaff } from '../../accounts/service.ts'
import type { BulkRequest } from '../../contract/bulk.ts'
import type { TicketRow } from '../../contract/tickets.ts'
import type { Context } from '../../platform/context.ts'
import { once } from '../../platform/db/idempotency.ts'
import { mayOpen } from '../access.ts'
import { changeTicket } from '../change.ts'
import { listedTickets } from '../inbox/store.ts'
import { presentRow } from '../present.ts'

type Item = BulkRequest['items'][number]

/** What became of one row; `error` is why it was refused, or undefined. */
export type RowOutcome = { number: string; error: unknown; ticket: TicketRow | null }

/** Their commits are one; in between, others get their turn of the event loop. */
const AT_ONCE = 5

/**
 * Changes many tickets, each by its own compare-and-set and its own right: what is refused for one row
 * leaves the others as they are. With an `Idempotency-Key` each row is changed once.
 * @throws sign-in-required (401), not-allowed (403), idempotency-key-reused (422)
 */
export async function changeTickets(ctx: Context, items: Item[]): Promise<RowOutcome[]> {
  const actor = requireStaff(ctx, 'answer-tickets')
  if (ctx.idempotency) await ctx.app.db.inTransaction((tx) => once(ctx, tx, async () => null))
  const errors = new Map<string, unknown>()
  for (let from = 0; from < items.length; from += AT_ONCE) {
    await Promise.all(
      items.slice(from, from + AT_ONCE).map(async ({ number, version, change }) => {
        await changeTicket(forRow(ctx, number), number, version, change).catch((error: unknown) =>
          errors.set(number, error),
        )
      }),
    )
    await setImmediate()
  }
  const numbers = items.map(({ number }) => number)
  const listed = await listedTickets(ctx.app.db.read, numbers)
  const rows = new Map(listed.map((row) => [row.number, row]))
  return numbers.map((number) => {
    const row = rows.get(number)
    const isShown = row !== undefined && mayOpen(ctx, actor, row.office_id)
    return { number, error: errors.get(number), ticket: isShown ? presentRow(ctx, row) : null }
  })
}

/** One key for the request is one key for each of its rows. */
function forRow(ctx: Context, number: string): Context {
  const { idempotency } = ctx
  if (!idempotency) return ctx
  return { ...ctx, idempotency: { ...idempotency, key: `${idempotency.key}/${number}` } }
}
