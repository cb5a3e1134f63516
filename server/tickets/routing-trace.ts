import type { RouteReply } from '../contract/routing.ts'
import {
  presentRoute,
  type Routing,
  type RoutingBasis,
  reasonsForStaff,
} from '../offices/service.ts'
import { type Context, nowText } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import { inLang } from '../platform/i18n.ts'
import * as store from './store.ts'

/** What a trace keeps as JSON; made-up tickets (`npm run seed`) have no rung. */
type Inputs = Omit<RoutingBasis, 'rung'> & {
  rung?: RoutingBasis['rung']
  candidates: Routing['candidates']
  shown: RouteReply
}

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
  const inputs: Inputs = {
    sector: routing.sector,
    sectorFrom: routing.sectorFrom,
    candidates: routing.candidates,
    place: routing.place,
    placeFrom: routing.placeFrom,
    postcode: routing.postcode,
    rung: routing.decision.rung,
    shown,
  }
  await store.insertTrace(tx, {
    id,
    ticket_id: ticketId,
    inputs: JSON.stringify(inputs),
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
  return (await readTrace(ctx, traceId)).inputs.shown
}

/** The route as it was decided then, its reasons in the words and the language of staff. */
export async function routeForStaff(ctx: Context, traceId: string): Promise<RouteReply> {
  const { inputs, officeId } = await readTrace(ctx, traceId)
  if (inputs.rung === undefined) return inputs.shown
  const office = ctx.app.offices.require(officeId)
  const basis = { ...inputs, rung: inputs.rung }
  const named = { ...inputs.shown.office, name: inLang(office.name, ctx.lang) }
  return { ...inputs.shown, office: named, reasons: reasonsForStaff(ctx, office, basis) }
}

async function readTrace(
  ctx: Context,
  traceId: string,
): Promise<{ inputs: Inputs; officeId: string }> {
  const trace = await store.traceById(ctx.app.db.read, traceId)
  if (!trace) throw new Error(`routing trace ${traceId} is missing`)
  return { inputs: JSON.parse(trace.inputs) as Inputs, officeId: trace.office_id }
}
