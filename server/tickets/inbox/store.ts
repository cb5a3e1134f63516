import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { TicketSort } from '../../contract/properties.ts'
import type { Tables } from '../../platform/db/tables.ts'
import type { TicketStatus } from '../../platform/db/ticket-tables.ts'
import { tagsOfTickets } from '../properties/store.ts'
import type { Ticket } from '../store.ts'
import type { Narrowing } from './narrowing.ts'

type Db = Kysely<Tables>

/** Where a row stands in its list. */
export type Position = { key: string; id: string }

export type ListFilter = {
  officeIds: string[] | undefined
  /** These alone, of which there are few. */
  ids?: string[] | undefined
  statuses: TicketStatus[] | undefined
  /** null: tickets of nobody. Only of lists by activity: they have an index for it. */
  assigneeId: string | null | undefined
  /** Without what sleeps. */
  isAwake: boolean
  sort: TicketSort
  narrowing: Narrowing
  after: Position | undefined
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
  'priority',
  'topic',
  'snoozed_until',
] as const

export type ListedTicket = Pick<Ticket, (typeof LISTED)[number]> & {
  assignee_name: string | null
  contact_name: string
  /** When the newest message came; `last_at`, by which lists are sorted, follows within a second. */
  activity_at: string
  /** Whether its office has yet to say that it takes it. */
  to_accept: number
  tags: string[]
}

/** Rows that one page looks at; what a narrow filter leaves of them may be few, or none. */
const EXAMINED = 2_000
const STATUSES: TicketStatus[] = ['open', 'waiting', 'resolved']

type Order = { key: RawBuilder<string>; direction: 'asc' | 'desc' }

/** Each has its indexes behind office and status (migrations 0007, 0014). */
const ORDERS: Record<TicketSort, Order> = {
  activity: { key: sql`last_at`, direction: 'desc' },
  newest: { key: sql`created_at`, direction: 'desc' },
  oldest: { key: sql`created_at`, direction: 'asc' },
  due: { key: sql`coalesce(due_at, '9999')`, direction: 'asc' },
}

export type ListPage = { rows: ListedTicket[]; next: Position | undefined }

/**
 * One page. Each (office, status) pair is a keyset list of its own over an index, and the lists are
 * merged: `IN` over several offices took 78 ms where this takes under one (performance.md). A narrowed
 * list looks at a bounded number of rows and says where it stopped.
 */
export async function listTickets(db: Db, filter: ListFilter): Promise<ListPage> {
  const query = pageQueries(filter)
  if (query === undefined) return { rows: [], next: undefined }
  const found = await positions(db, filter, query.found)
  const isWhole = query.lists === 1 && found.length > filter.limit
  const [floor] = isWhole || !query.ends ? [] : await positions(db, filter, query.ends)
  const certain = floor ? found.filter((one) => inOrder(filter)(one, floor) <= 0) : found
  const page = certain.slice(0, filter.limit)
  const next = certain.length > filter.limit ? page.at(-1) : floor
  return { rows: await rowsOf(db, page), next }
}

/** Sorted here, where they are few: a database that is asked to sort may walk all tickets for it. */
async function positions(
  db: Db,
  filter: ListFilter,
  query: RawBuilder<Position>,
): Promise<Position[]> {
  return (await query.execute(db)).rows.sort(inOrder(filter))
}

type Place = { officeId: string | undefined; status: TicketStatus | undefined }

function placesOf({ officeIds, ids, statuses, sort }: ListFilter): Place[] {
  if (ids?.length === 0) return []
  const offices = officeIds ?? [undefined]
  const wanted = statuses ?? (sort === 'activity' ? [undefined] : STATUSES)
  return offices.flatMap((officeId) => wanted.map((status) => ({ officeId, status })))
}

type PageQueries = {
  lists: number
  /** The first rows of each list. */
  found: RawBuilder<Position>
  /** Where each list stopped that has more rows than were looked at. */
  ends: RawBuilder<Position> | undefined
}

/** Where the rows of a page stand; without an office there is nothing to ask. */
export function pageQueries(filter: ListFilter): PageQueries | undefined {
  const places = placesOf(filter)
  if (places.length === 0) return undefined
  const terms = narrowingTerms(filter.narrowing)
  const isNarrow = terms.length > 0
  const reach = isNarrow ? Math.ceil(EXAMINED / places.length) + filter.limit : filter.limit + 1
  const where = isNarrow ? sql` where ${sql.join(terms, sql` and `)}` : sql``
  const columns = isNarrow ? NARROWED : sql`id`
  const found = places.map((place) => {
    const page = scan(filter, place, columns, sql`limit ${reach}`)
    const hits = sql`select id, key from (${page}) as page${where} limit ${filter.limit + 1}`
    return sql`select id, key from (${hits}) as hits`
  })
  const ends = places.map((place) => {
    const last = scan(filter, place, sql`id`, sql`limit 1 offset ${reach - 1}`)
    return sql`select id, key from (${last}) as list_end`
  })
  return {
    lists: places.length,
    found: sql<Position>`${sql.join(found, sql` union all `)}`,
    ends: isNarrow ? sql<Position>`${sql.join(ends, sql` union all `)}` : undefined,
  }
}

function scan(
  filter: ListFilter,
  { officeId, status }: Place,
  columns: RawBuilder<unknown>,
  limits: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const { key, direction } = ORDERS[filter.sort]
  const { after, assigneeId, isAwake, ids } = filter
  const terms = [
    ...(officeId === undefined ? [] : [sql`office_id = ${officeId}`]),
    ...(status === undefined ? [] : [sql`status = ${sql.lit(status)}`]),
    ...(assigneeId === null ? [sql`assignee_id is null`] : []),
    ...(typeof assigneeId === 'string' ? [sql`assignee_id = ${assigneeId}`] : []),
    ...(isAwake ? [sql`snoozed_until is null`] : []),
    ...(ids ? [sql`id in (${sql.join(ids)})`] : []),
    ...(after ? afterTerms(ORDERS[filter.sort], after) : []),
  ]
  const where = terms.length === 0 ? sql`` : sql`where ${sql.join(terms, sql` and `)}`
  const down = sql.raw(direction)
  return sql`select ${columns}, ${key} as key from tickets ${where}
    order by ${key} ${down}, id ${down} ${limits}`
}

/** The first term is told twice: SQLite takes no pair with an expression to its place in an index. */
function afterTerms({ key, direction }: Order, after: Position): RawBuilder<unknown>[] {
  return direction === 'desc'
    ? [sql`${key} <= ${after.key}`, sql`(${key}, id) < (${after.key}, ${after.id})`]
    : [sql`${key} >= ${after.key}`, sql`(${key}, id) > (${after.key}, ${after.id})`]
}

const NARROWED = sql`id, search_text, assignee_id, section, nuts2, topic, channel, lang,
  priority, created_at, due_at, snoozed_until`

function narrowingTerms(narrowing: Narrowing): RawBuilder<boolean>[] {
  const { words, assigneeId, tag, createdUntil, dueUntil, isSnoozed, ...equal } = narrowing
  const terms = words.map(
    (word) => sql<boolean>`search_text like ${`%${escapeLike(word)}%`} escape '\\'`,
  )
  for (const [column, value] of Object.entries(equal)) {
    if (value !== undefined) terms.push(sql`${sql.ref(column)} = ${value}`)
  }
  if (assigneeId === null) terms.push(sql`assignee_id is null`)
  else if (assigneeId !== undefined) terms.push(sql`assignee_id = ${assigneeId}`)
  if (tag !== undefined) terms.push(hasTag(tag))
  if (createdUntil !== undefined) terms.push(sql`created_at <= ${createdUntil}`)
  if (dueUntil !== undefined) terms.push(sql`due_at < ${dueUntil}`)
  if (isSnoozed) terms.push(sql`snoozed_until is not null`)
  return terms
}

function hasTag(folded: string): RawBuilder<boolean> {
  return sql`exists (select 1 from ticket_tags where ticket_id = page.id and folded = ${folded})`
}

function inOrder({ sort }: ListFilter): (one: Position, other: Position) => number {
  const sign = ORDERS[sort].direction === 'asc' ? 1 : -1
  return (one, other) => sign * (compare(one.key, other.key) || compare(one.id, other.id))
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&')
}

/** The rows of a page in its order. */
async function rowsOf(db: Db, page: Position[]): Promise<ListedTicket[]> {
  if (page.length === 0) return []
  const ids = page.map(({ id }) => id)
  const rows = await withTags(db, await listed(db).where('tickets.id', 'in', ids).execute())
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

async function withTags(db: Db, rows: Omit<ListedTicket, 'tags'>[]): Promise<ListedTicket[]> {
  if (rows.length === 0) return []
  const tags = new Map<string, string[]>()
  const found = await tagsOfTickets(
    db,
    rows.map(({ id }) => id),
  )
  for (const { ticket_id, tag } of found) tags.set(ticket_id, [...(tags.get(ticket_id) ?? []), tag])
  return rows.map((row) => ({ ...row, tags: tags.get(row.id) ?? [] }))
}

/** One ticket as a list shows it. */
export async function listedTicket(db: Db, number: string): Promise<ListedTicket | undefined> {
  const [row] = await listedTickets(db, [number])
  return row
}

/** Some tickets as a list shows them, in no order. */
export async function listedTickets(db: Db, numbers: string[]): Promise<ListedTicket[]> {
  return await withTags(db, await listed(db).where('tickets.number', 'in', numbers).execute())
}

const TO_ACCEPT = sql<number>`case when exists (select 1 from referrals
  where referrals.ticket_id = tickets.id and referrals.state = 'pending') then 1 else 0 end`

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
    .select(TO_ACCEPT.as('to_accept'))
}
