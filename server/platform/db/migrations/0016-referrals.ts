import { type Kysely, sql } from 'kysely'

/** Every move of a ticket between offices, and whether the office that got it took it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('referrals')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('ticket_id', 'text', (column) =>
      column.notNull().references('tickets.id').onDelete('restrict'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('from_office_id', 'text', (column) => column.notNull().references('offices.id'))
    .addColumn('to_office_id', 'text', (column) => column.notNull().references('offices.id'))
    .addColumn('rule', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('detail', 'text')
    .addColumn('note', 'text')
    .addColumn('made_by', 'text', (column) => column.references('users.id'))
    .addColumn('made_at', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('accept_by', 'text')
    .addColumn('accepted_at', 'text')
    .addColumn('refused_at', 'text')
    .addColumn('expired_at', 'text')
    .addColumn('settled_by', 'text', (column) => column.references('users.id'))
    .addColumn('refusal', 'text')
    .addColumn('refusal_detail', 'text')
    .addColumn('consent_id', 'text', (column) => column.notNull().references('consents.id'))
    .addColumn('trace_id', 'text', (column) => column.notNull())
    // domain.md §5: at most three, and no office twice.
    .addCheckConstraint('referrals_at_most_three', sql`position between 1 and 3`)
    .addCheckConstraint('referrals_lead_on', sql`from_office_id <> to_office_id`)
    .execute()
  await createReferralIndexes(db)
}

async function createReferralIndexes(db: Kysely<unknown>): Promise<void> {
  const unique: [name: string, columns: string[]][] = [
    ['referrals_position', ['ticket_id', 'position']],
    ['referrals_no_office_twice', ['ticket_id', 'to_office_id']],
  ]
  for (const [name, columns] of unique) {
    await db.schema.createIndex(name).unique().on('referrals').columns(columns).execute()
  }
  await db.schema
    .createIndex('referrals_handed_over')
    .on('referrals')
    .columns(['from_office_id', 'id'])
    .execute()
  await db.schema
    .createIndex('referrals_pending')
    .on('referrals')
    .column('accept_by')
    .where('state' as never, '=', 'pending' as never)
    .execute()
}
