import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await createPhrasings(db)
  await db.schema
    .createTable('phrasing_files')
    .addColumn('file', 'text', (column) => column.primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute()
  await createGapMarks(db)
  await db.schema.alterTable('tickets').addColumn('guide', 'text').execute()
  for (const name of ['section', 'nuts2', 'resolved_with']) {
    await db.schema.alterTable('question_log').addColumn(name, 'text').execute()
  }
}

async function createPhrasings(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('phrasings')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('slug', 'text')
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('folded', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('asked', 'text')
    .addColumn('asked_folded', 'text')
    .addColumn('ticket_number', 'text')
    .addColumn('office_id', 'text', (column) => column.references('offices.id'))
    .addColumn('proposed_at', 'text', (column) => column.notNull())
    .addColumn('decided_by', 'text', (column) => column.references('users.id'))
    .addColumn('decided_at', 'text')
    .execute()
  // Neither the search nor a reader could tell which of two guides is meant.
  await db.schema
    .createIndex('phrasings_one_guide')
    .unique()
    .on('phrasings')
    .columns(['lang', 'folded'])
    .where('state' as never, '=', 'accepted' as never)
    .execute()
  // What was decided once is not proposed again, whatever it was reworded to.
  await db.schema
    .createIndex('phrasings_proposed_once')
    .unique()
    .on('phrasings')
    .columns(['lang', 'asked_folded'])
    .execute()
  await db.schema
    .createIndex('phrasings_state')
    .on('phrasings')
    .columns(['state', 'origin', 'id'])
    .execute()
  await db.schema
    .createIndex('phrasings_office')
    .on('phrasings')
    .columns(['office_id', 'state', 'id'])
    .execute()
}

async function createGapMarks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('gap_marks')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('folded', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('slug', 'text')
    .addColumn('note', 'text')
    .addColumn('office_id', 'text', (column) => column.references('offices.id'))
    .addColumn('decided_by', 'text', (column) => column.notNull().references('users.id'))
    .addColumn('decided_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('gap_marks_question')
    .on('gap_marks')
    .columns(['lang', 'folded', 'id'])
    .execute()
}
