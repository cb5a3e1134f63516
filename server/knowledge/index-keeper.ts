import { Answerer } from './answerer.ts'
import type { Chunk, WholeMeta } from './article.ts'
import type { IndexSource } from './index-source.ts'
import type { IndexedArticle } from './language-index.ts'
import * as store from './store.ts'
import type { WorkerReport } from './worker-messages.ts'

/**
 * Holds the index of what is published and builds a new one when that changes; until it stands, and if
 * it cannot be built, the old one answers.
 */
export class IndexKeeper {
  readonly #source: IndexSource
  readonly #report: (report: WorkerReport) => void
  #answerer: Answerer | undefined
  #generation = -1
  #looks: Promise<void> = Promise.resolve()

  constructor(source: IndexSource, report: (report: WorkerReport) => void) {
    this.#source = source
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
      const generation = await store.generation(this.#source.db)
      if (generation === this.#generation) return
      const rows = await store.indexRows(this.#source.db)
      const startedAt = performance.now()
      this.#answerer = new Answerer(rows.map(toIndexed))
      this.#generation = generation
      const buildMs = Math.round(performance.now() - startedAt)
      this.#report({ kind: 'ready', articles: rows.length, buildMs })
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
      this.#report({ kind: 'build-failed', reason })
    }
  }
}

function toIndexed({ id, slug, lang, meta, chunks }: store.IndexRow): IndexedArticle {
  return {
    slug,
    lang,
    revision: id,
    meta: JSON.parse(meta) as WholeMeta,
    chunks: JSON.parse(chunks) as Chunk[],
  }
}
