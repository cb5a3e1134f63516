import { z } from 'zod'
import { TicketNumber } from '../../contract/common.ts'
import {
  HandedOverList,
  HandedOverQuery,
  ReferralDecision,
  TransferOptions,
  TransferPreview,
  TransferPreviewRequest,
  TransferRequest,
  Transferred,
} from '../../contract/transfer.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import {
  decideReferral,
  listHandedOver,
  listTransferOptions,
  previewTransfer,
  transferTicket,
} from '../service.ts'

const ByNumber = z.strictObject({ number: TicketNumber })

export const transferRoutes: AnyRoute[] = [
  route(
    {
      method: 'get',
      path: '/api/v1/tickets/:number/transfer-options',
      summary: 'Offices that the ticket may go to, the next step of the ladder first',
      door: 'staff',
      params: ByNumber,
      replies: { 200: TransferOptions },
    },
    async ({ ctx, params }) => ({ body: await listTransferOptions(ctx, params.number) }),
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/tickets/:number/transfer-preview',
      summary: 'What the company would read; stores nothing',
      door: 'staff',
      params: ByNumber,
      body: TransferPreviewRequest,
      replies: { 200: TransferPreview },
    },
    async ({ ctx, params, body }) => ({ body: await previewTransfer(ctx, params.number, body) }),
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/tickets/:number/transfer',
      summary: 'Hand the version in If-Match over to another office, with the company’s consent',
      door: 'staff',
      params: ByNumber,
      body: TransferRequest,
      replies: { 200: Transferred },
    },
    async ({ ctx, params, body, ifMatch }) => ({
      body: await transferTicket(ctx, params.number, ifMatch(), body),
    }),
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/tickets/:number/referral',
      summary: 'Take what was sent on to this office, or send it to the next step of the ladder',
      door: 'staff',
      params: ByNumber,
      body: ReferralDecision,
      replies: { 200: Transferred },
    },
    async ({ ctx, params, body, ifMatch }) => ({
      body: await decideReferral(ctx, params.number, ifMatch(), body),
    }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/referrals',
      summary: 'What the caller’s offices handed over, newest first, without any text of it',
      door: 'staff',
      query: HandedOverQuery,
      replies: { 200: HandedOverList },
    },
    async ({ ctx, query }) => ({ body: await listHandedOver(ctx, query) }),
  ),
]
