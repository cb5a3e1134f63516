import { type Kysely, sql } from 'kysely'
import type { Database } from '../database.ts'

type Engine = Database['engine']

const KEY = 'office_id, status, assignee_id, is_snoozed'
const keyOf = (row: string) =>
  `${row}.office_id, ${row}.status, coalesce(${row}.assignee_id, ''),
   case when ${row}.snoozed_until is null then 0 else 1 end`
const isAtHand = (row: string) => `${row}.status in ('open', 'waiting')`
const COUNTED = 'office_id, status, assignee_id, snoozed_until'

/** How many tickets are at hand: kept by the database itself, so that no change of a ticket can forget it. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await createTables(db, engine)
  await (engine === 'sqlite' ? countOnSqlite(db) : countOnPostgres(db))
  await sql
    .raw(
      `insert into ticket_counts (${KEY}, count)
       select ${keyOf('tickets')}, count(*) from tickets
        where ${isAtHand('tickets')} group by 1, 2, 3, 4`,
    )
    .execute(db)
}

async function createTables(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await db.schema
    .createTable('ticket_counts')
    .addColumn('office_id', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('assignee_id', 'text', (column) => column.notNull())
    .addColumn('is_snoozed', 'integer', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('ticket_counts_key', [
      'office_id',
      'status',
      'assignee_id',
      'is_snoozed',
    ])
    .execute()
  await db.schema
    .createTable('ticket_count_changes')
    .addColumn('id', engine === 'postgres' ? 'bigserial' : 'integer', (column) =>
      column.primaryKey(),
    )
    .addColumn('office_id', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('assignee_id', 'text', (column) => column.notNull())
    .addColumn('is_snoozed', 'integer', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .execute()
}

async function countOnSqlite(db: Kysely<unknown>): Promise<void> {
  const note = (row: string, by: number) =>
    `insert into ticket_count_changes (${KEY}, count) select ${keyOf(row)}, ${by} where ${isAtHand(row)};`
  const isOther = COUNTED.split(', ')
    .map((column) => `old.${column} is not new.${column}`)
    .join(' or ')
  for (const trigger of [
    `tickets_counted after insert on tickets begin ${note('new', 1)} end`,
    `tickets_discounted after delete on tickets begin ${note('old', -1)} end`,
    `tickets_recounted after update of ${COUNTED} on tickets when ${isOther}
       begin ${note('old', -1)} ${note('new', 1)} end`,
  ]) {
    await sql.raw(`create trigger ${trigger}`).execute(db)
  }
}

/** Rows are only added here, so that two who change tickets of one office never wait for each other. */
async function countOnPostgres(db: Kysely<unknown>): Promise<void> {
  const note = (row: string, by: number) =>
    `if ${isAtHand(row)} then
       insert into ticket_count_changes (${KEY}, count) values (${keyOf(row)}, ${by});
     end if;`
  const columns = COUNTED.split(', ')
  const all = (row: string) => columns.map((column) => `${row}.${column}`).join(', ')
  for (const statement of [
    `create function count_ticket() returns trigger language plpgsql as $$ begin
       if tg_op <> 'INSERT' then ${note('old', -1)} end if;
       if tg_op <> 'DELETE' then ${note('new', 1)} end if;
       return null;
     end $$`,
    `create trigger tickets_counted after insert or delete on tickets
       for each row execute function count_ticket()`,
    `create trigger tickets_recounted after update of ${COUNTED} on tickets for each row
       when ((${all('old')}) is distinct from (${all('new')}))
       execute function count_ticket()`,
  ]) {
    await sql.raw(statement).execute(db)
  }
}
