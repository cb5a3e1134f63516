import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { buildApplication } from '../../server/application.ts'
import { parseConfig } from '../../server/platform/config.ts'
import { projectRoot } from '../../server/platform/i18n.ts'
import { writeFewContent } from './few-articles.ts'
import type { Postgres } from './postgres.ts'
import { silentLog } from './silent-log.ts'

export const ENGINES = ['sqlite', 'postgres'] as const
export type Engine = (typeof ENGINES)[number]

/** How much of the shipped content a service has: all of it, or a few articles that are indexed at once. */
export type Amount = 'all' | 'few'

/** The content of a template; services that start from it find nothing new there. */
export const contentOf = (amount: Amount, dataDir: string) =>
  amount === 'all' ? join(projectRoot, 'content') : join(dataDir, 'content')

/** A template's data folder: a kept index fits the database that it was built from. */
export const templateFolder = (dataDir: string, engine: Engine, amount: Amount = 'all') =>
  join(dataDir, `${engine}-${amount}`)

export const templateName = (amount: Amount) => `otd_template_${amount}`

/**
 * Migrated databases of each engine with packs and articles in them, and the index of these; every test
 * file copies them instead of importing and building again.
 */
export async function makeTemplates(postgres: Postgres, dataDir: string): Promise<void> {
  writeFewContent(contentOf('few', dataDir))
  const makeBoth = async (engine: Engine) => {
    for (const amount of ['few', 'all'] as const)
      await makeTemplate(postgres, { dataDir, engine, amount })
  }
  await Promise.all(ENGINES.map(makeBoth))
}

async function makeTemplate(
  postgres: Postgres,
  { dataDir, engine, amount }: { dataDir: string; engine: Engine; amount: Amount },
): Promise<void> {
  const DATA_DIR = templateFolder(dataDir, engine, amount)
  mkdirSync(DATA_DIR, { mode: 0o700 })
  const config = parseConfig({
    DATA_DIR,
    PORT: '0',
    CONTENT_DIR: contentOf(amount, dataDir),
    ...(engine === 'postgres' && { DATABASE_URL: await createDatabase(postgres, amount) }),
  })
  const application = await buildApplication(config, { log: silentLog })
  await application.listen()
  await application.stop()
}

async function createDatabase(postgres: Postgres, amount: Amount): Promise<string> {
  const name = templateName(amount)
  const admin = new pg.Client({ connectionString: postgres.url('postgres') })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  return postgres.url(name)
}
