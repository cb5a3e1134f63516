import { type Kysely, sql } from 'kysely'
import type { Database } from '../database.ts'

type Engine = Database['engine']

/** Who is there and takes what, who is told what, and who follows which ticket. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await createDesks(db)
  await createAssignment(db)
  await createNotices(db)
  await (engine === 'sqlite' ? keepOnSqlite(db) : keepOnPostgres(db))
  await sql`
    insert into advisor_loads (user_id, live)
    select assignee_id, count(*) from tickets
    where status = 'open' and assignee_id is not null and snoozed_until is null
    group by assignee_id`.execute(db)
}

async function createDesks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('advisor_desks')
    .addColumn('user_id', 'text', (column) => column.primaryKey().references('users.id'))
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('max_live', 'integer')
    .addColumn('last_given_at', 'text')
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('advisor_loads')
    .addColumn('user_id', 'text', (column) => column.primaryKey())
    .addColumn('live', 'integer', (column) => column.notNull())
    .execute()
}

async function createAssignment(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('office_assignment')
    .addColumn('office_id', 'text', (column) => column.primaryKey().references('offices.id'))
    .addColumn('mode', 'text', (column) => column.notNull())
    .addColumn('max_live', 'integer', (column) => column.notNull())
    .addColumn('return_minutes', 'integer')
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('updated_by', 'text', (column) => column.notNull().references('users.id'))
    .execute()
  await db.schema
    .createTable('ticket_assignments')
    .addColumn('ticket_id', 'text', (column) => column.primaryKey().references('tickets.id'))
    .addColumn('user_id', 'text', (column) => column.notNull().references('users.id'))
    .addColumn('given_at', 'text', (column) => column.notNull())
    .addColumn('return_at', 'text')
    .execute()
  await db.schema
    .createIndex('ticket_assignments_due')
    .on('ticket_assignments')
    .columns(['return_at', 'ticket_id'])
    .execute()
  await db.schema
    .createIndex('ticket_assignments_user')
    .on('ticket_assignments')
    .column('user_id')
    .execute()
  await db.schema
    .createTable('ticket_passes')
    .addColumn('ticket_id', 'text', (column) => column.notNull().references('tickets.id'))
    .addColumn('user_id', 'text', (column) => column.notNull().references('users.id'))
    .addPrimaryKeyConstraint('ticket_passes_key', ['ticket_id', 'user_id'])
    .execute()
  // All that the query names, so that SQLite takes this and not the list of everything open.
  await sql`
    create index tickets_waiting on tickets (office_id, status, assignee_id, created_at, id)
    where status = 'open' and assignee_id is null`.execute(db)
}

async function createNotices(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ticket_followers')
    .addColumn('ticket_id', 'text', (column) => column.notNull().references('tickets.id'))
    .addColumn('user_id', 'text', (column) => column.notNull().references('users.id'))
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('ticket_followers_key', ['ticket_id', 'user_id'])
    .execute()
  await db.schema
    .createTable('notices')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'text', (column) => column.notNull().references('users.id'))
    .addColumn('ticket_id', 'text', (column) => column.notNull().references('tickets.id'))
    .addColumn('kinds', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('actor_name', 'text')
    .addColumn('count', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('is_unread', 'integer', (column) => column.notNull())
    .addColumn('in_digest', 'integer', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('notices_one_per_ticket')
    .unique()
    .on('notices')
    .columns(['ticket_id', 'user_id'])
    .execute()
  await db.schema
    .createIndex('notices_newest')
    .on('notices')
    .columns(['user_id', 'at', 'id'])
    .execute()
  await db.schema.createIndex('notices_age').on('notices').column('at').execute()
  await sql`create index notices_in_digest on notices (user_id) where in_digest = 1`.execute(db)
  await db.schema
    .createTable('notice_counts')
    .addColumn('user_id', 'text', (column) => column.primaryKey())
    .addColumn('unread', 'integer', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('notice_settings')
    .addColumn('user_id', 'text', (column) => column.primaryKey().references('users.id'))
    .addColumn('channels', 'text', (column) => column.notNull())
    .addColumn('quiet_from', 'text')
    .addColumn('quiet_to', 'text')
    .addColumn('digest_at', 'text', (column) => column.notNull())
    .addColumn('digest_on', 'text')
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute()
}

const OLD_LIVE = `old.assignee_id is not null and old.status = 'open' and old.snoozed_until is null`
const NEW_LIVE = `new.assignee_id is not null and new.status = 'open' and new.snoozed_until is null`
const LESS = `update advisor_loads set live = live - 1 where user_id = old.assignee_id;`
const MORE = `insert into advisor_loads (user_id, live) values (new.assignee_id, 1)
  on conflict (user_id) do update set live = advisor_loads.live + 1;`
const UNREAD_MORE = `insert into notice_counts (user_id, unread) values (new.user_id, 1)
  on conflict (user_id) do update set unread = notice_counts.unread + 1;`
const UNREAD_LESS = `update notice_counts set unread = unread - 1 where user_id = old.user_id;`

/** Of those whose offices the ticket has left nothing is kept. */
const OUT_OF_SIGHT = `ticket_id = new.id and user_id in (
  select users.id from users where users.office_id <> new.office_id
  or (users.office_id is null and users.nuts2 is not null and not exists (
    select 1 from offices where offices.id = new.office_id and offices.nuts2 = users.nuts2)))`

/** Counters and the traces of an assignment follow the rows themselves, whoever changes them. */
async function keepOnSqlite(db: Kysely<unknown>): Promise<void> {
  const live = 'of status, assignee_id, snoozed_until on tickets'
  const moved = 'of status, assignee_id, office_id on tickets'
  const triggers: [name: string, when: string, condition: string, body: string][] = [
    ['advisor_loads_made', 'after insert on tickets', NEW_LIVE, MORE],
    ['advisor_loads_gone', 'after delete on tickets', OLD_LIVE, LESS],
    ['advisor_loads_left', `after update ${live}`, OLD_LIVE, LESS],
    ['advisor_loads_joined', `after update ${live}`, NEW_LIVE, MORE],
    [
      'ticket_assignments_over',
      `after update ${moved}`,
      `new.status <> 'open' or new.assignee_id is not old.assignee_id`,
      `delete from ticket_assignments where ticket_id = new.id;`,
    ],
    [
      'ticket_passes_made',
      `after update ${moved}`,
      `new.assignee_id is null and old.assignee_id is not null
         and new.status = 'open' and new.office_id = old.office_id`,
      `insert into ticket_passes (ticket_id, user_id) values (new.id, old.assignee_id)
         on conflict do nothing;`,
    ],
    [
      'notices_out_of_sight',
      'after update of office_id on tickets',
      'new.office_id <> old.office_id',
      `delete from notices where ${OUT_OF_SIGHT}; delete from ticket_followers where ${OUT_OF_SIGHT};`,
    ],
    [
      'ticket_passes_over',
      `after update ${moved}`,
      `new.status <> 'open' or new.office_id <> old.office_id`,
      `delete from ticket_passes where ticket_id = new.id;`,
    ],
    ['notice_counts_made', 'after insert on notices', 'new.is_unread = 1', UNREAD_MORE],
    ['notice_counts_gone', 'after delete on notices', 'old.is_unread = 1', UNREAD_LESS],
    [
      'notice_counts_more',
      'after update of is_unread on notices',
      'new.is_unread > old.is_unread',
      UNREAD_MORE,
    ],
    [
      'notice_counts_less',
      'after update of is_unread on notices',
      'new.is_unread < old.is_unread',
      UNREAD_LESS,
    ],
  ]
  for (const [name, when, condition, body] of triggers) {
    await sql.raw(`create trigger ${name} ${when} when ${condition} begin ${body} end`).execute(db)
  }
}

async function keepOnPostgres(db: Kysely<unknown>): Promise<void> {
  const functions: [name: string, body: string][] = [
    ['live_more', `${MORE} return null;`],
    ['live_less', `${LESS} return null;`],
    // Of two whose loads change at once, always the same first: none waits for the other.
    [
      'live_moved',
      `if ${OLD_LIVE} and (old.assignee_id <= new.assignee_id or new.assignee_id is null) then ${LESS} end if;
       if ${NEW_LIVE} then ${MORE} end if;
       if ${OLD_LIVE} and old.assignee_id > new.assignee_id then ${LESS} end if;
       return null;`,
    ],
    [
      'ticket_moved_on',
      `if new.status <> 'open' or new.assignee_id is distinct from old.assignee_id then
         delete from ticket_assignments where ticket_id = new.id;
       end if;
       if new.assignee_id is null and old.assignee_id is not null
           and new.status = 'open' and new.office_id = old.office_id then
         insert into ticket_passes (ticket_id, user_id) values (new.id, old.assignee_id)
           on conflict do nothing;
       end if;
       if new.status <> 'open' or new.office_id <> old.office_id then
         delete from ticket_passes where ticket_id = new.id;
       end if;
       if new.office_id <> old.office_id then
         delete from notices where ${OUT_OF_SIGHT};
         delete from ticket_followers where ${OUT_OF_SIGHT};
       end if;
       return null;`,
    ],
    ['unread_more', `${UNREAD_MORE} return null;`],
    ['unread_less', `${UNREAD_LESS} return null;`],
  ]
  for (const [name, body] of functions) {
    await sql
      .raw(`create function ${name}() returns trigger language plpgsql as $$ begin ${body} end $$`)
      .execute(db)
  }
  const changed = `(old.status, old.assignee_id, old.snoozed_until)
    is distinct from (new.status, new.assignee_id, new.snoozed_until)`
  const moved = `(old.status, old.assignee_id, old.office_id)
    is distinct from (new.status, new.assignee_id, new.office_id)`
  const triggers: [name: string, when: string, condition: string, run: string][] = [
    ['advisor_loads_made', 'after insert on tickets', NEW_LIVE, 'live_more'],
    ['advisor_loads_gone', 'after delete on tickets', OLD_LIVE, 'live_less'],
    ['advisor_loads_moved', 'after update on tickets', changed, 'live_moved'],
    ['ticket_moved_on', 'after update on tickets', moved, 'ticket_moved_on'],
    ['notice_counts_made', 'after insert on notices', 'new.is_unread = 1', 'unread_more'],
    ['notice_counts_gone', 'after delete on notices', 'old.is_unread = 1', 'unread_less'],
    [
      'notice_counts_more',
      'after update on notices',
      'new.is_unread > old.is_unread',
      'unread_more',
    ],
    [
      'notice_counts_less',
      'after update on notices',
      'new.is_unread < old.is_unread',
      'unread_less',
    ],
  ]
  for (const [name, when, condition, run] of triggers) {
    await sql
      .raw(
        `create trigger ${name} ${when} for each row when (${condition}) execute function ${run}()`,
      )
      .execute(db)
  }
}
