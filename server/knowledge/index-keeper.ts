import { codeVersion, type Derived, keepDerived, readDerived } from '../platform/derived.ts'
import { Answerer } from './answerer.ts'
import { buildIndexes } from './build-index.ts'
import type { CalibrationKeeper } from './calibration/calibration-file.ts'
import type { IndexSource } from './index-source.ts'
import type { IndexData } from './language-index.ts'
import { phrasingRows, phrasingStamp } from './learning/store.ts'
import { toIndexed } from './published-indexes.ts'
import * as store from './store.ts'
import { allTerms, glossaryHash } from './terms/store.ts'
import type { WorkerReport } from './worker-messages.ts'

/**
 * Holds the index of what is published and builds a new one when that changes; until it stands, and if
 * it cannot be built, the old one answers.
 */
export class IndexKeeper {
  readonly #source: IndexSource
  readonly #file: string
  readonly #calibration: CalibrationKeeper
  readonly #report: (report: WorkerReport) => void
  #answerer: Answerer | undefined
  #generation = -1
  #looks: Promise<void> = Promise.resolve()

  /** `file`: where the index is kept for the next start. */
  constructor(
    source: IndexSource,
    { file, calibration }: { file: string; calibration: CalibrationKeeper },
    report: (report: WorkerReport) => void,
  ) {
    this.#source = source
    this.#file = file
    this.#calibration = calibration
    this.#report = report
  }

  /** @throws when no index was ever built */
  get answerer(): Answerer {
    if (!this.#answerer) throw new Error('no index yet')
    return this.#answerer
  }

  /** Reads what was published since the last look, one look after the other. */
  refresh(): Promise<void> {
    this.#looks = this.#looks.then(() => this.#look())
    return this.#looks
  }

  async #look(): Promise<void> {
    try {
      this.#answerer?.calibrate(this.#calibration.look())
      const generation = await store.generation(this.#source.db)
      if (generation !== this.#generation) await this.#renew(generation)
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
      this.#report({ kind: 'build-failed', reason })
    }
  }

  async #renew(generation: number): Promise<void> {
    const { db } = this.#source
    const startedAt = performance.now()
    const ids = await store.publishedIds(db)
    const glossary = await glossaryHash(db)
    const phrasings = await phrasingStamp(db)
    const from = (revisions: string[]) => ({ generation, glossary, phrasings, revisions })
    const kept = readDerived<IndexData[]>(this.#place(from(ids)))
    const articles = kept ? [] : (await store.indexRows(db)).map(toIndexed)
    const indexes = kept ?? buildIndexes(articles, await allTerms(db), await phrasingRows(db))
    this.#answerer = new Answerer(indexes, { calibration: this.#calibration.look() })
    this.#generation = generation
    const built = articles.map(({ revision }) => revision)
    // Before the report: a service that is stopped as soon as it is ready starts faster the next time.
    if (!kept) keepDerived(this.#place(from(built)), indexes)
    const buildMs = Math.round(performance.now() - startedAt)
    this.#report({ kind: 'ready', articles: ids.length, buildMs, isKept: kept !== undefined })
  }

  /** Revisions never change, but the generation also moves to have an index built anew. */
  #place(inputs: object): Derived {
    const from = JSON.stringify(inputs)
    return { file: this.#file, from, version: codeVersion(import.meta.filename) }
  }
}
