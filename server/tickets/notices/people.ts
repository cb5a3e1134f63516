import type { Context } from '../../platform/context.ts'

/** Whose clock people of the network go by. */
const NETWORK_ZONE = 'Europe/Madrid'

/** The clock by which a person lives: that of its office. */
export function zoneOf(ctx: Context, { office_id }: { office_id: string | null }): string {
  const office = office_id === null ? undefined : ctx.app.offices.byId(office_id)
  return office?.timeZone ?? NETWORK_ZONE
}
