import type { Answer, Client } from './client.ts'
import { readTicket } from './desk.ts'

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
