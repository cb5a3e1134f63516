import type Sqlite from 'better-sqlite3'
import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** Hot-path access to the transaction's own connection, for what Kysely is too slow for. */
export type RawSqlite = { engine: 'sqlite'; prepare(sql: string): Sqlite.Statement }
export type RawPostgres = {
  engine: 'postgres'
  query<Row>(sql: string, values: unknown[]): Promise<Row[]>
}

/** One write transaction. What is to be told to others waits in `afterCommit`. */
export type Tx = {
  db: Kysely<Tables>
  raw: RawSqlite | RawPostgres
  /** Runs once the transaction is durable, and after the caller of `inTransaction` has gone on. */
  afterCommit(tell: () => void): void
}

export type Database = {
  engine: 'sqlite' | 'postgres'
  /** Committed data only; never blocks, nor is blocked by, a writer. */
  read: Kysely<Tables>
  /**
   * Runs `work` in one atomic, durable transaction and resolves after the commit.
   * `work` must wait for nothing but this database: writers take turns.
   * @throws database-busy (503) when another process holds the write lock for over 5 s
   * @throws storage-full (507) when the disk takes no more
   */
  inTransaction<T>(work: (tx: Tx) => T | Promise<T>): Promise<T>
  /**
   * Hands ids to the other nodes, with the commit of `tx` or, without one, at once. One node alone
   * (SQLite) tells nobody.
   */
  notifyOthers(tx: Tx | undefined, topic: string, payload: string): Promise<void>
  /** What other nodes told. Topic `missed` means: the line was down, read again. */
  onNews(listen: (news: RemoteNews) => void): void
  /** Resolves when the database answers; used by `/readyz`. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** News from another node: which topic, about what. Payloads are ids, never text. */
export type RemoteNews = { topic: string; payload: string }
