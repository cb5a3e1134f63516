import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { Problem } from '../problem.ts'
import type { Database, RemoteNews, Tx } from './database.ts'
import type { Tables } from './tables.ts'

const CHANNEL = 'otd_news'
const POOL_SIZE = 10
const ATTEMPTS = 5
const INT8 = 20
/** serialization_failure, deadlock_detected, and the ways a server says that it is going away. */
const RETRYABLE = new Set(['40001', '40P01', '57P01', '57P02', '57P03', '08006', '08003'])

/**
 * PostgreSQL through the same stores. `synchronous_commit` must not be off: an acknowledged message
 * has to survive a power cut.
 * @throws synchronous-commit-off (78 at start)
 */
export async function openPostgres(url: string): Promise<Database> {
  pg.types.setTypeParser(INT8, Number)
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    application_name: 'otd-support',
  })
  pool.on('error', () => {}) // an idle connection died; the pool opens another when asked
  await refuseUnsafeCommits(pool)
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const line = new NewsLine(url)
  return {
    engine: 'postgres',
    read: kysely,
    inTransaction: (work) => runInTransaction(kysely, work),
    notifyOthers: (tx, topic, payload) => line.send(pool, tx, topic, payload),
    onNews: (listen) => line.listen(listen),
    async ping() {
      await pool.query('select 1')
    },
    async close() {
      await line.close()
      await kysely.destroy()
    },
  }
}

async function refuseUnsafeCommits(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ synchronous_commit: string }>('show synchronous_commit')
  if (rows[0]?.synchronous_commit === 'off') throw new Problem('synchronous-commit-off', 500)
}

async function runInTransaction<T>(
  kysely: Kysely<Tables>,
  work: (tx: Tx) => T | Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const tells: (() => void)[] = []
    try {
      const value = await kysely
        .transaction()
        .execute(async (transaction) => work(txOver(transaction, tells)))
      setImmediate(() => tells.forEach((tell) => void tell()))
      return value
    } catch (error) {
      if (!isRetryable(error) || attempt === ATTEMPTS) throw error
      await sleep(attempt * 20 + Math.random() * 30)
    }
  }
}

function txOver(transaction: Transaction<Tables>, tells: (() => void)[]): Tx {
  return {
    db: transaction,
    raw: {
      engine: 'postgres',
      async query<Row>(sql: string, values: unknown[]) {
        return (await transaction.executeQuery<Row>(CompiledQuery.raw(sql, values))).rows
      },
    },
    afterCommit: (tell) => void tells.push(tell),
  }
}

function isRetryable(error: unknown): boolean {
  return error instanceof pg.DatabaseError && RETRYABLE.has(error.code ?? '')
}

/** LISTEN/NOTIFY between nodes, over a connection of its own that comes back by itself. */
class NewsLine {
  readonly #node = randomUUID()
  readonly #url: string
  #client: pg.Client | undefined
  #closed = false

  constructor(url: string) {
    this.#url = url
  }

  async send(pool: pg.Pool, tx: Tx | undefined, topic: string, payload: string): Promise<void> {
    const news = JSON.stringify({ node: this.#node, topic, payload })
    const statement = 'select pg_notify($1, $2)'
    if (tx?.raw.engine === 'postgres') await tx.raw.query(statement, [CHANNEL, news])
    else await pool.query(statement, [CHANNEL, news])
  }

  listen(tell: (news: RemoteNews) => void): void {
    void this.#keepListening(tell)
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#client?.end()
  }

  async #keepListening(tell: (news: RemoteNews) => void): Promise<void> {
    for (let isFirst = true; !this.#closed; isFirst = false) {
      const line = await this.#connect(tell).catch(() => undefined)
      if (line) {
        if (!isFirst) tell({ topic: 'missed', payload: '' })
        await line.ended
      }
      if (!this.#closed) await sleep(500 + Math.random() * 500, undefined, { ref: false })
    }
  }

  async #connect(tell: (news: RemoteNews) => void): Promise<{ ended: Promise<void> }> {
    const client = new pg.Client({ connectionString: this.#url, keepAlive: true })
    const ended = new Promise<void>((resolve) => {
      client.once('end', () => resolve())
      client.on('error', () => resolve())
    })
    client.on('notification', ({ payload }) => {
      const news = JSON.parse(payload ?? '{}') as RemoteNews & { node: string }
      if (news.node !== this.#node) tell({ topic: news.topic, payload: news.payload })
    })
    await client.connect()
    await client.query(`listen ${CHANNEL}`)
    this.#client = client
    return { ended }
  }
}
