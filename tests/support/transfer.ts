import type { Answer, Client } from './client.ts'
import { readTicket } from './desk.ts'
import type { Service } from './service.ts'

export const BIOTECH = 'granada-biotech'

/** Hands a ticket over as it is now. */
export async function transfer(
  client: Client,
  number: string,
  wanted: object = {},
): Promise<Answer> {
  const { etag } = await readTicket(client, number)
  const body = { office: BIOTECH, reason: 'specialist', consent: true, ...wanted }
  return await client.post(`/api/v1/tickets/${number}/transfer`, body, { 'if-match': etag })
}

/** Accepts or refuses what was sent on. */
export async function decide(client: Client, number: string, decision: object): Promise<Answer> {
  const { etag } = await readTicket(client, number)
  return await client.post(`/api/v1/tickets/${number}/referral`, decision, { 'if-match': etag })
}

/** Who has it now, as one who sees the network reads it. */
export async function officeOf(admin: Client, number: string): Promise<string> {
  return (await readTicket(admin, number)).ticket.office.slug
}

/** Its moves as they are kept, first to last. */
export function referralsOf({ app }: Service, number: string) {
  return app.db.read
    .selectFrom('referrals')
    .innerJoin('tickets', 'tickets.id', 'referrals.ticket_id')
    .selectAll('referrals')
    .where('tickets.number', '=', number)
    .orderBy('position')
    .execute()
}

export function mailsOf({ app }: Service, number: string, template: string) {
  return app.db.read
    .selectFrom('outbox')
    .selectAll()
    .where('ticket_number', '=', number)
    .where('template', '=', template)
    .execute()
}
