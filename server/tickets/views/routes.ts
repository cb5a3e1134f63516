import { z } from 'zod'
import { Uuid } from '../../contract/common.ts'
import { NewView, PatchView, SavedView, SavedViewList } from '../../contract/views.ts'
import { type AnyRoute, type Reply, route } from '../../platform/http/route.ts'
import { changeView, createView, listViews, removeView } from './service.ts'

const ById = z.strictObject({ id: Uuid })

export const viewRoutes: AnyRoute[] = [
  route(
    {
      method: 'get',
      path: '/api/v1/views',
      summary: 'Saved lists of tickets: the caller’s own, its office’s, the network’s',
      door: 'staff',
      replies: { 200: SavedViewList },
    },
    async ({ ctx }) => ({ body: await listViews(ctx) }),
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/views',
      summary: 'Save a list of tickets under a name',
      door: 'staff',
      body: NewView,
      replies: { 201: SavedView },
      idempotent: true,
    },
    async ({ ctx, body }) => ({ ...tagged(await createView(ctx, body)), status: 201 }),
  ),
  route(
    {
      method: 'patch',
      path: '/api/v1/views/:id',
      summary: 'Change the saved view of the version in If-Match',
      door: 'staff',
      params: ById,
      body: PatchView,
      replies: { 200: SavedView },
    },
    async ({ ctx, params, body, ifMatch }) =>
      tagged(await changeView(ctx, params.id, ifMatch(), body)),
  ),
  route(
    {
      method: 'delete',
      path: '/api/v1/views/:id',
      summary: 'Delete the saved view of the version in If-Match',
      door: 'staff',
      params: ById,
      replies: { 204: null },
    },
    async ({ ctx, params, ifMatch }) => {
      await removeView(ctx, params.id, ifMatch())
      return { status: 204 }
    },
  ),
]

function tagged(view: SavedView): Reply {
  return { body: view, headers: { ETag: `"${view.version}"` } }
}
