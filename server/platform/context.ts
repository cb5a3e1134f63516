import type { Config } from './config.ts'
import type { Database } from './db/database.ts'
import type { Role } from './db/tables.ts'
import type { Lang } from './i18n.ts'
import type { Logger } from './log.ts'
import type { News } from './realtime/news.ts'
import type { Signer } from './security/signer.ts'

/** Who asks. Rights follow from it in each domain's `access.ts`, never from anything a client says. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'visitor'; visitorId: string; conversationId: string }
  | StaffActor
  | { kind: 'system' }

export type StaffActor = { kind: 'staff'; userId: string; name: string; role: Role; scope: Scope }

/** The part of the network whose office data a member of staff may see. */
export type Scope =
  | { kind: 'office'; officeId: string }
  | { kind: 'region'; nuts2: string }
  | { kind: 'network' }

/**
 * What the process holds once. Domains add their own lasting state (an office directory, the answer
 * engine) by declaring it on this interface; `main.ts` fills it in.
 */
export interface App {
  db: Database
  now(): Date
  log: Logger
  config: Config
  news: News
  signer: Signer
  /** Address in mails and absolute links, without a slash at the end. */
  publicUrl(): string
}

/** First argument of every service function. */
export type Context = {
  app: App
  actor: Actor
  lang: Lang
  requestId: string
  /** From the `Idempotency-Key` header, with a hash of the request it came with. */
  idempotency?: { scope: string; key: string; requestHash: string } | undefined
}

/** The present moment as stored text. */
export function nowText(ctx: Context): string {
  return ctx.app.now().toISOString()
}
