import type { Kysely } from 'kysely'

/** What waits to be accepted, by the office that has it; and who works without single keys. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('referrals_to_accept')
    .on('referrals')
    .columns(['to_office_id', 'id'])
    .where('state' as never, '=', 'pending' as never)
    .execute()
  await db.schema
    .alterTable('users')
    .addColumn('keys_off', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
}
