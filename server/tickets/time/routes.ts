import { z } from 'zod'
import { TicketNumber } from '../../contract/common.ts'
import {
  ByOffice,
  ContactList,
  ContactQuery,
  OfficeTime,
  OfficeTimeList,
  PatchOfficeTime,
  RecordTime,
  TicketTime,
  TimeQuery,
} from '../../contract/time.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import { searchContacts } from './contacts.ts'
import { listOfficeTime, setClosingPolicy } from './policy.ts'
import { readTime } from './read.ts'
import { recordTime } from './record.ts'

const ByNumber = z.strictObject({ number: TicketNumber })

export const timeRoutes: AnyRoute[] = [
  route(
    {
      method: 'get',
      path: '/api/v1/tickets/:number/time',
      summary: 'Minutes spent on a ticket, their totals, and whether the help counts',
      door: 'staff',
      params: ByNumber,
      query: TimeQuery,
      replies: { 200: TicketTime },
    },
    async ({ ctx, params, query }) => ({ body: await readTime(ctx, params.number, query) }),
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/tickets/:number/time',
      summary: 'Write down minutes, or correct a line by another; 200 for a repeat of the same id',
      door: 'staff',
      params: ByNumber,
      body: RecordTime,
      replies: { 201: TicketTime, 200: TicketTime },
    },
    async ({ ctx, params, body }) => {
      const { isRepeat } = await recordTime(ctx, params.number, body)
      return { status: isRepeat ? 200 : 201, body: await readTime(ctx, params.number) }
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/office-time',
      summary: 'Whether closing a ticket asks for minutes, by office in the caller’s scope',
      door: 'staff',
      replies: { 200: OfficeTimeList },
    },
    async ({ ctx }) => ({ body: await listOfficeTime(ctx) }),
  ),
  route(
    {
      method: 'patch',
      path: '/api/v1/office-time/:slug',
      summary: 'Set whether closing a ticket asks for minutes',
      door: 'staff',
      params: ByOffice,
      body: PatchOfficeTime,
      replies: { 200: OfficeTime },
    },
    async ({ ctx, params, body }) => ({
      body: await setClosingPolicy(ctx, params.slug, body.closing),
    }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/contacts',
      summary: 'People whom the caller’s offices have helped, by the first letters of their words',
      door: 'staff',
      query: ContactQuery,
      replies: { 200: ContactList },
    },
    async ({ ctx, query }) => ({ body: await searchContacts(ctx, query.q) }),
  ),
]
