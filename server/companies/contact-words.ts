import type { Kysely, Selectable } from 'kysely'
import type { Tx } from '../platform/db/database.ts'
import type { CompanyRow, ContactRow, Tables } from '../platform/db/tables.ts'
import { words } from '../platform/text/analyser.ts'
import { companyById, contactById } from './store.ts'

const SHORTEST = 2
const LONGEST = 40
const MAX_WORDS = 16
const MAX_TYPED = 5
/** Read for one answer, however many begin with what was typed. */
const MAX_READ = 60
/** After every letter in byte order. */
const LAST = '\u{10ffff}'

/** From now on this office finds the contact: one of its consultations is this person's. */
export async function knowContact(
  tx: Tx,
  { contact_id, office_id }: { contact_id: string; office_id: string },
): Promise<void> {
  const contact = await contactById(tx.db, contact_id)
  const company = contact && (await companyById(tx.db, contact.company_id))
  if (!contact || !company) return
  const phone = (contact.phone ?? '').replace(/\D/g, '')
  const { legal_name, tax_id } = company
  const text = [contact.name, legal_name, contact.email, phone, tax_id ?? ''].join(' ')
  const rows = shortened(words(text))
    .slice(0, MAX_WORDS)
    .map((word) => ({ office_id, word, contact_id }))
  if (rows.length === 0) return
  await tx.db
    .insertInto('contact_words')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

function shortened(all: string[]): string[] {
  const long = all.filter((word) => word.length >= SHORTEST).map((word) => word.slice(0, LONGEST))
  return [...new Set(long)]
}

export type KnownContact = {
  contact: Selectable<ContactRow>
  company: Selectable<CompanyRow>
}

/** Contacts of these offices with words that begin like each one typed, newest first. */
export async function findContacts(
  db: Kysely<Tables>,
  officeIds: string[],
  typed: string,
  limit: number,
): Promise<KnownContact[]> {
  const asked = shortened(words(typed)).slice(0, MAX_TYPED)
  // The longest word leaves fewest to look at.
  const [first, ...others] = asked.sort((one, other) => other.length - one.length)
  if (first === undefined || officeIds.length === 0) return []
  const found = await contactsWith(db, officeIds, first, others).execute()
  const ids = [...new Set(found.map(({ contact_id }) => contact_id))]
  if (ids.length === 0) return []
  const contacts = await db.selectFrom('contacts').selectAll().where('id', 'in', ids).execute()
  const companyIds = [...new Set(contacts.map(({ company_id }) => company_id))]
  const companies = await db
    .selectFrom('companies')
    .selectAll()
    .where('id', 'in', companyIds)
    .execute()
  const byId = new Map(companies.map((company) => [company.id, company]))
  const known = contacts.flatMap((contact) => {
    const company = byId.get(contact.company_id)
    return company ? [{ contact, company }] : []
  })
  return newestOfEach(known).slice(0, limit)
}

/** The statement that finds them; a test looks at its plan. */
export function contactsWith(
  db: Kysely<Tables>,
  officeIds: string[],
  first: string,
  others: string[],
) {
  let query = db
    .selectFrom('contact_words as found')
    .select('found.contact_id')
    .where('found.office_id', 'in', officeIds)
    .where('found.word', '>=', first)
    .where('found.word', '<', first + LAST)
  for (const word of others) {
    query = query.where((is) =>
      is.exists(
        is
          .selectFrom('contact_words as also')
          .select('also.word')
          .whereRef('also.contact_id', '=', 'found.contact_id')
          .whereRef('also.office_id', '=', 'found.office_id')
          .where('also.word', '>=', word)
          .where('also.word', '<', word + LAST),
      ),
    )
  }
  return query.limit(MAX_READ)
}

/** The same person wrote several times: the newest row stands for all of them. */
function newestOfEach(known: KnownContact[]): KnownContact[] {
  const newestFirst = [...known].sort((one, other) => (one.contact.id < other.contact.id ? 1 : -1))
  const seen = new Map<string, KnownContact>()
  for (const item of newestFirst) {
    const { name, email } = item.contact
    const who = words([name, item.company.legal_name].join(' ')).join(' ')
    const key = `${who} ${email.toLowerCase()}`
    if (!seen.has(key)) seen.set(key, item)
  }
  return [...seen.values()]
}

/** A contact that one of these offices knows. */
export async function knownContact(
  db: Kysely<Tables>,
  id: string,
  officeIds: string[],
): Promise<KnownContact | undefined> {
  if (officeIds.length === 0) return undefined
  const isKnown = await db
    .selectFrom('contact_words')
    .select('contact_id')
    .where('contact_id', '=', id)
    .where('office_id', 'in', officeIds)
    .limit(1)
    .executeTakeFirst()
  const contact = isKnown && (await contactById(db, id))
  const company = contact && (await companyById(db, contact.company_id))
  return contact && company ? { contact, company } : undefined
}
