import type { App } from '../platform/context.ts'
import { markActivity, recoverActivity } from './store.ts'

/** A chat moves its ticket in the lists at most this often: six indexes hold the place. */
const MARK_EVERY_MS = 1_000

/**
 * Keeps where tickets stand in the lists up to their newest message, gathered for a second. The
 * conversation itself knows the moment at once, so nothing is lost by waiting, nor by a crash.
 */
export class ActivityMarks {
  readonly #app: App
  readonly #marks = new Map<string, string>()
  #timer: NodeJS.Timeout | undefined

  constructor(app: App) {
    this.#app = app
  }

  /** Puts right what a killed service had gathered and not written. */
  async recover(): Promise<void> {
    await this.#app.db.inTransaction((tx) => recoverActivity(tx))
  }

  note(number: string, at: string): void {
    this.#marks.set(number, at)
    this.#timer ??= setTimeout(() => void this.write(), MARK_EVERY_MS)
  }

  /** Writes what was gathered. */
  async write(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    // In one order, so that two nodes never wait for each other.
    const marks = [...this.#marks].sort(([a], [b]) => (a < b ? -1 : 1))
    this.#marks.clear()
    if (marks.length === 0) return
    await this.#app.db
      .inTransaction((tx) => markActivity(tx, marks))
      .catch((error: unknown) => {
        this.#app.log.error({ err: error }, 'could not mark the activity of tickets')
      })
  }
}
