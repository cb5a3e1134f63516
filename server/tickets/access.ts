import { type Ability, isInScope, requireStaff } from '../accounts/service.ts'
import type { Office } from '../offices/service.ts'
import type { App, Context, StaffActor } from '../platform/context.ts'
import { LANGS, type Lang } from '../platform/i18n.ts'
import { notFound } from '../platform/problem.ts'
import { type Ticket, ticketByNumber } from './store.ts'

/**
 * The ticket, if it lies in the caller's scope: the one gate to office data. A number of another office
 * answers exactly as one that does not exist, after the same query.
 * @throws sign-in-required (401), not-allowed (403), not-found (404)
 */
export async function loadTicketFor(
  ctx: Context,
  number: string,
  ability: Ability = 'read-tickets',
): Promise<Ticket> {
  const actor = requireStaff(ctx, ability)
  const ticket = await ticketByNumber(ctx.app.db.read, number, officeIdsInScope(ctx, actor))
  if (!ticket) throw notFound()
  return ticket
}

/** The offices whose tickets the actor may see; `undefined` means the whole network. */
export function officeIdsInScope(ctx: Context, actor: StaffActor): string[] | undefined {
  const { scope } = actor
  if (scope.kind === 'network') return undefined
  if (scope.kind === 'office') return [scope.officeId]
  return ctx.app.offices.offices.filter((office) => isInScope(scope, office)).map(({ id }) => id)
}

/** Whether the actor reads tickets that this office has. */
export function mayOpen(ctx: Context, actor: StaffActor, officeId: string): boolean {
  const ids = officeIdsInScope(ctx, actor)
  return ids === undefined || ids.includes(officeId)
}

/** Realtime rooms of everyone who reads `lang` and whose scope holds this office's tickets. */
export function roomsOf(office: Office, lang: Lang): string[] {
  const scopes = [
    `office:${office.id}`,
    ...(office.nuts2 ? [`region:${office.nuts2}`] : []),
    'network',
  ]
  return scopes.map((scope) => `${scope}:${lang}`)
}

/** The one room in which a member of staff hears of all tickets in scope, in its own language. */
export function roomOfScope({ scope }: StaffActor, lang: Lang): string {
  switch (scope.kind) {
    case 'office':
      return `office:${scope.officeId}:${lang}`
    case 'region':
      return `region:${scope.nuts2}:${lang}`
    case 'network':
      return `network:${lang}`
  }
}

/** Rooms of everyone who sees who is there at this place: an office, or what belongs to none. */
export function staffRooms({ offices }: App, place: string): string[] {
  const office = offices.byId(place)
  return LANGS.flatMap((lang) => (office ? roomsOf(office, lang) : [`network:${lang}`]))
}
