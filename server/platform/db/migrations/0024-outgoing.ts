import { type Kysely, sql } from 'kysely'
import type { Database } from '../database.ts'

type Engine = Database['engine']

/** Replies that have not left yet, and how companies say it went. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await createOutgoing(db)
  await createRatings(db)
  await keepRatings(db, engine)
  await takeOverEarlier(db)
}

async function createOutgoing(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outgoing_replies')
    .addColumn('conversation_id', 'text', (column) =>
      column.notNull().references('conversations.id'),
    )
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('ticket_id', 'text', (column) => column.notNull().references('tickets.id'))
    .addColumn('office_id', 'text', (column) => column.notNull().references('offices.id'))
    .addColumn('author_id', 'text', (column) => column.notNull().references('users.id'))
    .addColumn('visibility', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('after', 'text')
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('held_at', 'text', (column) => column.notNull())
    .addColumn('settled_at', 'text')
    .addPrimaryKeyConstraint('outgoing_replies_key', ['conversation_id', 'id'])
    .execute()
  await db.schema
    .createIndex('outgoing_replies_due')
    .on('outgoing_replies')
    .column('due_at')
    .where('state' as never, '=', 'waiting' as never)
    .execute()
  await db.schema
    .createIndex('outgoing_replies_ticket')
    .on('outgoing_replies')
    .columns(['ticket_id', 'state', 'due_at'])
    .execute()
  await db.schema
    .createIndex('outgoing_replies_settled')
    .on('outgoing_replies')
    .column('settled_at')
    .execute()
}

async function createRatings(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('rating_requests')
    .addColumn('ticket_id', 'text', (column) => column.primaryKey().references('tickets.id'))
    .addColumn('office_id', 'text', (column) => column.notNull().references('offices.id'))
    .addColumn('advisor_id', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('score', 'integer')
    .addColumn('rated_at', 'text')
    .execute()
  await db.schema
    .createTable('ratings')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('ticket_id', 'text', (column) => column.notNull().references('tickets.id'))
    .addColumn('office_id', 'text', (column) => column.notNull().references('offices.id'))
    .addColumn('advisor_id', 'text', (column) => column.notNull())
    .addColumn('score', 'integer', (column) => column.notNull())
    .addColumn('comment', 'text')
    .addColumn('via', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addCheckConstraint('ratings_one_to_five', sql`score between 1 and 5`)
    .execute()
  await db.schema
    .createIndex('ratings_ticket')
    .on('ratings')
    .columns(['ticket_id', 'at', 'id'])
    .execute()
  await db.schema
    .createTable('satisfaction_days')
    .addColumn('office_id', 'text', (column) => column.notNull().references('offices.id'))
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('advisor_id', 'text', (column) => column.notNull())
    .addColumn('asked', 'integer', (column) => column.notNull())
    .addColumn('answered', 'integer', (column) => column.notNull())
    .addColumn('total', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('satisfaction_days_key', ['office_id', 'day', 'advisor_id'])
    .execute()
}

/** What a company said stays as it said it: a change is a row of its own. */
async function keepRatings(db: Kysely<unknown>, engine: Engine): Promise<void> {
  for (const act of ['update', 'delete']) {
    const body =
      engine === 'sqlite'
        ? `begin select raise(abort, 'evidence is never changed'); end`
        : 'for each row execute function keep_evidence()'
    await sql.raw(`create trigger ratings_no_${act} before ${act} on ratings ${body}`).execute(db)
  }
}

/** Tickets resolved before this were asked about as well. */
async function takeOverEarlier(db: Kysely<unknown>): Promise<void> {
  const asked = `coalesce(resolved_at, rated_at)`
  const advisor = `coalesce(resolved_by, assignee_id, '')`
  const statements = [
    `insert into rating_requests
       (ticket_id, office_id, advisor_id, asked_at, day, score, rated_at)
     select id, office_id, ${advisor}, ${asked}, substr(${asked}, 1, 10), rating, rated_at
       from tickets where ${asked} is not null`,
    `insert into ratings (id, ticket_id, office_id, advisor_id, score, comment, via, at)
     select id, id, office_id, ${advisor}, rating, rating_comment, 'chat', rated_at
       from tickets where rating is not null and rated_at is not null`,
    `insert into satisfaction_days (office_id, day, advisor_id, asked, answered, total)
     select office_id, day, advisor_id, count(*), count(score), coalesce(sum(score), 0)
       from rating_requests group by office_id, day, advisor_id`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}
