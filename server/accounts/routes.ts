import { serialize } from 'cookie'
import { Me, PatchMe, SetupRequest, SignInRequest } from '../contract/accounts.ts'
import type { App } from '../platform/context.ts'
import { type AnyRoute, type Call, type Reply, route } from '../platform/http/route.ts'
import { actorOfSession, changeMe, me, setUpFirstAdmin, signIn, signOut } from './service.ts'

const SECONDS_PER_MINUTE = 60

/** `__Host-` pins the cookie to this host over https; browsers drop it on plain http. */
export function sessionCookieName(app: App): string {
  return app.publicUrl().startsWith('https:') ? '__Host-session' : 'session'
}

export const accountRoutes: AnyRoute[] = [
  route(
    {
      method: 'post',
      path: '/api/v1/session',
      summary: 'Sign in',
      door: 'public',
      body: SignInRequest,
      replies: { 200: Me },
    },
    async (call) => {
      const { token } = await signIn(call.ctx, call.body, call.addressKey)
      return await signedIn(call, token)
    },
  ),
  route(
    {
      method: 'delete',
      path: '/api/v1/session',
      summary: 'Sign out',
      door: 'staff',
      replies: { 204: null },
    },
    async ({ ctx, sessionToken }) => {
      await signOut(ctx, sessionToken)
      return { status: 204, headers: { 'Set-Cookie': sessionCookie(ctx.app, '', 0) } }
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/me',
      summary: 'The signed-in member of staff',
      door: 'staff',
      replies: { 200: Me },
    },
    async ({ ctx }) => ({ body: await me(ctx) }),
  ),
  route(
    {
      method: 'patch',
      path: '/api/v1/me',
      summary:
        'Choose the language in which the service speaks to you, and whether single keys act',
      door: 'staff',
      body: PatchMe,
      replies: { 200: Me },
    },
    async ({ ctx, body }) => {
      await changeMe(ctx, body)
      return { body: await me({ ...ctx, lang: body.lang ?? ctx.lang }) }
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/setup',
      summary: 'Create the first administrator with the one-time link',
      door: 'public',
      body: SetupRequest,
      replies: { 200: Me },
    },
    async (call) => await signedIn(call, await setUpFirstAdmin(call.ctx, call.body)),
  ),
]

async function signedIn(
  { ctx }: Pick<Call<undefined, undefined, undefined>, 'ctx'>,
  token: string,
): Promise<Reply> {
  const session = await actorOfSession(ctx.app, token)
  const actor = session?.actor ?? ctx.actor
  const maxAge = ctx.app.config.sessionTtlMinutes * SECONDS_PER_MINUTE
  return {
    body: await me({ ...ctx, actor }),
    headers: { 'Set-Cookie': sessionCookie(ctx.app, token, maxAge) },
  }
}

function sessionCookie(app: App, token: string, maxAge: number): string {
  return serialize(sessionCookieName(app), token, {
    httpOnly: true,
    secure: app.publicUrl().startsWith('https:'),
    sameSite: 'lax',
    path: '/',
    maxAge,
  })
}
