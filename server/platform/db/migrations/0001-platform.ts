import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('settings')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('idempotency_keys')
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('request_hash', 'text', (column) => column.notNull())
    .addColumn('result', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('idempotency_keys_key', ['scope', 'key'])
    .execute()
  await db.schema
    .createIndex('idempotency_keys_created')
    .on('idempotency_keys')
    .column('created_at')
    .execute()
  await createOutbox(db)
  await createOutboxIndexes(db)
}

async function createOutbox(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('template', 'text', (column) => column.notNull())
    .addColumn('to_address', 'text', (column) => column.notNull())
    .addColumn('to_name', 'text', (column) => column.notNull())
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull().unique())
    .addColumn('in_reply_to', 'text')
    .addColumn('auto_submitted', 'integer', (column) => column.notNull())
    .addColumn('group_key', 'text')
    .addColumn('ticket_number', 'text')
    .addColumn('office_id', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('not_before', 'text', (column) => column.notNull())
    .addColumn('lease_until', 'text')
    .addColumn('last_error', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('sent_at', 'text')
    .execute()
}

async function createOutboxIndexes(db: Kysely<unknown>): Promise<void> {
  // The sender looks only at what is still to be done; the table itself grows with history.
  await db.schema
    .createIndex('outbox_due')
    .on('outbox')
    .columns(['not_before', 'id'])
    .where('status' as never, 'in', ['queued', 'sending'] as never)
    .execute()
  // One mail of a group waits at a time: further lines join it.
  await db.schema
    .createIndex('outbox_open_group')
    .unique()
    .on('outbox')
    .column('group_key')
    .where('status' as never, '=', 'queued' as never)
    .execute()
  await db.schema
    .createIndex('outbox_ticket')
    .on('outbox')
    .columns(['ticket_number', 'id'])
    .execute()
  await db.schema
    .createIndex('outbox_office')
    .on('outbox')
    .columns(['office_id', 'status', 'id'])
    .execute()
}
