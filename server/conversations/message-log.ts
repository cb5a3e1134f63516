import type { App } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import { type Appended, type AppendedMessage, appendMessages, type NewMessage } from './append.ts'
import type { Feed } from './feed.ts'

/** More wait for the next transaction, so that one flood does not hold all others up. */
const MAX_BATCH = 500

/** Hears of appended messages inside the transaction that appends them. */
export type AppendListener = (tx: Tx, appended: AppendedMessage[], at: string) => Promise<void>

type Waiting = {
  message: NewMessage
  resolve: (result: Appended) => void
  reject: (error: unknown) => void
}

/**
 * The message log: appends of one turn of the event loop become one transaction, and a caller hears
 * back when it is durable. Commit, acknowledge, then tell.
 */
export class MessageLog {
  readonly #app: App
  readonly #feed: Feed
  readonly #listeners: AppendListener[] = []
  #waiting: Waiting[] = []
  #isFlushing = false

  constructor(app: App, feed: Feed) {
    this.#app = app
    this.#feed = feed
  }

  onAppended(listen: AppendListener): void {
    this.#listeners.push(listen)
  }

  /** Joins the next batch. */
  append(message: NewMessage): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ message, resolve, reject })
      if (!this.#isFlushing) void this.#flush()
    })
  }

  /** Appends inside a transaction that does more (a hand-over, a bot's answer). */
  async appendIn(tx: Tx, messages: NewMessage[]): Promise<Appended[]> {
    const results = await appendMessages(tx, messages)
    const appended = results.filter((result) => result.outcome === 'appended')
    if (appended.length === 0) return results
    const at = appended[0]?.message.at ?? ''
    for (const listen of this.#listeners) await listen(tx, appended, at)
    await this.#feed.announce(tx, appended)
    return results
  }

  async #flush(): Promise<void> {
    this.#isFlushing = true
    while (this.#waiting.length > 0) {
      let batch: Waiting[] = []
      try {
        const results = await this.#app.db.inTransaction((tx) => {
          if (batch.length === 0) batch = this.#waiting.splice(0, MAX_BATCH)
          return this.appendIn(
            tx,
            batch.map(({ message }) => message),
          )
        })
        batch.forEach(({ resolve }, index) => {
          const result = results[index]
          if (result) resolve(result)
        })
      } catch (error) {
        const failed = batch.length > 0 ? batch : this.#waiting.splice(0)
        for (const { reject } of failed) reject(error)
      }
    }
    this.#isFlushing = false
  }
}
