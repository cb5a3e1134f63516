import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely'
import type { Tables } from '../../platform/db/tables.ts'
import type { TicketStatus } from '../../platform/db/ticket-tables.ts'
import type { Ticket } from '../store.ts'

type Db = Kysely<Tables>

export type ListFilter = {
  officeIds: string[] | undefined
  statuses: TicketStatus[] | undefined
  /** null: tickets of nobody. */
  assigneeId: string | null | undefined
  overdueAt: string | undefined
  /** Folded words that must all occur. */
  words: string[]
  after: { lastAt: string; id: string } | undefined
  limit: number
}

/** What lists, news and the visitor's page show: never all columns, the texts to search are long. */
const LISTED = [
  'id',
  'number',
  'office_id',
  'contact_id',
  'trace_id',
  'assignee_id',
  'company_snapshot',
  'subject',
  'channel',
  'lang',
  'section',
  'status',
  'version',
  'created_at',
  'updated_at',
  'last_at',
  'due_at',
  'rating',
] as const

export type ListedTicket = Pick<Ticket, (typeof LISTED)[number]> & {
  assignee_name: string | null
  contact_name: string
  /** When the newest message came; `last_at`, by which lists are sorted, follows within a second. */
  activity_at: string
}

/**
 * One page, newest activity first. Each (office, status) pair is a keyset list of its own over an index
 * and the lists are merged: `IN` over several offices took 78 ms where this takes under one
 * (performance.md).
 */
export async function listTickets(db: Db, filter: ListFilter): Promise<ListedTicket[]> {
  const offices = filter.officeIds ?? [undefined]
  const statuses = filter.statuses ?? [undefined]
  const lists = offices.flatMap((office) =>
    statuses.map((status) => keysetList(db, filter, office, status)),
  )
  const [first, ...rest] = lists
  if (!first) return []
  const merged = rest.reduce((union, list) => union.unionAll(list), first)
  const page = db
    .selectFrom(merged.as('merged'))
    .select('id')
    .orderBy('last_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit)
  // Sorted here: asked to sort as well, a database may walk all tickets in that order instead.
  const rows = await listed(db).where('tickets.id', 'in', page).execute()
  return rows.sort(byNewestActivity)
}

function byNewestActivity(one: ListedTicket, other: ListedTicket): number {
  if (one.last_at !== other.last_at) return one.last_at < other.last_at ? 1 : -1
  return one.id < other.id ? 1 : -1
}

function keysetList(
  db: Db,
  filter: ListFilter,
  officeId: string | undefined,
  status: TicketStatus | undefined,
) {
  const page = db
    .selectFrom('tickets')
    .select(['id', 'last_at'])
    .where((is) => is.and([...placeTerms(is, officeId, status), ...filterTerms(is, filter)]))
    .orderBy('last_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit)
  return db.selectFrom(page.as('page')).selectAll()
}

type Is = ExpressionBuilder<Tables, 'tickets'>
type Term = Expression<SqlBool>

function placeTerms(
  is: Is,
  officeId: string | undefined,
  status: TicketStatus | undefined,
): Term[] {
  return [
    ...(officeId === undefined ? [] : [is('office_id', '=', officeId)]),
    ...(status === undefined ? [] : [is('status', '=', sql.lit(status))]),
  ]
}

function filterTerms(is: Is, { assigneeId, overdueAt, words, after }: ListFilter): Term[] {
  const terms: Term[] = words.map(
    (word) => sql<boolean>`search_text like ${`%${escapeLike(word)}%`} escape '\\'`,
  )
  if (assigneeId === null) terms.push(is('assignee_id', 'is', null))
  else if (assigneeId !== undefined) terms.push(is('assignee_id', '=', assigneeId))
  if (overdueAt !== undefined) terms.push(is('due_at', '<', overdueAt))
  if (after) terms.push(sql<boolean>`(last_at, id) < (${after.lastAt}, ${after.id})`)
  return terms
}

function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&')
}

/** One ticket as a list shows it. */
export function listedTicket(db: Db, number: string): Promise<ListedTicket | undefined> {
  return listed(db).where('tickets.number', '=', number).executeTakeFirst()
}

function listed(db: Db) {
  return db
    .selectFrom('tickets')
    .innerJoin('contacts', 'contacts.id', 'tickets.contact_id')
    .innerJoin('conversations', 'conversations.id', 'tickets.conversation_id')
    .leftJoin('users', 'users.id', 'tickets.assignee_id')
    .select(LISTED.map((column) => `tickets.${column}` as const))
    .select([
      'users.name as assignee_name',
      'contacts.name as contact_name',
      'conversations.last_at as activity_at',
    ])
}
