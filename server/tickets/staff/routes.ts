import { OwnDesk, PatchOwnDesk, StaffList, StaffQuery } from '../../contract/together.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import { changeOwnDesk, listStaff, readOwnDesk } from './staff.ts'

export const staffRoutes: AnyRoute[] = [
  route(
    {
      method: 'get',
      path: '/api/v1/desk',
      summary: 'The caller’s own status, limit and load',
      door: 'staff',
      replies: { 200: OwnDesk },
    },
    async ({ ctx }) => ({ body: await readOwnDesk(ctx) }),
  ),
  route(
    {
      method: 'patch',
      path: '/api/v1/desk',
      summary: 'Set the caller’s own status, or how many tickets it takes at once',
      door: 'staff',
      body: PatchOwnDesk,
      replies: { 200: OwnDesk },
    },
    async ({ ctx, body }) => ({ body: await changeOwnDesk(ctx, body) }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/staff',
      summary: 'Who answers at an office, with status and load; without one the caller’s own',
      door: 'staff',
      query: StaffQuery,
      replies: { 200: StaffList },
    },
    async ({ ctx, query }) => ({ body: await listStaff(ctx, query.office) }),
  ),
]
