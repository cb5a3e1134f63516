import type { Kysely } from 'kysely'

/** What the console's pages of questions show, look for and are allowed by. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of ['asked_lang', 'handed_to', 'search_text', 'explanation']) {
    await db.schema.alterTable('question_log').addColumn(name, 'text').execute()
  }
  await db.schema.dropIndex('question_log_at').execute()
  await index(db, 'question_log_at', ['at', 'id'])
  await index(db, 'question_log_office', ['office', 'at', 'id'])
  await index(db, 'question_log_handed_to', ['handed_to', 'at', 'id'], 'handed_to')
  const heard = ['at', 'decision', 'outcome', 'confidence', 'office', 'handed_to']
  await index(db, 'question_log_heard', heard, 'outcome')
}

/** `present`: only rows that have this column are listed. */
async function index(
  db: Kysely<unknown>,
  name: string,
  columns: string[],
  present?: string,
): Promise<void> {
  const made = db.schema.createIndex(name).on('question_log').columns(columns)
  await (present ? made.where(present as never, 'is not', null as never) : made).execute()
}
