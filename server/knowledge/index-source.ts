import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { BetterSqlite } from '../platform/db/better-sqlite.ts'
import { SQLITE_FILE } from '../platform/db/open.ts'
import { kyselyOver, StatementCache } from '../platform/db/sqlite-dialect.ts'
import type { Tables } from '../platform/db/tables.ts'

export type IndexSource = { db: Kysely<Tables>; close(): Promise<void> }

/** A reading connection of the thread's own: the service's never waits for an index. */
export async function openIndexSource(where: {
  databaseUrl: string | undefined
  dataDir: string
}): Promise<IndexSource> {
  if (where.databaseUrl) {
    const { openPostgres } = await import('../platform/db/postgres.ts')
    const database = await openPostgres(where.databaseUrl)
    return { db: database.read, close: () => database.close() }
  }
  const connection = new BetterSqlite(join(where.dataDir, SQLITE_FILE), {
    readonly: true,
    fileMustExist: true,
  })
  return {
    db: kyselyOver(new StatementCache(connection)),
    async close() {
      connection.close()
    },
  }
}
