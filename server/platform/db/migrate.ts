import type { Kysely } from 'kysely'
import { Problem } from '../problem.ts'
import type { Database, Tx } from './database.ts'
import { migrations } from './migrations/index.ts'

type MigrationTable = { schema_migrations: { name: string; at: string } }

/** Two nodes that start together migrate one after the other. Any number, the same on every node. */
const POSTGRES_LOCK = 727_001

/**
 * Brings the schema up to this version, each migration and its record in one transaction, so that a
 * kill at any moment leaves a whole number of migrations done.
 * @returns the names of the migrations that ran
 * @throws schema-too-new when a newer version has already migrated this database
 */
export async function migrate(database: Database, now: Date): Promise<string[]> {
  const ran: string[] = []
  await database.inTransaction((tx) => createMigrationTable(tx))
  for (const migration of migrations) {
    await database.inTransaction(async (tx) => {
      const done = await doneMigrations(tx)
      if (done.has(migration.name)) return
      await migration.up(tx.db as Kysely<unknown>, database.engine)
      await table(tx)
        .insertInto('schema_migrations')
        .values({ name: migration.name, at: now.toISOString() })
        .execute()
      ran.push(migration.name)
    })
  }
  return ran
}

async function createMigrationTable(tx: Tx): Promise<void> {
  await lock(tx)
  await tx.db.schema
    .createTable('schema_migrations')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute()
  const known = new Set(migrations.map(({ name }) => name))
  const newer = [...(await doneMigrations(tx))].filter((name) => !known.has(name))
  if (newer.length > 0)
    throw new Problem('schema-too-new', 500, { values: { names: newer.join() } })
}

async function doneMigrations(tx: Tx): Promise<Set<string>> {
  await lock(tx)
  const rows = await table(tx).selectFrom('schema_migrations').select('name').execute()
  return new Set(rows.map(({ name }) => name))
}

async function lock(tx: Tx): Promise<void> {
  if (tx.raw.engine === 'postgres') {
    await tx.raw.query('select pg_advisory_xact_lock($1)', [POSTGRES_LOCK])
  }
}

function table(tx: Tx): Kysely<MigrationTable> {
  return tx.db as unknown as Kysely<MigrationTable>
}
