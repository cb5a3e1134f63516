import pg from 'pg'
import { buildApplication } from '../../server/application.ts'
import { parseConfig } from '../../server/platform/config.ts'
import type { Postgres } from './postgres.ts'
import { silentLog } from './silent-log.ts'

export const TEMPLATE = 'otd_template'

/**
 * One migrated database of each engine with the shipped packs and articles in it; every test file copies
 * it instead of importing again.
 */
export async function makeTemplates(postgres: Postgres, dataDir: string): Promise<void> {
  const admin = new pg.Client({ connectionString: postgres.url('postgres') })
  await admin.connect()
  await admin.query(`create database ${TEMPLATE}`)
  await admin.end()
  for (const DATABASE_URL of [undefined, postgres.url(TEMPLATE)]) {
    const config = parseConfig({ DATA_DIR: dataDir, PORT: '0', DATABASE_URL })
    const application = await buildApplication(config, { log: silentLog })
    await application.listen()
    await application.stop()
  }
}
