import { makeSetupLink } from './accounts/service.ts'
import { type Application, buildApplication } from './application.ts'
import { type Config, ConfigError, EXIT_CONFIG, loadConfig } from './platform/config.ts'
import { lockDataDir } from './platform/db/open.ts'
import { problemDocument } from './platform/http/problems.ts'
import { operatorLang, texts } from './platform/i18n.ts'
import { type Logger, openLog } from './platform/log.ts'
import { Problem } from './platform/problem.ts'

/** Refusals at start that the operator mends in the configuration. */
const CONFIG_PROBLEMS = new Set(['synchronous-commit-off', 'pack-invalid', 'pack-coverage-taken'])
const MAX_STOP_MS = 9_500

/** Starts the service and keeps it until a signal, or until a bug that nothing caught. */
async function main(): Promise<void> {
  const config = loadConfig()
  const log = openLog(config.logLevel)
  const lock = config.secrets.databaseUrl ? undefined : lockDataDir(config.dataDir)
  const application = await buildApplication(config, { log })
  stopOnSignals(application, log, () => lock?.release())
  const url = await application.listen()
  await greet(application, config, url)
}

async function greet({ app }: Application, config: Config, url: string): Promise<void> {
  const t = texts(operatorLang())
  const write = (line: string) => void process.stdout.write(`${line}\n`)
  write(`listening on ${url}`)
  const base = app.publicUrl()
  write(t('start.addresses', { site: base, console: `${base}/console`, demo: `${base}/demo` }))
  if (!config.secrets.smtpUrl)
    write(t('start.no-mail-server', { folder: `${config.dataDir}/mail` }))
  const link = await makeSetupLink(app)
  if (link) write(t('start.setup-link', { link }))
}

function stopOnSignals(application: Application, log: Logger, release: () => void): void {
  let isStopping = false
  const stop = (signal: string) => {
    // A signal may reach the whole process group and so arrive twice.
    if (isStopping) return
    isStopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), MAX_STOP_MS).unref()
    void application.stop().then(
      () => {
        release()
        process.exit(0)
      },
      (error: unknown) => {
        log.error({ err: error }, 'could not stop cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('SIGINT', () => stop('SIGINT'))
  // The last resort: log, end, be restarted (faults.md §1).
  const die = (error: unknown) => {
    log.error({ err: error }, 'uncaught')
    process.exit(1)
  }
  process.on('uncaughtException', die)
  process.on('unhandledRejection', die)
}

main().catch((error: unknown) => {
  const write = (words: string) => void process.stderr.write(`${words}\n`)
  if (error instanceof ConfigError) {
    write(error.message)
    process.exit(EXIT_CONFIG)
  }
  if (error instanceof Problem) {
    const { title, detail } = problemDocument(error, operatorLang())
    write(`${title}. ${detail ?? ''}`)
    process.exit(CONFIG_PROBLEMS.has(error.code) ? EXIT_CONFIG : 1)
  }
  write(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exit(1)
})
