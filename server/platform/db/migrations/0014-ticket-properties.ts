import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('tickets')
    .addColumn('priority', 'text', (column) => column.notNull().defaultTo('normal'))
    .execute()
  for (const name of ['topic', 'snoozed_until']) {
    await db.schema.alterTable('tickets').addColumn(name, 'text').execute()
  }
  await createOrders(db)
  await createTags(db)
  await createViews(db)
}

/**
 * Lists by date of arrival and by next deadline; by newest activity they have theirs since 0007. What
 * owes no answer stands after everything that does.
 */
async function createOrders(db: Kysely<unknown>): Promise<void> {
  const due = sql`coalesce(due_at, '9999')`
  const lists: [name: string, places: string[]][] = [
    ['tickets_office_status', ['office_id', 'status']],
    ['tickets_status', ['status']],
  ]
  for (const [name, places] of lists) {
    const columns = sql.join(places.map((place) => sql.ref(place)))
    const created = sql.ref(`${name}_created`)
    await sql`create index ${created} on tickets (${columns}, created_at, id)`.execute(db)
    const dueFirst = sql.ref(`${name}_due`)
    await sql`create index ${dueFirst} on tickets (${columns}, (${due}), id)`.execute(db)
  }
  await db.schema
    .createIndex('tickets_snoozed')
    .on('tickets')
    .columns(['snoozed_until'])
    .where('snoozed_until' as never, 'is not', null as never)
    .execute()
}

async function createTags(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ticket_tags')
    .addColumn('ticket_id', 'text', (column) =>
      column.notNull().references('tickets.id').onDelete('cascade'),
    )
    .addColumn('folded', 'text', (column) => column.notNull())
    .addColumn('tag', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('ticket_tags_key', ['ticket_id', 'folded'])
    .execute()
  await db.schema
    .createTable('office_tags')
    .addColumn('office_id', 'text', (column) => column.notNull().references('offices.id'))
    .addColumn('folded', 'text', (column) => column.notNull())
    .addColumn('tag', 'text', (column) => column.notNull())
    .addColumn('uses', 'integer', (column) => column.notNull())
    .addColumn('used_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('office_tags_key', ['office_id', 'folded'])
    .execute()
  await db.schema
    .createIndex('office_tags_used')
    .on('office_tags')
    .columns(['office_id', 'used_at'])
    .execute()
}

async function createViews(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('saved_views')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('visibility', 'text', (column) => column.notNull())
    .addColumn('owner_id', 'text', (column) => column.notNull().references('users.id'))
    .addColumn('office_id', 'text', (column) => column.references('offices.id'))
    .addColumn('filters', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute()
  for (const place of ['owner_id', 'office_id']) {
    await db.schema
      .createIndex(`saved_views_${place}`)
      .on('saved_views')
      .columns(['visibility', place, 'id'])
      .execute()
  }
}
