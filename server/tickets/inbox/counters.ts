import type { Kysely, Selectable } from 'kysely'
import type { App } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Tables } from '../../platform/db/tables.ts'
import type { TicketCountRow, TicketStatus } from '../../platform/db/ticket-tables.ts'

type Db = Kysely<Tables>

export type Count = {
  officeId: string
  status: TicketStatus
  assigneeId: string | null
  isSnoozed: boolean
  count: number
}

/** So many changes are added up in one transaction. */
const AT_ONCE = 1_000
const LOOK_EVERY_MS = 5_000
/** Of several nodes one adds up at a time. Any number, the same on every node. */
const POSTGRES_LOCK = 727_026
const KEY = ['office_id', 'status', 'assignee_id', 'is_snoozed'] as const

/**
 * The tickets at hand by office, status, assignee and sleep, of all offices or of some. The database
 * keeps the counts (migration 0026): a change of a ticket leaves a row, and `CounterKeeper` adds them up.
 */
export async function countsAtHand(db: Db, officeIds: string[] | undefined): Promise<Count[]> {
  const columns = [...KEY, 'count'] as const
  let kept = db.selectFrom('ticket_counts').select(columns)
  let changes = db.selectFrom('ticket_count_changes').select(columns)
  if (officeIds) {
    kept = kept.where('office_id', 'in', officeIds)
    changes = changes.where('office_id', 'in', officeIds)
  }
  const rows = await kept.unionAll(changes).execute()
  return addUp(rows).map((row) => ({
    officeId: row.office_id,
    status: row.status,
    assigneeId: row.assignee_id === '' ? null : row.assignee_id,
    isSnoozed: row.is_snoozed === 1,
    count: row.count,
  }))
}

/** One row a key, in the order of the keys. */
function addUp(rows: TicketCountRow[]): TicketCountRow[] {
  const sums = new Map<string, TicketCountRow>()
  for (const row of rows) {
    const key = KEY.map((column) => row[column]).join(' ')
    const sum = sums.get(key)
    if (sum) sum.count += row.count
    else sums.set(key, { ...row })
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
}

/** Adds up what the changes of tickets have left, so that reading the counts stays cheap. */
export class CounterKeeper {
  readonly #app: App
  #timer: NodeJS.Timeout | undefined
  #adding: Promise<void> | undefined

  constructor(app: App) {
    this.#app = app
  }

  start(): void {
    this.#timer = setInterval(() => void this.addUp(), LOOK_EVERY_MS)
    this.#timer.unref()
  }

  /** Everything that waits, in parts; one round at a time. */
  addUp(): Promise<void> {
    this.#adding ??= this.#addAll()
      .catch((error: unknown) => {
        this.#app.log.error({ err: error }, 'could not add up the counters of tickets')
      })
      .finally(() => {
        this.#adding = undefined
      })
    return this.#adding
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#adding
  }

  async #addAll(): Promise<void> {
    const { db } = this.#app
    for (;;) {
      const waiting = await db.read
        .selectFrom('ticket_count_changes')
        .select('id')
        .limit(1)
        .execute()
      if (waiting.length === 0) return
      if ((await db.inTransaction((tx) => addPart(tx))) < AT_ONCE) return
    }
  }
}

/** @returns how many changes were added up */
async function addPart(tx: Tx): Promise<number> {
  if (tx.raw.engine === 'postgres') {
    await tx.raw.query('select pg_advisory_xact_lock($1)', [POSTGRES_LOCK])
  }
  const changes: Selectable<Tables['ticket_count_changes']>[] = await tx.db
    .deleteFrom('ticket_count_changes')
    .where('id', 'in', (of) =>
      of.selectFrom('ticket_count_changes').select('id').orderBy('id').limit(AT_ONCE),
    )
    .returningAll()
    .execute()
  for (const { id: _, ...row } of addUp(changes) as (TicketCountRow & { id?: number })[]) {
    if (row.count === 0) continue
    await tx.db
      .insertInto('ticket_counts')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns([...KEY])
          .doUpdateSet((of) => ({ count: of('ticket_counts.count', '+', row.count) })),
      )
      .execute()
  }
  await tx.db.deleteFrom('ticket_counts').where('count', '=', 0).execute()
  return changes.length
}
