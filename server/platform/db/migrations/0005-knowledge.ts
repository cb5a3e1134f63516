import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('article_revisions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('slug', 'text', (column) => column.notNull())
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('meta', 'text', (column) => column.notNull())
    .addColumn('markdown', 'text', (column) => column.notNull())
    .addColumn('html', 'text', (column) => column.notNull())
    .addColumn('chunks', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('article_revisions_number', ['slug', 'lang', 'number'])
    .execute()
  await db.schema
    .createTable('articles')
    .addColumn('slug', 'text', (column) => column.notNull())
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('file_hash', 'text')
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('revision_id', 'text', (column) =>
      column.notNull().references('article_revisions.id').onDelete('restrict'),
    )
    .addColumn('draft_revision_id', 'text', (column) =>
      column.references('article_revisions.id').onDelete('restrict'),
    )
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('articles_key', ['slug', 'lang'])
    .execute()
  await db.schema
    .createTable('content_problems')
    .addColumn('file', 'text', (column) => column.notNull())
    .addColumn('line', 'integer', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('severity', 'text', (column) => column.notNull())
    .addColumn('detail', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('knowledge_state')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('generation', 'integer', (column) => column.notNull())
    .execute()
  await createQuestionLog(db)
}

async function createQuestionLog(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('question_log')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('decision', 'text', (column) => column.notNull())
    .addColumn('confidence', 'real', (column) => column.notNull())
    .addColumn('cited', 'text', (column) => column.notNull())
    .addColumn('retrieved', 'text', (column) => column.notNull())
    .addColumn('office', 'text')
    .addColumn('outcome', 'text')
    .addColumn('outcome_reason', 'text')
    .execute()
  await db.schema.createIndex('question_log_at').on('question_log').column('at').execute()
}
