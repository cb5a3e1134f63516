import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTickets(db)
  await createTicketIndexes(db)
  await db.schema
    .createTable('ticket_events')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('ticket_id', 'text', (column) =>
      column.notNull().references('tickets.id').onDelete('restrict'),
    )
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('actor_kind', 'text', (column) => column.notNull())
    .addColumn('actor_id', 'text')
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('ticket_events_ticket')
    .on('ticket_events')
    .columns(['ticket_id', 'id'])
    .execute()
  await db.schema
    .createTable('routing_traces')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('ticket_id', 'text', (column) => column.notNull())
    .addColumn('inputs', 'text', (column) => column.notNull())
    .addColumn('candidates', 'text', (column) => column.notNull())
    .addColumn('step', 'integer', (column) => column.notNull())
    .addColumn('matched', 'text', (column) => column.notNull())
    .addColumn('office_id', 'text', (column) => column.notNull().references('offices.id'))
    .addColumn('reasons', 'text', (column) => column.notNull())
    .addColumn('decided_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('routing_traces_ticket')
    .on('routing_traces')
    .columns(['ticket_id', 'id'])
    .execute()
}

async function createTickets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('tickets')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('number', 'text', (column) => column.notNull().unique())
    .addColumn('office_id', 'text', (column) => column.notNull().references('offices.id'))
    .addColumn('origin_office_id', 'text', (column) => column.notNull().references('offices.id'))
    .addColumn('conversation_id', 'text', (column) =>
      column.notNull().references('conversations.id').onDelete('restrict'),
    )
    .addColumn('contact_id', 'text', (column) =>
      column.notNull().references('contacts.id').onDelete('restrict'),
    )
    .addColumn('company_id', 'text', (column) =>
      column.notNull().references('companies.id').onDelete('restrict'),
    )
    .addColumn('company_snapshot', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('search_text', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('section', 'text')
    .addColumn('nuts2', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('assignee_id', 'text', (column) => column.references('users.id'))
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('trace_id', 'text', (column) => column.notNull())
    .addColumn('previous_number', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('last_at', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text')
    .addColumn('first_response_at', 'text')
    .addColumn('resolved_at', 'text')
    .addColumn('resolved_by', 'text')
    .addColumn('reopen_count', 'integer', (column) => column.notNull())
    .addColumn('rating', 'integer')
    .addColumn('rating_comment', 'text')
    .addColumn('rated_at', 'text')
    .execute()
}

/** Every list of the desk reads one of these from its newest end (performance.md). */
async function createTicketIndexes(db: Kysely<unknown>): Promise<void> {
  // One unresolved ticket per conversation, however often a hand-over is sent.
  await db.schema
    .createIndex('tickets_one_unresolved_per_conversation')
    .unique()
    .on('tickets')
    .column('conversation_id')
    .where('status' as never, '!=', 'resolved' as never)
    .execute()
  const lists: [name: string, columns: string[]][] = [
    ['tickets_office_status', ['office_id', 'status', 'last_at', 'id']],
    ['tickets_office', ['office_id', 'last_at', 'id']],
    ['tickets_status', ['status', 'last_at', 'id']],
    ['tickets_all', ['last_at', 'id']],
    ['tickets_assignee', ['assignee_id', 'status', 'last_at', 'id']],
    ['tickets_conversation', ['conversation_id', 'id']],
  ]
  for (const [name, columns] of lists) {
    await db.schema.createIndex(name).on('tickets').columns(columns).execute()
  }
  await db.schema
    .createIndex('tickets_unassigned')
    .on('tickets')
    .columns(['office_id', 'last_at', 'id'])
    .where('status' as never, '=', 'open' as never)
    .where('assignee_id' as never, 'is', null)
    .execute()
  await db.schema
    .createIndex('tickets_due')
    .on('tickets')
    .columns(['office_id', 'due_at'])
    .where('status' as never, '=', 'open' as never)
    .execute()
}
