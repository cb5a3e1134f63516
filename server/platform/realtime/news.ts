import type { Database, Tx } from '../db/database.ts'

/** Topics and their payloads; domains declare theirs. Payloads cross nodes, so they hold ids only. */
// biome-ignore lint/suspicious/noEmptyInterface: domains add their topics by declaring them here
export interface NewsTopics {}
type Topic = keyof NewsTopics
type Listener<T extends Topic> = (payload: NewsTopics[T]) => void

/** Passing news that wait for a database which is away; more are not worth telling. */
const MAX_UNTOLD = 1_000

/**
 * News of committed changes, on this node and on the others. A listener hears a topic after the
 * commit, and after the caller that caused it has been acknowledged.
 */
export class News {
  readonly #database: Database
  readonly #listeners = new Map<Topic, Listener<never>[]>()
  readonly #missed: (() => void)[] = []
  #telling: Promise<void> = Promise.resolve()
  #untold = 0

  constructor(database: Database) {
    this.#database = database
    database.onNews(({ topic, payload }) => {
      if (topic === 'missed') for (const read of this.#missed) read()
      else this.#tell(topic as Topic, JSON.parse(payload))
    })
  }

  on<T extends Topic>(topic: T, listen: Listener<T>): void {
    this.#listeners.set(topic, [...(this.#listeners.get(topic) ?? []), listen as Listener<never>])
  }

  /** The line to the other nodes was down for a while: whoever keeps state reads it again. */
  onMissed(read: () => void): void {
    this.#missed.push(read)
  }

  /** To be called inside the transaction whose change the news is about. */
  async announce<T extends Topic>(tx: Tx, topic: T, payload: NewsTopics[T]): Promise<void> {
    this.announceHere(tx, topic, payload)
    if (this.#isAlone()) return
    await this.#database.notifyOthers(tx, topic, JSON.stringify(payload))
  }

  /** As `announce`, for this node alone and without waiting: the hot path of one node. */
  announceHere<T extends Topic>(tx: Tx, topic: T, payload: NewsTopics[T]): void {
    tx.afterCommit(() => this.#tell(topic, payload))
  }

  /** Passing news (typing, presence) that no transaction stands behind; lost is lost. */
  tell<T extends Topic>(topic: T, payload: NewsTopics[T]): void {
    this.#tell(topic, payload)
    if (this.#isAlone()) return
    // One after the other: who came and went at once must not seem to have gone and come.
    if (this.#untold >= MAX_UNTOLD) return
    this.#untold += 1
    this.#telling = this.#telling
      .then(() => this.#database.notifyOthers(undefined, topic, JSON.stringify(payload)))
      .catch(() => {})
      .then(() => {
        this.#untold -= 1
      })
  }

  #isAlone(): boolean {
    return this.#database.engine === 'sqlite'
  }

  #tell<T extends Topic>(topic: T, payload: NewsTopics[T]): void {
    for (const listen of this.#listeners.get(topic) ?? []) (listen as Listener<T>)(payload)
  }
}
