import type { TicketRow } from '../../server/platform/db/ticket-tables.ts'
import type { Service } from './service.ts'

const AT_ONCE = 400
const MINUTE_MS = 60_000

/** Closed copies of a ticket for a long list, each a minute older than the one before. */
export async function addCopies(service: Service, number: string, count: number): Promise<void> {
  const ticket = await service.app.db.read
    .selectFrom('tickets')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  const from = Date.parse(ticket.created_at)
  const rows = Array.from({ length: count }, (_, index): TicketRow => {
    const at = new Date(from - (index + 1) * MINUTE_MS).toISOString()
    const own = { id: `copy-${index}`, number: `ZZ-${index + 1}`, created_at: at, last_at: at }
    return { ...ticket, ...own, subject: `Consulta ${index + 1}`, status: 'resolved' }
  })
  await service.app.db.inTransaction(async ({ db }) => {
    for (let done = 0; done < count; done += AT_ONCE) {
      await db
        .insertInto('tickets')
        .values(rows.slice(done, done + AT_ONCE))
        .execute()
    }
  })
}
