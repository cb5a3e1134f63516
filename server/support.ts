import { Command } from 'commander'
import { v7 as uuid } from 'uuid'
import { createUser, disableUser, resetPassword } from './accounts/service.ts'
import { buildApp } from './application.ts'
import { addAnswerCommands } from './knowledge/calibration/commands.ts'
import { addContentCommands } from './knowledge/commands.ts'
import { refreshDirectory } from './offices/service.ts'
import { ConfigError, EXIT_CONFIG, loadConfig } from './platform/config.ts'
import type { Context } from './platform/context.ts'
import { backupSqlite, restoreSqlite } from './platform/db/backup.ts'
import { migrate } from './platform/db/migrate.ts'
import { lockDataDir, openDatabase } from './platform/db/open.ts'
import type { Role } from './platform/db/tables.ts'
import { problemDocument } from './platform/http/problems.ts'
import { operatorLang, pickLang, texts } from './platform/i18n.ts'
import { openLog } from './platform/log.ts'
import { Problem } from './platform/problem.ts'
import { addSeedCommand } from './seed.ts'

const t = texts(operatorLang())
const say = (line: string) => void process.stdout.write(`${line}\n`)

/** Runs `work` with the application's parts on the configured data; the service may be running. */
async function withApp(work: (ctx: Context) => Promise<void>): Promise<void> {
  const config = loadConfig()
  const db = await openDatabase({ ...config.secrets, dataDir: config.dataDir })
  try {
    await migrate(db, new Date())
    const port = config.port
    const app = buildApp(config, db, {
      log: openLog(config.logLevel === 'info' ? 'warn' : config.logLevel),
      now: () => new Date(),
      publicUrl: () => config.publicUrl ?? `http://localhost:${port}`,
    })
    await work({ app, actor: { kind: 'system' }, lang: operatorLang(), requestId: uuid() })
  } finally {
    await db.close()
  }
}

/** As `withApp`, with the offices read: what needs them needs a service that has started once. */
function withOffices(work: (ctx: Context) => Promise<void>): Promise<void> {
  return withApp(async (ctx) => {
    await refreshDirectory(ctx.app)
    await work(ctx)
  })
}

async function readPassword(): Promise<string> {
  let given = ''
  for await (const chunk of process.stdin) given += String(chunk)
  return given.replace(/\r?\n$/, '')
}

function addUserCommands(program: Command): void {
  const user = program.command('user').description(t('support.user.about'))
  user
    .command('create')
    .description(t('support.user.create'))
    .requiredOption('--email <address>', t('support.user.email'))
    .requiredOption('--name <name>', t('support.user.name'))
    .requiredOption('--role <role>', t('support.user.role'))
    .option('--office <slug>', t('support.user.office'))
    .option('--region <nuts2>', t('support.user.region'))
    .option('--lang <language>', t('support.user.lang'))
    .requiredOption('--password-stdin', t('support.user.password'))
    .action(async (options: Record<'email' | 'name' | 'role', string> & NewUserOptions) => {
      const password = await readPassword()
      await withOffices(async (ctx) => {
        const lang = pickLang(options.lang)
        await createUser(ctx, { ...options, lang, role: roleOf(options.role), password })
      })
      say(t('support.user.created', { email: options.email }))
    })
  user
    .command('reset')
    .description(t('support.user.reset'))
    .requiredOption('--email <address>', t('support.user.email'))
    .requiredOption('--password-stdin', t('support.user.password'))
    .action(async ({ email }: { email: string }) => {
      const password = await readPassword()
      await withApp((ctx) => resetPassword(ctx, email, password))
      say(t('support.user.was-reset', { email }))
    })
  user
    .command('disable')
    .description(t('support.user.disable'))
    .requiredOption('--email <address>', t('support.user.email'))
    .action(async ({ email }: { email: string }) => {
      await withApp((ctx) => disableUser(ctx, email))
      say(t('support.user.disabled', { email }))
    })
}

type NewUserOptions = { office?: string; region?: string; lang?: string }

const ROLES: readonly Role[] = [
  'advisor',
  'editor',
  'office-admin',
  'programme-manager',
  'auditor',
  'admin',
]

function roleOf(given: string): Role {
  const role = ROLES.find((known) => known === given)
  if (role) return role
  const message = t('support.user.roles', { roles: ROLES.join(', ') })
  throw new Problem('invalid-input', 400, { errors: [{ path: 'role', message }] })
}

function addDataCommands(program: Command): void {
  program
    .command('migrate')
    .description(t('support.migrate'))
    .action(() => withApp(async () => say(t('support.migrated'))))
  program
    .command('backup')
    .description(t('support.backup'))
    .argument('<file>')
    .action(async (file: string) => {
      const config = loadConfig()
      await backupSqlite(config, file)
      say(t('support.backed-up', { file }))
    })
  program
    .command('restore')
    .description(t('support.restore'))
    .argument('<file>')
    .option('--yes', t('support.yes'))
    .action(async (file: string, { yes }: { yes?: boolean }) => {
      const config = loadConfig()
      const lock = lockDataDir(config.dataDir)
      const aside = restoreSqlite(config, file, yes === true)
      lock.release()
      say(t('support.restored', { file, aside }))
    })
}

async function main(): Promise<void> {
  const program = new Command('support').description(t('support.about'))
  addUserCommands(program)
  addContentCommands(program, { withApp, say })
  addAnswerCommands(program, { withApp, say })
  addDataCommands(program)
  addSeedCommand(program, { withOffices, say })
  await program.parseAsync()
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(error instanceof ConfigError ? EXIT_CONFIG : 1)
})

/** One clear line: what is wrong, at which field, and the remedy. */
function explain(error: unknown): string {
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : String(error)
  const { title, detail } = problemDocument(error, operatorLang())
  const fields = (error.errors ?? []).map(({ path, message }) => `${path}: ${message}`)
  return [title, detail, ...fields].filter(Boolean).join(' · ')
}
