import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { buildApplication } from '../../server/application.ts'
import { parseConfig } from '../../server/platform/config.ts'
import type { Postgres } from './postgres.ts'
import { silentLog } from './silent-log.ts'

export const TEMPLATE = 'otd_template'

/** The data folder of each engine's template: a kept index fits the database that it was built from. */
export const templateFolder = (dataDir: string, engine: 'sqlite' | 'postgres') =>
  join(dataDir, engine)

/**
 * One migrated database of each engine with the shipped packs and articles in it, and the index of these;
 * every test file copies them instead of importing and building again.
 */
export async function makeTemplates(postgres: Postgres, dataDir: string): Promise<void> {
  const admin = new pg.Client({ connectionString: postgres.url('postgres') })
  await admin.connect()
  await admin.query(`create database ${TEMPLATE}`)
  await admin.end()
  await Promise.all([
    makeTemplate({ DATA_DIR: templateFolder(dataDir, 'sqlite') }),
    makeTemplate({
      DATA_DIR: templateFolder(dataDir, 'postgres'),
      DATABASE_URL: postgres.url(TEMPLATE),
    }),
  ])
}

async function makeTemplate(environment: {
  DATA_DIR: string
  DATABASE_URL?: string
}): Promise<void> {
  mkdirSync(environment.DATA_DIR, { recursive: true, mode: 0o700 })
  const config = parseConfig({ PORT: '0', ...environment })
  const application = await buildApplication(config, { log: silentLog })
  await application.listen()
  await application.stop()
}
