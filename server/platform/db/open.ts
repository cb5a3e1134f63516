import { join } from 'node:path'
import { Problem } from '../problem.ts'
import { BetterSqlite } from './better-sqlite.ts'
import type { Database } from './database.ts'
import { openSqlite } from './sqlite.ts'

export const SQLITE_FILE = 'support.sqlite'
const LOCK_FILE = 'service.lock'

/** Opens the configured engine: PostgreSQL by its URL, else SQLite in the data folder. */
export async function openDatabase(where: {
  databaseUrl: string | undefined
  dataDir: string
}): Promise<Database> {
  if (!where.databaseUrl) return openSqlite(join(where.dataDir, SQLITE_FILE))
  const { openPostgres } = await import('./postgres.ts')
  return await openPostgres(where.databaseUrl)
}

/**
 * Makes this process the one service of the data folder, until it ends however it ends.
 * An exclusive transaction on a lock file of its own: the system drops it with the process, and
 * `support` commands can still work on the database beside the service.
 * @throws data-dir-in-use when another service holds it
 */
export function lockDataDir(dataDir: string): { release(): void } {
  const lock = new BetterSqlite(join(dataDir, LOCK_FILE), { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (cause) {
    lock.close()
    throw new Problem('data-dir-in-use', 500, { values: { dataDir }, cause })
  }
  return { release: () => void lock.close() }
}
