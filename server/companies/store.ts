import type { Kysely, Selectable } from 'kysely'
import type { Tx } from '../platform/db/database.ts'
import type { CompanyRow, ConsentRow, ContactRow, Tables } from '../platform/db/tables.ts'

/** The company with this valid tax id, network-wide. */
export function companyByTaxId(
  tx: Tx,
  country: string,
  taxId: string,
): Promise<Selectable<CompanyRow> | undefined> {
  return tx.db
    .selectFrom('companies')
    .selectAll()
    .where('tax_id_country', '=', country)
    .where('tax_id', '=', taxId)
    .where('tax_id_status', '=', 'valid')
    .executeTakeFirst()
}

/** Undefined when another transaction has just made the company with the same valid tax id. */
export async function insertCompany(tx: Tx, company: CompanyRow): Promise<string | undefined> {
  const row = await tx.db
    .insertInto('companies')
    .values(company)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export async function insertContact(tx: Tx, contact: ContactRow): Promise<void> {
  await tx.db.insertInto('contacts').values(contact).execute()
}

export async function insertConsent(tx: Tx, consent: ConsentRow): Promise<void> {
  await tx.db.insertInto('consents').values(consent).execute()
}

export function companyById(
  db: Kysely<Tables>,
  id: string,
): Promise<Selectable<CompanyRow> | undefined> {
  return db.selectFrom('companies').selectAll().where('id', '=', id).executeTakeFirst()
}

export function contactById(
  db: Kysely<Tables>,
  id: string,
): Promise<Selectable<ContactRow> | undefined> {
  return db.selectFrom('contacts').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Following a link that was mailed to the address proves that its holder reads it. */
export async function setEmailVerified(tx: Tx, contactId: string, at: string): Promise<void> {
  await tx.db
    .updateTable('contacts')
    .set({ email_verified_at: at })
    .where('id', '=', contactId)
    .where('email_verified_at', 'is', null)
    .execute()
}
