import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('question_log').addColumn('rephrased', 'text').execute()
}
