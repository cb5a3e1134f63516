import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { createUser } from '../../server/accounts/service.ts'
import { type Application, buildApplication } from '../../server/application.ts'
import { parseConfig } from '../../server/platform/config.ts'
import type { Context } from '../../server/platform/context.ts'
import type { Role } from '../../server/platform/db/tables.ts'
import { Client } from './client.ts'
import { collectingLog } from './silent-log.ts'
import {
  type Amount,
  contentOf,
  ENGINES,
  type Engine,
  templateFolder,
  templateName,
} from './templates.ts'

export { ENGINES }

export type Service = Application & {
  url: string
  engine: Engine
  dataDir: string
  /** Errors that the service logged; a test that expects none asserts so. */
  errors: unknown[]
  clock: { now: Date | undefined }
  anonymous: Client
  /** Creates a member of staff and signs in. */
  staff(who?: StaffOptions): Promise<Client>
  systemContext(): Context
  close(): Promise<void>
}

type StaffOptions = {
  role?: Role
  office?: string
  region?: string
  name?: string
  email?: string
}

export const PASSWORD = 'Correct-horse-battery-staple'

type Options = {
  engine?: Engine
  /** Few articles where nothing depends on the others: publishing beside them takes no seconds. */
  content?: Amount
  environment?: Record<string, string>
  /** Instead of a fresh copy of the template: another service's data, to start it again. */
  dataDir?: string
  databaseUrl?: string | undefined
}

/** The real application on a copy of the template database, listening on a port of its own. */
export async function startService(options: Options = {}): Promise<Service> {
  const engine = options.engine ?? 'sqlite'
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'otd-test-'))
  const amount = options.content ?? 'all'
  const templates = inject('templateDataDir')
  const template = templateFolder(templates, engine, amount)
  if (!options.dataDir) cpSync(template, dataDir, { recursive: true })
  const databaseUrl =
    options.databaseUrl ?? (engine === 'postgres' ? await copyPostgres(amount) : undefined)
  const config = parseConfig({
    DATA_DIR: dataDir,
    CONTENT_DIR: contentOf(amount, templates),
    PORT: '0',
    SUPPORT_MAIL_GROUP_SECONDS: '0',
    SUPPORT_UNDO_SEND_SECONDS: '0',
    RATE_LIMITS: 'off',
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    ...options.environment,
  })
  const clock: Service['clock'] = { now: undefined }
  const log = collectingLog()
  const application = await buildApplication(config, {
    log,
    now: () => clock.now ?? new Date(),
  })
  const url = await application.listen()
  return {
    ...application,
    url,
    engine,
    dataDir,
    errors: log.errors,
    clock,
    anonymous: new Client(url),
    staff: (who) => makeStaff(application, url, who),
    systemContext: () => contextOf(application),
    async close() {
      await application.stop()
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A database of its own, copied from the template inside the server. */
async function copyPostgres(amount: Amount): Promise<string> {
  const base = inject('postgresUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: `${base}postgres` })
  await admin.connect()
  await admin.query(`create database ${name} template ${templateName(amount)}`)
  await admin.end()
  return `${base}${name}`
}

async function makeStaff(
  application: Application,
  url: string,
  who: StaffOptions = {},
): Promise<Client> {
  const role = who.role ?? 'advisor'
  const email = who.email ?? `${randomUUID().slice(0, 8)}@office.example`
  const belongsToOffice = ['advisor', 'editor', 'office-admin'].includes(role)
  await createUser(contextOf(application), {
    email,
    name: who.name ?? `Tester ${email.slice(0, 4)}`,
    role,
    office: belongsToOffice ? (who.office ?? 'granada-construction') : undefined,
    region: who.region,
    password: PASSWORD,
  })
  const client = new Client(url)
  await client.signIn(email, PASSWORD)
  return client
}

function contextOf({ app }: Application): Context {
  return { app, actor: { kind: 'system' }, lang: 'es', requestId: randomUUID() }
}
