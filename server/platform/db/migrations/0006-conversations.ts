import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('conversations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('visitor_id', 'text', (column) => column.notNull().unique())
    .addColumn('office_slug', 'text')
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('last_seq', 'integer', (column) => column.notNull())
    .addColumn('visitor_read_seq', 'integer', (column) => column.notNull())
    .addColumn('staff_read_seq', 'integer', (column) => column.notNull())
    .addColumn('bot_silent', 'integer', (column) => column.notNull())
    .addColumn('ticket_number', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('last_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('messages')
    .addColumn('conversation_id', 'text', (column) =>
      column.notNull().references('conversations.id').onDelete('restrict'),
    )
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer')
    .addColumn('author_kind', 'text', (column) => column.notNull())
    .addColumn('author_id', 'text')
    .addColumn('author_name', 'text')
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('answer', 'text')
    .addColumn('bot_due', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addUniqueConstraint('messages_id', ['conversation_id', 'id'])
    .execute()
  await db.schema
    .createIndex('messages_seq')
    .unique()
    .on('messages')
    .columns(['conversation_id', 'seq'])
    .where('seq' as never, 'is not', null)
    .execute()
  await db.schema
    .createIndex('messages_notes')
    .on('messages')
    .columns(['conversation_id', 'at'])
    .where('seq' as never, 'is', null)
    .execute()
  // Visitor messages that the bot still owes an answer: empty but for the moment between the two.
  await db.schema
    .createIndex('messages_bot_due')
    .on('messages')
    .columns(['conversation_id', 'seq'])
    .where('bot_due' as never, '=', 1 as never)
    .execute()
}
