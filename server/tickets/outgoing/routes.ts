import { z } from 'zod'
import { TicketNumber, Uuid } from '../../contract/common.ts'
import {
  NewOutgoing,
  Outgoing,
  OutgoingReplies,
  OutgoingReply,
  PatchOutgoing,
} from '../../contract/outgoing.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import { changeOutgoing, listOutgoing, postOutgoing, takeBack } from './outgoing.ts'

const ByNumber = z.strictObject({ number: TicketNumber })
const ById = z.strictObject({ number: TicketNumber, id: Uuid })
const PATH = '/api/v1/tickets/:number/outgoing'

export const outgoingRoutes: AnyRoute[] = [
  route(
    {
      method: 'get',
      path: PATH,
      summary: 'Replies that the company has not got yet: leaving soon, later, or stopped',
      door: 'staff',
      params: ByNumber,
      replies: { 200: OutgoingReplies },
    },
    async ({ ctx, params }) => ({ body: await listOutgoing(ctx, params.number) }),
  ),
  route(
    {
      method: 'post',
      path: PATH,
      summary:
        'Write to the company: at once into an open chat, as mail after some seconds, or at a time; 200 for a repeat',
      door: 'staff',
      params: ByNumber,
      body: NewOutgoing,
      replies: { 201: Outgoing, 200: Outgoing },
    },
    async ({ ctx, params, body }) => {
      const { outgoing, isRepeat } = await postOutgoing(ctx, params.number, body)
      return { status: isRepeat ? 200 : 201, body: outgoing }
    },
  ),
  route(
    {
      method: 'patch',
      path: `${PATH}/:id`,
      summary: 'Send the version in If-Match now, or at another time',
      door: 'staff',
      params: ById,
      body: PatchOutgoing,
      replies: { 200: Outgoing },
    },
    async ({ ctx, params, body, ifMatch }) => ({
      body: await changeOutgoing(ctx, params, ifMatch(), body),
    }),
  ),
  route(
    {
      method: 'delete',
      path: `${PATH}/:id`,
      summary: 'Take a reply back before it has left; its text is the caller’s draft again',
      door: 'staff',
      params: ById,
      replies: { 200: OutgoingReply },
    },
    async ({ ctx, params }) => ({ body: await takeBack(ctx, params) }),
  ),
]
