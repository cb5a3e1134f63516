import { setTimeout as sleep } from 'node:timers/promises'
import type Sqlite from 'better-sqlite3'
import { Problem } from '../problem.ts'
import { BetterSqlite } from './better-sqlite.ts'
import type { Database, Tx } from './database.ts'
import { kyselyOver, StatementCache } from './sqlite-dialect.ts'

/** How long a writer waits for a lock that another process holds (a `support` command). */
const LOCK_PATIENCE_MS = 5_000
/** One lock attempt blocks the event loop, so it is short (style guide, traps). */
const LOCK_ATTEMPT_MS = 20
/** A batch of transactions shares one fsync, but gives the event loop back after this long. */
const BATCH_MS = 12

type Job = {
  work: (tx: Tx) => unknown
  tells: (() => void)[]
  resolve: (value: never) => void
  reject: (error: unknown) => void
}

type Done = { job: Job; value: unknown }

/**
 * SQLite with one writer connection and one reader connection, both in WAL mode with `synchronous=FULL`:
 * what is acknowledged survives a power cut. All transactions asked for in one turn of the event loop
 * share one commit (each in a savepoint of its own), which is what makes single messages cheap.
 */
export function openSqlite(file: string): Database {
  const connection = connect(file)
  const reader = connect(file)
  reader.pragma('query_only = ON')
  const writer = new Writer(connection)
  return {
    engine: 'sqlite',
    read: kyselyOver(new StatementCache(reader)),
    inTransaction: (work) => writer.run(work),
    async notifyOthers() {},
    onNews() {},
    async ping() {
      reader.prepare('select 1').get()
    },
    async close() {
      await writer.idle()
      reader.close()
      connection.pragma('wal_checkpoint(TRUNCATE)')
      connection.close()
    },
  }
}

function connect(file: string): Sqlite.Database {
  const connection = new BetterSqlite(file, { timeout: LOCK_ATTEMPT_MS })
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  connection.pragma('foreign_keys = ON')
  connection.pragma('secure_delete = ON')
  // Hot pages are written to the WAL many times between two checkpoints, and copied once.
  connection.pragma('wal_autocheckpoint = 8000')
  // Savepoints keep what they would undo in memory instead of a temporary file.
  connection.pragma('temp_store = MEMORY')
  connection.pragma('cache_size = -16000')
  connection.pragma('mmap_size = 268435456')
  return connection
}

class Writer {
  readonly #connection: Sqlite.Database
  readonly #statements: StatementCache
  readonly #kysely: Tx['db']
  #waiting: Job[] = []
  #draining: Promise<void> | undefined

  constructor(connection: Sqlite.Database) {
    this.#connection = connection
    this.#statements = new StatementCache(connection)
    this.#kysely = kyselyOver(this.#statements)
  }

  run<T>(work: (tx: Tx) => T | Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, tells: [], resolve, reject })
      this.#draining ??= this.#drain()
    })
  }

  async idle(): Promise<void> {
    while (this.#draining !== undefined) await this.#draining
  }

  async #drain(): Promise<void> {
    // Everything asked for in this turn of the event loop joins the batch.
    await new Promise((next) => setImmediate(next))
    while (this.#waiting.length > 0) {
      await this.#commitBatch()
      await new Promise((next) => setImmediate(next))
    }
    this.#draining = undefined
  }

  async #commitBatch(): Promise<void> {
    const done: Done[] = []
    try {
      await this.#begin()
      const until = performance.now() + BATCH_MS
      // The first of a batch needs no savepoint: if it fails, nothing else is lost with it.
      await this.#runFirst(done)
      while (this.#waiting.length > 0 && performance.now() < until) await this.#runNext(done)
      this.#statements.prepare('commit').run()
    } catch (error) {
      this.#fail(error, done)
      return
    }
    for (const { job, value } of done) job.resolve(value as never)
    // The callers above go on first (a caller acknowledges), then the news goes out.
    setImmediate(() => {
      for (const { job } of done) for (const tell of job.tells) tell()
    })
  }

  /** Nothing of the batch was stored, so all of it is told so; without a lock, all who wait. */
  #fail(error: unknown, done: Done[]): void {
    if (this.#connection.inTransaction) this.#statements.prepare('rollback').run()
    const failed = done.length > 0 ? done.map(({ job }) => job) : this.#waiting.splice(0)
    for (const job of failed) job.reject(asProblem(error))
  }

  async #runFirst(done: Done[]): Promise<void> {
    const job = this.#waiting.shift()
    if (!job) return
    // Known as part of the batch before it runs: its failure is the batch's.
    const entry: Done = { job, value: undefined }
    done.push(entry)
    const outcome = job.work(this.#transaction(job))
    entry.value = outcome instanceof Promise ? await outcome : outcome
  }

  async #runNext(done: Done[]): Promise<void> {
    const job = this.#waiting.shift()
    if (!job) return
    this.#statements.prepare('savepoint job').run()
    try {
      const outcome = job.work(this.#transaction(job))
      const value = outcome instanceof Promise ? await outcome : outcome
      this.#statements.prepare('release job').run()
      done.push({ job, value })
    } catch (error) {
      job.reject(asProblem(error))
      // A full disk has rolled everything back already: then the batch fails as one.
      if (!this.#connection.inTransaction) throw error
      this.#statements.prepare('rollback to job').run()
      this.#statements.prepare('release job').run()
    }
  }

  #transaction(job: Job): Tx {
    return {
      db: this.#kysely,
      raw: { engine: 'sqlite', prepare: (sql) => this.#statements.prepare(sql) },
      afterCommit: (tell) => void job.tells.push(tell),
    }
  }

  async #begin(): Promise<void> {
    const until = performance.now() + LOCK_PATIENCE_MS
    for (;;) {
      try {
        this.#statements.prepare('begin immediate').run()
        return
      } catch (error) {
        if (!isBusy(error) || performance.now() > until) throw error
        await sleep(10 + Math.random() * 30)
      }
    }
  }
}

function isBusy(error: unknown): boolean {
  return sqliteCode(error).startsWith('SQLITE_BUSY')
}

function sqliteCode(error: unknown): string {
  return error instanceof BetterSqlite.SqliteError ? error.code : ''
}

function asProblem(error: unknown): unknown {
  const code = sqliteCode(error)
  if (code.startsWith('SQLITE_BUSY')) return busy(error)
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')) return full(error)
  return error
}

function busy(cause: unknown): Problem {
  return new Problem('database-busy', 503, { retryAfterMs: 1_000, cause })
}

function full(cause: unknown): Problem {
  return new Problem('storage-full', 507, { retryAfterMs: 5_000, cause })
}
