import { z } from 'zod'
import { LangTag, Slug, TicketNumber } from '../contract/common.ts'
import { MailOverview } from '../contract/mails.ts'
import { WidgetConfig } from '../contract/offices.ts'
import {
  NewTicket,
  PatchTicket,
  PostTicketMessage,
  Ticket,
  TicketCounts,
  TicketList,
  TicketMessage,
  TicketMessages,
  TicketMessagesQuery,
  TicketQuery,
  TicketRecord,
} from '../contract/tickets.ts'
import type { Context } from '../platform/context.ts'
import { type AnyRoute, type Reply, route } from '../platform/http/route.ts'
import {
  changeTicket,
  countTickets,
  listTicketMessages,
  listTickets,
  logConsultation,
  mailOverview,
  postTicketMessage,
  readRecord,
  readTicket,
  readWidgetConfig,
} from './service.ts'
import { transferRoutes } from './transfer/routes.ts'

const ByNumber = z.strictObject({ number: TicketNumber })

export const ticketRoutes: AnyRoute[] = [
  route(
    {
      method: 'get',
      path: '/api/v1/tickets',
      summary:
        'Tickets in the caller’s scope, newest activity first unless sorted; a page may be short of `limit`',
      door: 'staff',
      query: TicketQuery,
      replies: { 200: TicketList },
    },
    async ({ ctx, query }) => ({ body: await listTickets(ctx, query) }),
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/tickets',
      summary: 'Log a consultation that came by phone or visit',
      door: 'staff',
      body: NewTicket,
      replies: { 201: TicketRecord },
      idempotent: true,
    },
    async ({ ctx, body }) => {
      const record = await readRecord(ctx, await logConsultation(ctx, body))
      return { ...tagged(record), status: 201 }
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/ticket-counts',
      summary: 'How many unresolved tickets stand in each view',
      door: 'staff',
      replies: { 200: TicketCounts },
    },
    async ({ ctx }) => ({ body: await countTickets(ctx) }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/tickets/:number',
      summary: 'One ticket; its version is the ETag',
      door: 'staff',
      params: ByNumber,
      replies: { 200: Ticket },
    },
    async ({ ctx, params }) => await oneTicket(ctx, params.number),
  ),
  route(
    {
      method: 'patch',
      path: '/api/v1/tickets/:number',
      summary:
        'Change status, assignee, subject, priority, topic, tags or snooze of the version in If-Match',
      door: 'staff',
      params: ByNumber,
      body: PatchTicket,
      replies: { 200: Ticket },
    },
    async ({ ctx, params, body, ifMatch }) => {
      await changeTicket(ctx, params.number, ifMatch(), body)
      return await oneTicket(ctx, params.number)
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/tickets/:number/messages',
      summary: 'The conversation of a ticket with its notes, from the newest end',
      door: 'staff',
      params: ByNumber,
      query: TicketMessagesQuery,
      replies: { 200: TicketMessages },
    },
    async ({ ctx, params, query }) => ({
      body: await listTicketMessages(ctx, params.number, query),
    }),
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/tickets/:number/messages',
      summary: 'Write to the company, or a note; 200 for a repeat of the same id and text',
      door: 'staff',
      params: ByNumber,
      body: PostTicketMessage,
      replies: { 201: TicketMessage, 200: TicketMessage },
    },
    async ({ ctx, params, body }) => {
      const { message, isRepeat } = await postTicketMessage(ctx, params.number, body)
      return { status: isRepeat ? 200 : 201, body: message }
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/mails',
      summary: 'Whether mail gets through, and the newest mails of the caller’s offices',
      door: 'staff',
      replies: { 200: MailOverview },
    },
    async ({ ctx }) => ({ body: await mailOverview(ctx) }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/widget',
      summary: 'What the chat shows before the first message',
      door: 'public',
      query: z.strictObject({ office: Slug.optional(), lang: LangTag.optional() }),
      replies: { 200: WidgetConfig },
      crossOrigin: true,
    },
    async ({ ctx, query, foreignOrigin }) => ({
      body: await readWidgetConfig(ctx, query.office, foreignOrigin),
    }),
  ),
  ...transferRoutes,
]

async function oneTicket(ctx: Context, number: string): Promise<Reply> {
  return tagged(await readTicket(ctx, number))
}

function tagged(ticket: { version: number }): Reply {
  return { body: ticket, headers: { ETag: `"${ticket.version}"` } }
}
