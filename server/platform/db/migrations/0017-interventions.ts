import { type Kysely, sql } from 'kysely'
import { words } from '../../text/analyser.ts'
import type { Database } from '../database.ts'

type Engine = Database['engine']

/** Time, the acts of support made from it, and the words by which an office finds its contacts. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await createMinutes(db)
  await createInterventions(db)
  await db.schema
    .createTable('office_time')
    .addColumn('office_id', 'text', (column) => column.primaryKey().references('offices.id'))
    .addColumn('closing', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('updated_by', 'text', (column) => column.notNull().references('users.id'))
    .execute()
  await (engine === 'sqlite' ? keepOnSqlite(db) : keepOnPostgres(db))
  await createContactWords(db, engine)
  await findEarlierContacts(db as Kysely<Earlier>)
}

async function createMinutes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('intervention_minutes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('ticket_id', 'text', (column) => column.references('tickets.id'))
    .addColumn('need', 'integer', (column) => column.notNull())
    .addColumn('office_id', 'text', (column) => column.notNull().references('offices.id'))
    .addColumn('advisor_id', 'text', (column) => column.notNull().references('users.id'))
    .addColumn('recorded_by', 'text', (column) => column.notNull().references('users.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('minutes', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    // Unique: a line is corrected once, and its correction again.
    .addColumn('replaces_id', 'text', (column) =>
      column.unique().references('intervention_minutes.id'),
    )
    .addColumn('reason', 'text')
    .execute()
  await db.schema
    .createIndex('intervention_minutes_ticket')
    .on('intervention_minutes')
    .columns(['ticket_id', 'at', 'id'])
    .execute()
}

async function createInterventions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('interventions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('ticket_id', 'text', (column) => column.references('tickets.id'))
    .addColumn('need', 'integer', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('company_id', 'text', (column) => column.notNull().references('companies.id'))
    .addColumn('office_id', 'text', (column) => column.notNull().references('offices.id'))
    .addColumn('advisor_id', 'text', (column) => column.references('users.id'))
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('ended_at', 'text', (column) => column.notNull())
    .addColumn('advice_minutes', 'integer', (column) => column.notNull())
    .addColumn('preparation_minutes', 'integer', (column) => column.notNull())
    .addColumn('travel_minutes', 'integer', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('solution', 'text', (column) => column.notNull())
    .addColumn('satisfaction', 'integer')
    .addColumn('confirmation_kind', 'text')
    .addColumn('confirmed_at', 'text')
    .addColumn('funding_line', 'text')
    .addColumn('countable', 'integer', (column) => column.notNull())
    .addColumn('not_countable_reason', 'text')
    .addColumn('made_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('interventions_one_per_need')
    .unique()
    .on('interventions')
    .columns(['ticket_id', 'need', 'revision'])
    .execute()
  await db.schema
    .createIndex('interventions_company')
    .on('interventions')
    .columns(['company_id', 'ended_at'])
    .execute()
}

/** What was counted once stays as it was: a correction is a row of its own, on either engine. */
const KEPT = `ticket_id, need, revision, office_id, advisor_id, started_at, ended_at, advice_minutes,
  preparation_minutes, travel_minutes, countable, not_countable_reason`
const GUARDS: [name: string, act: string][] = [
  ['intervention_minutes_kept', 'update on intervention_minutes'],
  ['intervention_minutes_not_removed', 'delete on intervention_minutes'],
  ['interventions_kept', `update of ${KEPT} on interventions`],
  ['interventions_not_removed', 'delete on interventions'],
]

async function keepOnSqlite(db: Kysely<unknown>): Promise<void> {
  for (const [name, act] of GUARDS) {
    const body = `begin select raise(abort, 'evidence is never changed'); end`
    await sql.raw(`create trigger ${name} before ${act} ${body}`).execute(db)
  }
}

async function keepOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create function keep_evidence() returns trigger language plpgsql as
       $$ begin raise exception 'evidence is never changed'; end $$`,
    )
    .execute(db)
  for (const [name, act] of GUARDS) {
    const body = 'for each row execute function keep_evidence()'
    await sql.raw(`create trigger ${name} before ${act} ${body}`).execute(db)
  }
}

async function createContactWords(db: Kysely<unknown>, engine: Engine): Promise<void> {
  // Byte order, so that the words with the same first letters stand together.
  const inByteOrder = engine === 'postgres' ? sql`text collate "C"` : 'text'
  await db.schema
    .createTable('contact_words')
    .addColumn('office_id', 'text', (column) => column.notNull())
    .addColumn('word', inByteOrder, (column) => column.notNull())
    .addColumn('contact_id', 'text', (column) => column.notNull().references('contacts.id'))
    .addPrimaryKeyConstraint('contact_words_key', ['office_id', 'word', 'contact_id'])
    .execute()
  await db.schema
    .createIndex('contact_words_contact')
    .on('contact_words')
    .columns(['contact_id', 'office_id', 'word'])
    .execute()
}

type Earlier = {
  tickets: { id: string; office_id: string; contact_id: string }
  contacts: { id: string; name: string; email: string; phone: string | null; company_id: string }
  companies: { id: string; legal_name: string; tax_id: string | null }
  contact_words: { office_id: string; word: string; contact_id: string }
}

const PART = 200
const MAX_WORDS = 16
const MAX_LETTERS = 40

/** Contacts of earlier tickets, in parts, in the order of their tickets. */
async function findEarlierContacts(db: Kysely<Earlier>): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('tickets')
      .innerJoin('contacts', 'contacts.id', 'tickets.contact_id')
      .innerJoin('companies', 'companies.id', 'contacts.company_id')
      .select(['tickets.id', 'tickets.office_id', 'tickets.contact_id'])
      .select(['contacts.name', 'contacts.email', 'contacts.phone'])
      .select(['companies.legal_name', 'companies.tax_id'])
      .where('tickets.id', '>', after)
      .orderBy('tickets.id')
      .limit(PART)
      .execute()
    const found = rows.flatMap(({ office_id, contact_id, ...row }) => {
      const phone = (row.phone ?? '').replace(/\D/g, '')
      const text = [row.name, row.legal_name, row.email, phone, row.tax_id ?? ''].join(' ')
      const known = [...new Set(words(text))].filter((word) => word.length > 1)
      return known
        .slice(0, MAX_WORDS)
        .map((word) => ({ office_id, contact_id, word: word.slice(0, MAX_LETTERS) }))
    })
    for (let from = 0; from < found.length; from += PART) {
      await db
        .insertInto('contact_words')
        .values(found.slice(from, from + PART))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}
