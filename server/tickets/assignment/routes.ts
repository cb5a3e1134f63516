import { ByOffice } from '../../contract/time.ts'
import {
  OfficeAssignment,
  OfficeAssignmentList,
  PatchOfficeAssignment,
} from '../../contract/together.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import { listOfficeAssignment, setOfficeAssignment } from './settings.ts'

export const assignmentRoutes: AnyRoute[] = [
  route(
    {
      method: 'get',
      path: '/api/v1/office-assignment',
      summary: 'How tickets find an advisor, by office in the caller’s scope',
      door: 'staff',
      replies: { 200: OfficeAssignmentList },
    },
    async ({ ctx }) => ({ body: await listOfficeAssignment(ctx) }),
  ),
  route(
    {
      method: 'patch',
      path: '/api/v1/office-assignment/:slug',
      summary: 'Set how the tickets of an office find an advisor',
      door: 'staff',
      params: ByOffice,
      body: PatchOfficeAssignment,
      replies: { 200: OfficeAssignment },
    },
    async ({ ctx, params, body }) => ({ body: await setOfficeAssignment(ctx, params.slug, body) }),
  ),
]
