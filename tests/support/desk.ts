import { expect } from 'vitest'
import { Ticket } from '../../server/contract/tickets.ts'
import { type Client, Visitor } from './client.ts'
import type { Service } from './service.ts'

/** `path` is that of the company's own page. */
export type NewTicket = { visitor: Visitor; number: string; conversation: string; path: string }

/** A visitor of the builders' website whose question has just been handed over. */
export async function newTicket(
  service: Service,
  said: { text?: string } = {},
): Promise<NewTicket> {
  const visitor = new Visitor(service.url, { office: 'granada-construction' })
  const { ticket, conversation, ack } = await visitor.handOver(said)
  expect(ack).toMatchObject({ ok: true })
  return { visitor, number: ticket.number, conversation, path: new URL(ticket.url).pathname }
}

/** The ticket as this member of staff reads it, with the version to send back. */
export async function readTicket(client: Client, number: string) {
  const answer = await client.get(`/api/v1/tickets/${number}`)
  return { answer, ticket: Ticket.parse(answer.json), etag: answer.headers.get('etag') ?? '' }
}
