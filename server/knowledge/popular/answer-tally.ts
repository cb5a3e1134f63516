import type { App } from '../../platform/context.ts'
import type { GuideAnswersRow } from '../../platform/db/knowledge-tables.ts'
import { addAnswers } from './store.ts'

/** A killed service loses at most what was answered in this time. */
const WRITE_EVERY_MS = 10_000

type Counter = Omit<GuideAnswersRow, 'answers'>

/**
 * Counts how often guides answer. Gathered in memory and added to the counters together: an answer waits
 * for no counter, and answers from the same guide do not queue for its row.
 */
export class AnswerTally {
  readonly #app: App
  #gathered = new Map<string, GuideAnswersRow>()
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(app: App) {
    this.#app = app
  }

  /** Counts one answer more or, where it is said not to have helped, one less. */
  add(counter: Counter, step: number): void {
    const key = JSON.stringify([counter.day, counter.office, counter.slug])
    const answers = (this.#gathered.get(key)?.answers ?? 0) + step
    this.#gathered.set(key, { ...counter, answers })
    this.#timer ??= setTimeout(() => void this.write(), WRITE_EVERY_MS).unref()
  }

  /** Resolves when what was gathered up to now is written. What cannot be written waits for the next time. */
  write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write())
    return this.#writing
  }

  async #write(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    // In one order, so that two nodes never wait for each other.
    const rows = [...this.#gathered]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, row]) => row)
    this.#gathered.clear()
    if (rows.length === 0) return
    try {
      await this.#app.db.inTransaction((tx) => addAnswers(tx, rows))
    } catch (error) {
      this.#app.log.error({ err: error }, 'could not count answers')
      for (const { answers, ...counter } of rows) this.add(counter, answers)
    }
  }
}
