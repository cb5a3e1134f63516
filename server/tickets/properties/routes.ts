import { People, PeopleQuery } from '../../contract/people.ts'
import { TagList, TagQuery, TicketChoices, TicketChoicesQuery } from '../../contract/properties.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import { findPeople, suggestTags, ticketChoices } from './choices.ts'

export const propertyRoutes: AnyRoute[] = [
  route(
    {
      method: 'get',
      path: '/api/v1/ticket-choices',
      summary: 'What properties and filters of tickets can be set to, in the caller’s scope',
      door: 'staff',
      query: TicketChoicesQuery,
      replies: { 200: TicketChoices },
    },
    async ({ ctx, query }) => ({ body: await ticketChoices(ctx, query) }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/tags',
      summary: 'Tags that the offices have used, the latest used first',
      door: 'staff',
      query: TagQuery,
      replies: { 200: TagList },
    },
    async ({ ctx, query }) => ({ body: await suggestTags(ctx, query) }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/people',
      summary: 'Those who answer tickets in the caller’s scope, by words of their names',
      door: 'staff',
      query: PeopleQuery,
      replies: { 200: People },
    },
    async ({ ctx, query }) => ({ body: await findPeople(ctx, query.q) }),
  ),
]
