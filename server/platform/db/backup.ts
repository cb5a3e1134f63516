import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { Problem } from '../problem.ts'
import { BetterSqlite } from './better-sqlite.ts'
import { SQLITE_FILE } from './open.ts'

/** Few pages at a time, so that a running service is not held up. */
const PAGES_PER_STEP = 200

/**
 * Copies the live database into `file`: a whole and consistent state, taken while the service works.
 * @throws backup-needs-sqlite, backup-exists, backup-damaged
 */
export async function backupSqlite(config: Config, file: string): Promise<void> {
  const source = sqliteFile(config)
  if (existsSync(file)) throw new Problem('backup-exists', 409, { values: { file } })
  const unfinished = `${file}.part`
  rmSync(unfinished, { force: true })
  const database = new BetterSqlite(source, { readonly: true })
  await database.backup(unfinished, { progress: () => PAGES_PER_STEP })
  database.close()
  checkDatabase(unfinished)
  renameSync(unfinished, file)
}

/**
 * Puts a backup in the place of the database; what was there is kept beside it. The service must be
 * stopped (the caller holds the lock).
 * @returns where the replaced database is now, or '' if there was none
 * @throws backup-needs-sqlite, backup-missing, backup-damaged, restore-unconfirmed
 */
export function restoreSqlite(config: Config, file: string, isConfirmed: boolean): string {
  const target = sqliteFile(config)
  if (!existsSync(file)) throw new Problem('backup-missing', 404, { values: { file } })
  checkDatabase(file)
  const isThere = existsSync(target)
  if (isThere && !isConfirmed) throw new Problem('restore-unconfirmed', 409)
  const arriving = `${target}.restoring`
  rmSync(arriving, { force: true })
  const backup = new BetterSqlite(file, { readonly: true })
  backup.prepare('vacuum into ?').run(arriving)
  backup.close()
  const aside = isThere ? `${target}.before-${new Date().toISOString().replace(/[:.]/g, '-')}` : ''
  if (isThere) {
    const replaced = new BetterSqlite(target)
    replaced.pragma('wal_checkpoint(TRUNCATE)')
    replaced.close()
    renameSync(target, aside)
  }
  rmSync(`${target}-wal`, { force: true })
  rmSync(`${target}-shm`, { force: true })
  renameSync(arriving, target)
  return aside
}

function sqliteFile(config: Config): string {
  if (config.secrets.databaseUrl) throw new Problem('backup-needs-sqlite', 409)
  return join(config.dataDir, SQLITE_FILE)
}

function checkDatabase(file: string): void {
  const database = new BetterSqlite(file, { readonly: true, fileMustExist: true })
  try {
    const [result] = database.pragma('integrity_check') as { integrity_check: string }[]
    if (result?.integrity_check === 'ok') return
  } catch (cause) {
    throw new Problem('backup-damaged', 409, { values: { file }, cause })
  } finally {
    database.close()
  }
  throw new Problem('backup-damaged', 409, { values: { file } })
}
