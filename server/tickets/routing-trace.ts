import type { RouteReply } from '../contract/routing.ts'
import { presentRoute, type Routing } from '../offices/service.ts'
import { type Context, nowText } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import * as store from './store.ts'

/**
 * Keeps why a ticket went where it went: inputs, every rung that was tried, and the reasons in the
 * words that were shown.
 */
export async function saveTrace(
  ctx: Context,
  tx: Tx,
  { id, ticketId, routing }: { id: string; ticketId: string; routing: Routing },
): Promise<void> {
  const shown = presentRoute(ctx, routing)
  await store.insertTrace(tx, {
    id,
    ticket_id: ticketId,
    inputs: JSON.stringify({
      sector: routing.sector ?? null,
      sectorFrom: routing.sectorFrom ?? null,
      candidates: routing.candidates,
      place: routing.place ?? null,
      placeFrom: routing.placeFrom ?? null,
      postcode: routing.postcode ?? null,
      shown,
    }),
    candidates: JSON.stringify(routing.decision.tried),
    step: routing.decision.step,
    matched: routing.decision.matched,
    office_id: routing.office.id,
    reasons: JSON.stringify(shown.reasons),
    decided_at: nowText(ctx),
  })
}

/** The route as it was decided and shown then. */
export async function routeOf(ctx: Context, traceId: string): Promise<RouteReply> {
  const trace = await store.traceById(ctx.app.db.read, traceId)
  if (!trace) throw new Error(`routing trace ${traceId} is missing`)
  return (JSON.parse(trace.inputs) as { shown: RouteReply }).shown
}
