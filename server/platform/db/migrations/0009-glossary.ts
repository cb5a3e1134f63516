import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('glossary_terms')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('guide', 'text')
    .addColumn('texts', 'text', (column) => column.notNull())
    .execute()
  await db.schema.alterTable('knowledge_state').addColumn('glossary_hash', 'text').execute()
}
