import type { Command } from 'commander'
import { v7 as uuid } from 'uuid'
import type { Context } from './platform/context.ts'
import type { Tx } from './platform/db/database.ts'
import type { TicketStatus } from './platform/db/ticket-tables.ts'
import { operatorLang, texts } from './platform/i18n.ts'
import {
  companyRow,
  contactRow,
  conversationRow,
  type Made,
  MESSAGES_PER_TICKET,
  messageRow,
  NAMES,
  pick,
  QUESTIONS,
  type Row,
  SURNAMES,
  ticketRow,
  traceRow,
} from './seed-rows.ts'

const BATCH = 1_000
const ADVISORS_PER_OFFICE = 5
const DAYS_BACK = 730
const DAY_MS = 24 * 60 * 60 * 1000

type Work = (work: (ctx: Context) => Promise<void>) => Promise<void>

/** `npm run seed -- --tickets N`: a large made-up database to measure and try things with. */
export function addSeedCommand(
  program: Command,
  { withOffices, say }: { withOffices: Work; say(line: string): void },
): void {
  const t = texts(operatorLang())
  program
    .command('seed')
    .description(t('support.seed.about'))
    .requiredOption('--tickets <number>', t('support.seed.tickets'), Number)
    .action(async ({ tickets }: { tickets: number }) => {
      await withOffices((ctx) => seed(ctx, tickets, say))
      say(t('support.seed.done', { tickets }))
    })
}

async function seed(ctx: Context, tickets: number, say: (line: string) => void): Promise<void> {
  const { db, offices } = ctx.app
  const advisors = await db.inTransaction((tx) => createAdvisors(ctx, tx))
  const isTerminal = process.stdout.isTTY
  const counters = new Map(offices.offices.map(({ id }) => [id, 0]))
  for (let done = 0; done < tickets; done += BATCH) {
    const count = Math.min(BATCH, tickets - done)
    await db.inTransaction((tx) =>
      insertBatch(ctx, tx, { from: done, count, tickets, advisors, counters }),
    )
    if (isTerminal && done % 20_000 === 0) say(`${Math.round((100 * done) / tickets)} %`)
  }
  await db.inTransaction(async (tx) => {
    for (const [officeId, used] of counters) {
      await tx.db
        .updateTable('offices')
        .set((row) => ({ next_number: row('next_number', '+', used) }))
        .where('id', '=', officeId)
        .execute()
    }
  })
}

async function createAdvisors(ctx: Context, tx: Tx): Promise<Map<string, string[]>> {
  const byOffice = new Map<string, string[]>()
  const rows: Row[] = []
  for (const { id: office } of ctx.app.offices.offices) {
    const ids = Array.from({ length: ADVISORS_PER_OFFICE }, () => uuid())
    byOffice.set(office, ids)
    ids.forEach((id, index) => {
      rows.push({
        id,
        email: `${id}@seed.example`,
        name: `${NAMES[index]} ${SURNAMES[index]}`,
        password_hash: 'nobody signs in with this',
        role: 'advisor',
        office_id: office,
        nuts2: null,
        lang: 'es',
        status: 'active',
        created_at: ctx.app.now().toISOString(),
      })
    })
  }
  await insertRows(tx, 'users', rows)
  return byOffice
}

type Batch = {
  from: number
  count: number
  tickets: number
  advisors: Map<string, string[]>
  counters: Map<string, number>
}

async function insertBatch(ctx: Context, tx: Tx, batch: Batch): Promise<void> {
  const rows: Record<string, Row[]> = {
    companies: [],
    contacts: [],
    conversations: [],
    messages: [],
    routing_traces: [],
    tickets: [],
  }
  for (let index = batch.from; index < batch.from + batch.count; index++) {
    addTicket(ctx, rows, batch, index)
  }
  for (const [table, list] of Object.entries(rows)) await insertRows(tx, table, list)
}

/** Older tickets are resolved, the newest few in a hundred still wait: as in a real office. */
function statusOf(index: number, tickets: number): TicketStatus {
  const age = (tickets - index) / tickets
  if (age > 0.02) return 'resolved'
  return index % 3 === 0 ? 'open' : index % 3 === 1 ? 'waiting' : 'resolved'
}

function addTicket(ctx: Context, rows: Record<string, Row[]>, batch: Batch, index: number): void {
  const made = makeUp(ctx, batch, index)
  push(rows, 'companies', companyRow(made))
  push(rows, 'contacts', contactRow(made))
  push(rows, 'conversations', conversationRow(made))
  for (let seq = 1; seq <= MESSAGES_PER_TICKET; seq++) push(rows, 'messages', messageRow(made, seq))
  push(rows, 'routing_traces', traceRow(made))
  push(rows, 'tickets', ticketRow(made))
}

function makeUp(ctx: Context, batch: Batch, index: number): Made {
  const office = pick(ctx.app.offices.offices, index)
  const used = (batch.counters.get(office.id) ?? 0) + 1
  batch.counters.set(office.id, used)
  const startMs = ctx.app.now().getTime() - DAYS_BACK * DAY_MS
  const status = statusOf(index, batch.tickets)
  const isNobodys = status === 'open' && index % 2 === 0
  return {
    index,
    at: new Date(startMs + (index / batch.tickets) * DAYS_BACK * DAY_MS).toISOString(),
    office,
    ids: { company: uuid(), contact: uuid(), conversation: uuid(), trace: uuid(), ticket: uuid() },
    number: `${office.prefix}-${900_000_000 + used}`,
    status,
    assignee: isNobodys ? null : pick(batch.advisors.get(office.id) ?? [], index),
    person: `${pick(NAMES, index)} ${pick(SURNAMES, index >> 3)}`,
    company: `Empresa ${pick(SURNAMES, index >> 2)} ${index}`,
    subject: `${pick(QUESTIONS, index >> 4)} (${index})`,
  }
}

function push(rows: Record<string, Row[]>, table: string, row: Row): void {
  rows[table]?.push(row)
}

/** Many rows into one table: prepared on SQLite, one statement on PostgreSQL. */
async function insertRows(tx: Tx, table: string, rows: Row[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  if (tx.raw.engine === 'postgres') {
    const list = columns.join(', ')
    await tx.raw.query(
      `insert into ${table} (${list}) select ${list} from json_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(rows)],
    )
    return
  }
  const marks = columns.map(() => '?').join(', ')
  const insert = tx.raw.prepare(`insert into ${table} (${columns.join(', ')}) values (${marks})`)
  for (const row of rows) insert.run(...columns.map((column) => row[column]))
}
