import type { App } from '../../platform/context.ts'
import { sendReply } from './send.ts'
import * as store from './store.ts'

declare module '../../platform/context.ts' {
  interface App {
    outgoing: OutgoingClock
  }
}

/** Also without news: another node may hold replies, or have died with some. */
const LOOK_EVERY_MS = 5_000
const AT_ONCE = 100
const DAY_MS = 24 * 60 * 60 * 1_000

/**
 * Sends replies when their time has come, also what came due while nothing ran. Of several nodes one
 * sends each: whoever changes the row first.
 */
export class OutgoingClock {
  readonly #app: App
  #timer: NodeJS.Timeout | undefined
  #working: Promise<void> | undefined
  #isWoken = false
  #isClosed = true

  constructor(app: App) {
    this.#app = app
  }

  start(): void {
    this.#isClosed = false
    this.wake()
  }

  /** There may be something to send, or something new to wait for. */
  wake(): void {
    this.#isWoken = true
    if (this.#isClosed || this.#working !== undefined) return
    clearTimeout(this.#timer)
    this.#working = this.#work().then((pause) => {
      this.#working = undefined
      if (this.#isWoken) this.wake()
      else this.#sleep(pause)
    })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await this.#working
  }

  /** Sends at once what somebody still could take back on a ticket: their next step relies on it. @returns how many */
  async release(ticketId: string, authorId?: string): Promise<number> {
    const waiting = await store.leavingSoon(this.#app.db.read, ticketId)
    const theirs = waiting.filter(({ author_id }) => [undefined, author_id].includes(authorId))
    for (const reply of theirs) await sendReply(this.#app, reply)
    return theirs.length
  }

  /** What has left can be asked about for a day (`Idempotency-Key`s are kept as long). */
  async forget(): Promise<void> {
    const before = new Date(this.#app.now().getTime() - DAY_MS).toISOString()
    await this.#app.db.inTransaction((tx) => store.forgetSettled(tx, before))
  }

  #sleep(pause: number): void {
    if (this.#isClosed) return
    this.#timer = setTimeout(() => this.wake(), pause)
    this.#timer.unref()
  }

  /** @returns how long to wait */
  async #work(): Promise<number> {
    this.#isWoken = false
    try {
      const { read } = this.#app.db
      const due = await store.dueReplies(read, this.#app.now().toISOString(), AT_ONCE)
      await this.#sendAll(due)
      const next = due.length < AT_ONCE ? await store.nextDue(read) : undefined
      const ahead = next ? Date.parse(next) - this.#app.now().getTime() : LOOK_EVERY_MS
      // What could not be sent is due all the same: not again in the same instant.
      return ahead <= 0 && due.length > 0
        ? LOOK_EVERY_MS
        : Math.min(Math.max(ahead, 1), LOOK_EVERY_MS)
    } catch (error) {
      this.#app.log.error({ err: error }, 'could not look for replies to send')
      return LOOK_EVERY_MS
    }
  }

  /** One after the other; where one fails, what follows it on its ticket does not overtake it. */
  async #sendAll(due: store.StoredReply[]): Promise<void> {
    const stuck = new Set<string>()
    for (const reply of due) {
      if (this.#isClosed || stuck.has(reply.ticket_id)) continue
      try {
        await sendReply(this.#app, reply)
      } catch (error) {
        stuck.add(reply.ticket_id)
        this.#app.log.error({ err: error, reply: reply.id }, 'could not send a reply')
      }
    }
  }
}
