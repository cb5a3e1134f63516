import {
  Macro,
  MacroId,
  MacroList,
  MacroQuery,
  NewMacro,
  PatchMacro,
} from '../../contract/macros.ts'
import { type AnyRoute, type Reply, route } from '../../platform/http/route.ts'
import { changeMacro, createMacro, deleteMacro, listMacros, readMacro } from './macros.ts'

export const macroRoutes: AnyRoute[] = [
  route(
    {
      method: 'get',
      path: '/api/v1/macros',
      summary: 'Prepared replies: the caller’s own, an office’s and the network’s, newest first',
      door: 'staff',
      query: MacroQuery,
      replies: { 200: MacroList },
    },
    async ({ ctx, query }) => ({ body: await listMacros(ctx, query) }),
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/macros',
      summary: 'Write a prepared reply',
      door: 'staff',
      body: NewMacro,
      replies: { 201: Macro },
      idempotent: true,
    },
    async ({ ctx, body }) => ({ ...tagged(await createMacro(ctx, body)), status: 201 }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/macros/:id',
      summary: 'One prepared reply; its version is the ETag',
      door: 'staff',
      params: MacroId,
      replies: { 200: Macro },
    },
    async ({ ctx, params }) => tagged(await readMacro(ctx, params.id)),
  ),
  route(
    {
      method: 'patch',
      path: '/api/v1/macros/:id',
      summary: 'Change the version in If-Match, or take its deletion back',
      door: 'staff',
      params: MacroId,
      body: PatchMacro,
      replies: { 200: Macro },
    },
    async ({ ctx, params, body, ifMatch }) =>
      tagged(await changeMacro(ctx, params.id, ifMatch(), body)),
  ),
  route(
    {
      method: 'delete',
      path: '/api/v1/macros/:id',
      summary: 'Delete the version in If-Match; it can be brought back for 30 days',
      door: 'staff',
      params: MacroId,
      replies: { 200: Macro },
    },
    async ({ ctx, params, ifMatch }) => tagged(await deleteMacro(ctx, params.id, ifMatch())),
  ),
]

function tagged(macro: Macro): Reply {
  return { body: macro, headers: { ETag: `"${macro.version}"` } }
}
