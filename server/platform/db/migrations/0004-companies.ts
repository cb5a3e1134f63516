import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('companies')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('legal_name', 'text', (column) => column.notNull())
    .addColumn('tax_id', 'text')
    .addColumn('tax_id_country', 'text')
    .addColumn('tax_id_kind', 'text')
    .addColumn('tax_id_status', 'text', (column) => column.notNull())
    .addColumn('size_class', 'text')
    .addColumn('activity', 'text')
    .addColumn('section', 'text')
    .addColumn('division', 'text')
    .addColumn('activity_scheme', 'text')
    .addColumn('postcode', 'text')
    .addColumn('nuts3', 'text')
    .addColumn('nuts2', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute()
  // One company per valid tax id and country, over the whole network: the key of the indicators.
  await db.schema
    .createIndex('companies_one_per_tax_id')
    .unique()
    .on('companies')
    .columns(['tax_id_country', 'tax_id'])
    .where('tax_id_status' as never, '=', 'valid' as never)
    .execute()
  await createContacts(db)
}

async function createContacts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('contacts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('company_id', 'text', (column) =>
      column.notNull().references('companies.id').onDelete('restrict'),
    )
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('email_verified_at', 'text')
    .addColumn('phone', 'text')
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('contacts_company').on('contacts').column('company_id').execute()
  await db.schema.createIndex('contacts_email').on('contacts').column('email').execute()
  await db.schema
    .createTable('consents')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('contact_id', 'text', (column) =>
      column.notNull().references('contacts.id').onDelete('restrict'),
    )
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('text_version', 'text', (column) => column.notNull())
    .addColumn('given_at', 'text', (column) => column.notNull())
    .addColumn('withdrawn_at', 'text')
    .addColumn('evidence', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('consents_contact').on('consents').column('contact_id').execute()
}
