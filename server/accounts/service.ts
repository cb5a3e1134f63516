import type { Kysely } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Me, PatchMe } from '../contract/accounts.ts'
import { type Office, requireOffice } from '../offices/service.ts'
import { type App, type Context, nowText, type StaffActor } from '../platform/context.ts'
import type { Role, Tables } from '../platform/db/tables.ts'
import { DEFAULT_LANG, inLang, type Lang, pickLang, texts } from '../platform/i18n.ts'
import { Problem } from '../platform/problem.ts'
import { hashPassword, isPassword } from '../platform/security/passwords.ts'
import { RateLimit } from '../platform/security/rate-limit.ts'
import { randomToken, tokenHash } from '../platform/security/signer.ts'
import { actorOf, can, requireStaff } from './access.ts'
import * as store from './store.ts'

export { type Ability, actorOf, can, isInScope, requireStaff } from './access.ts'
export { answeringPeople, answeringStaff } from './store.ts'

const MINUTE = 60_000
const SETUP_LINK_HOURS = 24
const SHORTEST_PASSWORD = 12
/** faults.md case 86: at most 10 failures in 15 minutes, per account and per address. */
const FAILURES = { perSecond: 10 / (15 * 60), burst: 10 }

declare module '../platform/context.ts' {
  interface App {
    signInFailures: RateLimit
  }
}

declare module '../platform/realtime/news.ts' {
  interface NewsTopics {
    /** Sessions of this user may have ended. */
    'sessions-changed': { userId: string }
  }
}

export function makeSignInLimit(): RateLimit {
  return new RateLimit(FAILURES)
}

/** Roles that belong to one office; the others to a region or the network. */
const OFFICE_ROLES: readonly Role[] = ['advisor', 'editor', 'office-admin']
const NETWORK_ROLES: readonly Role[] = ['admin']

/** The caller of a session cookie, or `undefined`. */
export async function actorOfSession(
  app: App,
  sessionToken: string,
): Promise<{ actor: StaffActor; lang: Lang; sessionHash: string } | undefined> {
  const sessionHash = tokenHash(sessionToken)
  const user = await store.sessionUser(app.db.read, sessionHash, app.now().toISOString())
  return user && { actor: actorOf(user), lang: pickLang(user.lang), sessionHash }
}

/** A member of staff with the rights of this moment, or `undefined`: for what is done in their name. */
export async function staffActor(app: App, userId: string): Promise<StaffActor | undefined> {
  const user = await store.activeUser(app.db.read, userId)
  return user && actorOf(user)
}

/** Where an active member of staff is written to, and in which language. */
export async function staffAddress(
  db: Kysely<Tables>,
  userId: string,
): Promise<Pick<store.User, 'email' | 'name' | 'lang'> | undefined> {
  return await store.activeUser(db, userId)
}

/** Those of the sessions that still hold; the realtime door closes the sockets of the others. */
export function liveSessions(app: App, hashes: string[]): Promise<Set<string>> {
  return store.liveSessions(app.db.read, hashes, app.now().toISOString())
}

/**
 * Opens a session. A wrong password, an unknown address and a disabled account answer alike and after
 * the same work.
 * @throws sign-in-failed (401), too-many-sign-ins (429)
 */
export async function signIn(
  ctx: Context,
  input: { email: string; password: string },
  addressKey: string,
): Promise<{ token: string; userId: string }> {
  const email = input.email.trim().toLowerCase()
  const keys = [`account:${email}`, `address:${addressKey}`]
  checkFailures(ctx.app, keys)
  const user = await store.userByEmail(ctx.app.db.read, email)
  const isRight = await isPassword(user?.password_hash, input.password)
  if (!user || !isRight || user.status !== 'active') {
    for (const key of keys) ctx.app.signInFailures.take(key)
    throw new Problem('sign-in-failed', 401)
  }
  return { token: await openSession(ctx, user.id), userId: user.id }
}

function checkFailures(app: App, keys: string[]): void {
  try {
    for (const key of keys) app.signInFailures.check(key)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const minutes = Math.ceil((error.retryAfterMs ?? MINUTE) / MINUTE)
    const { retryAfterMs = MINUTE } = error
    throw new Problem('too-many-sign-ins', 429, { retryAfterMs, values: { minutes } })
  }
}

async function openSession(ctx: Context, userId: string): Promise<string> {
  const token = randomToken()
  const now = ctx.app.now()
  const expires = new Date(now.getTime() + ctx.app.config.sessionTtlMinutes * MINUTE)
  await ctx.app.db.inTransaction((tx) =>
    store.insertSession(tx, {
      token_hash: tokenHash(token),
      user_id: userId,
      created_at: now.toISOString(),
      last_used_at: now.toISOString(),
      expires_at: expires.toISOString(),
    }),
  )
  return token
}

/** Ends the session of this cookie, and the sockets that hang on it. */
export async function signOut(ctx: Context, sessionToken: string | undefined): Promise<void> {
  const { actor } = ctx
  if (!sessionToken || actor.kind !== 'staff') return
  await ctx.app.db.inTransaction(async (tx) => {
    await store.deleteSession(tx, tokenHash(sessionToken))
    await ctx.app.news.announce(tx, 'sessions-changed', { userId: actor.userId })
  })
}

/** The signed-in member of staff and what the console may offer. */
export async function me(ctx: Context): Promise<Me> {
  const actor = requireStaff(ctx)
  const user = await store.userById(ctx.app.db.read, actor.userId)
  if (!user) throw new Problem('sign-in-required', 401)
  const office = user.office_id ? ctx.app.offices.byId(user.office_id) : undefined
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: user.role,
    lang: user.lang,
    office: office ? { slug: office.slug, name: inLang(office.name, pickLang(user.lang)) } : null,
    region: user.nuts2,
    singleKeys: user.keys_off === 0,
    can: {
      readTickets: can(actor, 'read-tickets'),
      answerTickets: can(actor, 'answer-tickets'),
      readOffices: can(actor, 'read-offices'),
      readQuestions: can(actor, 'read-questions'),
      readLearning: can(actor, 'read-learning'),
      decideLearning: can(actor, 'decide-learning'),
      writeNetworkMacros: can(actor, 'write-network-macros') && actor.scope.kind === 'network',
    },
  }
}

/** How the service speaks to the caller, and whether the console acts on single keys. */
export async function changeMe(ctx: Context, { lang, singleKeys }: PatchMe): Promise<void> {
  const { userId } = requireStaff(ctx)
  const change = {
    ...(lang !== undefined && { lang }),
    ...(singleKeys !== undefined && { keys_off: singleKeys ? 0 : 1 }),
  }
  await ctx.app.db.inTransaction((tx) => store.changeUser(tx, userId, change))
}

export type NewUser = {
  email: string
  name: string
  role: Role
  office?: string | undefined
  region?: string | undefined
  lang?: Lang | undefined
  password: string
}

/**
 * Creates an account. Advisors, editors and office admins belong to one office; programme managers and
 * auditors to a region or the network; admins to the network.
 * @throws invalid-input (400) at `office`, `region` or `password`; email-taken (409)
 */
export async function createUser(ctx: Context, input: NewUser): Promise<string> {
  const office = checkNewUser(ctx, input)
  const hash = await hashPassword(input.password)
  return await ctx.app.db.inTransaction(async (tx) => {
    const id = await store.insertUser(tx, {
      id: uuid(),
      email: input.email.trim().toLowerCase(),
      name: input.name.trim(),
      password_hash: hash,
      role: input.role,
      office_id: office?.id ?? null,
      nuts2: input.region ?? null,
      lang: input.lang ?? DEFAULT_LANG,
      status: 'active',
      created_at: nowText(ctx),
    })
    if (!id) throw new Problem('email-taken', 409)
    return id
  })
}

function checkNewUser(ctx: Context, input: NewUser): Office | undefined {
  const belongsToOffice = OFFICE_ROLES.includes(input.role)
  if (belongsToOffice !== (input.office !== undefined)) {
    throw invalid(ctx, 'office', belongsToOffice ? 'role-needs-office' : 'role-without-office')
  }
  if (input.region !== undefined && (belongsToOffice || NETWORK_ROLES.includes(input.role))) {
    throw invalid(ctx, 'region', 'role-without-region')
  }
  if (input.region !== undefined && !isRegion(ctx, input.region)) {
    throw invalid(ctx, 'region', 'unknown-region')
  }
  if (input.password.length < SHORTEST_PASSWORD) throw invalid(ctx, 'password', 'password-short')
  return input.office === undefined ? undefined : requireOffice(ctx, input.office)
}

function isRegion(ctx: Context, nuts2: string): boolean {
  const { pack } = ctx.app.offices.territory()
  return pack.regions.some((region) => region.nuts2 === nuts2)
}

function invalid(ctx: Context, path: string, reason: string): Problem {
  const message = texts(ctx.lang)(`validation.${reason}`)
  return new Problem('invalid-input', 400, { errors: [{ path, message }] })
}

/** Sets a new password and ends every session of the account. @throws unknown-account */
export async function resetPassword(ctx: Context, email: string, password: string): Promise<void> {
  if (password.length < SHORTEST_PASSWORD) throw invalid(ctx, 'password', 'password-short')
  const hash = await hashPassword(password)
  await endSessions(ctx, (tx) => store.setUserPassword(tx, email.trim().toLowerCase(), hash))
}

/** Closes the account; its history stays. @throws unknown-account */
export async function disableUser(ctx: Context, email: string): Promise<void> {
  await endSessions(ctx, (tx) => store.disableUser(tx, email.trim().toLowerCase()))
}

async function endSessions(
  ctx: Context,
  change: (tx: Parameters<typeof store.deleteSessionsOf>[0]) => Promise<store.User | undefined>,
): Promise<void> {
  await ctx.app.db.inTransaction(async (tx) => {
    const user = await change(tx)
    if (!user) throw new Problem('unknown-account', 404)
    await store.deleteSessionsOf(tx, user.id)
    await ctx.app.news.announce(tx, 'sessions-changed', { userId: user.id })
  })
}

/** A one-time link for the first administrator, while there is no account at all. */
export async function makeSetupLink(app: App): Promise<string | undefined> {
  if (await store.hasUsers(app.db.read)) return undefined
  const token = randomToken()
  const now = app.now()
  const expires = new Date(now.getTime() + SETUP_LINK_HOURS * 60 * MINUTE)
  await app.db.inTransaction((tx) =>
    store.insertSetupLink(tx, {
      token_hash: tokenHash(token),
      created_at: now.toISOString(),
      expires_at: expires.toISOString(),
      used_at: null,
    }),
  )
  return `${app.publicUrl()}/console/setup/${token}`
}

/**
 * Creates the first administrator and signs in.
 * @throws setup-link-used (410) for a link that is unknown, used or run out
 */
export async function setUpFirstAdmin(
  ctx: Context,
  input: { token: string; email: string; name: string; password: string },
): Promise<string> {
  const now = nowText(ctx)
  const isOpen = await store.isSetupLinkOpen(ctx.app.db.read, tokenHash(input.token), now)
  if (!isOpen || (await store.hasUsers(ctx.app.db.read))) throw new Problem('setup-link-used', 410)
  const hash = await hashPassword(input.password)
  const userId = await ctx.app.db.inTransaction(async (tx) => {
    const won = await store.useSetupLink(tx, tokenHash(input.token), now)
    if (!won || (await store.hasUsers(tx.db))) throw new Problem('setup-link-used', 410)
    const id = uuid()
    await store.insertUser(tx, {
      id,
      email: input.email.trim().toLowerCase(),
      name: input.name.trim(),
      password_hash: hash,
      role: 'admin',
      office_id: null,
      nuts2: null,
      lang: ctx.lang,
      status: 'active',
      created_at: now,
    })
    return id
  })
  return await openSession(ctx, userId)
}

/** Removes sessions that ran out; run now and then. */
export async function forgetExpiredSessions(app: App): Promise<void> {
  const now = app.now().toISOString()
  await app.db.inTransaction((tx) => store.deleteExpiredSessions(tx, now))
}
