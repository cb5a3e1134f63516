import { OfficeList, OfficeSettingsList } from '../contract/offices.ts'
import { RouteReply, RouteRequest } from '../contract/routing.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import { answerRoute, listOfficeSettings, listOffices } from './service.ts'

export const officeRoutes: AnyRoute[] = [
  route(
    {
      method: 'post',
      path: '/api/v1/route',
      summary: 'Which office takes a question, and why',
      door: 'public',
      body: RouteRequest,
      replies: { 200: RouteReply },
      crossOrigin: true,
      limited: true,
    },
    ({ ctx, body }) => ({ body: answerRoute(ctx, body) }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/offices',
      summary: 'Offices with sector, region, opening hours, and whether someone is there now',
      door: 'public',
      replies: { 200: OfficeList },
      crossOrigin: true,
    },
    ({ ctx }) => ({ body: { items: listOffices(ctx) } }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/office-settings',
      summary: 'The offices in the caller’s scope with the line that embeds their chat',
      door: 'staff',
      replies: { 200: OfficeSettingsList },
    },
    ({ ctx }) => ({ body: { items: listOfficeSettings(ctx) } }),
  ),
]
