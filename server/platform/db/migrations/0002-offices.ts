import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('packs')
    .addColumn('country', 'text', (column) => column.primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('programme_calls')
    .addColumn('code', 'text', (column) => column.primaryKey())
    .addColumn('country', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('period', 'text', (column) => column.notNull())
    .addColumn('fund', 'text', (column) => column.notNull())
    .addColumn('starts_on', 'text', (column) => column.notNull())
    .addColumn('ends_on', 'text', (column) => column.notNull())
    .addColumn('retention_until', 'text', (column) => column.notNull())
    .addColumn('funding_statement', 'text', (column) => column.notNull())
    .execute()
  await createOffices(db)
  await createCoverage(db)
}

async function createOffices(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('offices')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('slug', 'text', (column) => column.notNull().unique())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('country', 'text', (column) => column.notNull())
    .addColumn('call_code', 'text', (column) => column.references('programme_calls.code'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('managing_entity', 'text', (column) => column.notNull())
    .addColumn('prefix', 'text', (column) => column.notNull().unique())
    .addColumn('next_number', 'integer', (column) => column.notNull())
    .addColumn('nuts2', 'text')
    .addColumn('seat', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('phone', 'text')
    .addColumn('websites', 'text', (column) => column.notNull())
    .addColumn('languages', 'text', (column) => column.notNull())
    .addColumn('time_zone', 'text', (column) => column.notNull())
    .addColumn('hours', 'text', (column) => column.notNull())
    .addColumn('holidays', 'text', (column) => column.notNull())
    .addColumn('accepts_out_of_region', 'integer', (column) => column.notNull())
    .addColumn('takes_orphans', 'integer', (column) => column.notNull())
    .addColumn('reply_hours', 'integer', (column) => column.notNull())
    .addColumn('opens_on', 'text')
    .addColumn('closes_on', 'text')
    .addColumn('successor_slug', 'text')
    .execute()
}

async function createCoverage(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('office_coverage')
    .addColumn('office_id', 'text', (column) =>
      column.notNull().references('offices.id').onDelete('restrict'),
    )
    .addColumn('call_code', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('nuts2', 'text', (column) => column.notNull())
    .addColumn('nuts3', 'text', (column) => column.notNull())
    .addColumn('division', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('office_coverage_key', ['office_id', 'nuts2', 'nuts3', 'division'])
    .execute()
  // At most one sectoral office per division and region (domain.md §1.4, §4).
  await db.schema
    .createIndex('office_coverage_one_per_division_and_region')
    .unique()
    .on('office_coverage')
    .columns(['call_code', 'nuts2', 'division'])
    .where('kind' as never, '=', 'otd' as never)
    .execute()
}
