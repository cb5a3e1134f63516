import type { Kysely } from 'kysely'

/** Prepared replies, and what staff have written and not sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('macros')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('visibility', 'text', (column) => column.notNull())
    .addColumn('keeper_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('texts', 'text', (column) => column.notNull())
    .addColumn('actions', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('updated_by', 'text', (column) => column.notNull().references('users.id'))
    .addColumn('deleted_at', 'text')
    .execute()
  await db.schema
    .createIndex('macros_keeper')
    .on('macros')
    .columns(['visibility', 'keeper_id', 'id'])
    .execute()
  await db.schema
    .createTable('ticket_drafts')
    .addColumn('user_id', 'text', (column) => column.notNull().references('users.id'))
    .addColumn('ticket_id', 'text', (column) => column.notNull().references('tickets.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('actions', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('ticket_drafts_key', ['user_id', 'ticket_id', 'kind'])
    .execute()
}
