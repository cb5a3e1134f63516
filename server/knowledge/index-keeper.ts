import { Answerer } from './answerer.ts'
import type { CalibrationKeeper } from './calibration/calibration-file.ts'
import type { ArticleChange, IndexChanges } from './index-changes.ts'
import { changesSince } from './index-changes.ts'
import type { IndexSource } from './index-source.ts'
import type { BuiltIndexes } from './kept-index.ts'
import type { IndexData, IndexedArticle } from './language-index.ts'
import { toIndexed } from './published-indexes.ts'
import { type PublishedState, readState } from './published-state.ts'
import * as store from './store.ts'
import { allTerms } from './terms/store.ts'
import type { WorkerReport } from './worker-messages.ts'

/** Changes of more than this share of the articles come with a build. */
const MOST_CHANGED = 0.1
/** In a small knowledge base, so many come one by one. */
const FEW_CHANGES = 12
/** Builds that follow changes take at most this share of the time. */
const BUILD_SHARE = 0.05
const SHORTEST_PAUSE_MS = 2_000

/** How the keeper gets built indexes: by another thread, so that questions need not wait. */
export type Build = (isWaitedFor: boolean) => Promise<IndexData[]>

/**
 * Holds the indexes of what is published. A change of an article is applied to them within milliseconds;
 * afterwards they are built anew behind the scenes, and the built ones take their place. Until any of that
 * stands, and if it fails, the old ones answer.
 */
export class IndexKeeper {
  readonly #source: IndexSource
  readonly #build: Build
  readonly #calibration: CalibrationKeeper
  readonly #report: (report: WorkerReport) => void
  #answerer: Answerer | undefined
  #state: PublishedState | undefined
  #applied = -1
  /** What the last look saw, or the kept indexes were built from. */
  #seen: Pick<PublishedState, 'generation' | 'glossary'> | undefined
  #looks: Promise<unknown> = Promise.resolve()
  #building: Promise<void> | undefined
  #buildMs = 0
  #isBuilt = false
  #nextBuild: NodeJS.Timeout | undefined

  constructor(
    source: IndexSource,
    { build, calibration }: { build: Build; calibration: CalibrationKeeper },
    report: (report: WorkerReport) => void,
  ) {
    this.#source = source
    this.#build = build
    this.#calibration = calibration
    this.#report = report
  }

  /** @throws when there never was an index */
  get answerer(): Answerer {
    if (!this.#answerer) throw new Error('no index yet')
    return this.#answerer
  }

  /** Starts with indexes of an earlier build, if there are, and brings them up to date. */
  async start(kept: BuiltIndexes | undefined): Promise<void> {
    const startedAt = performance.now()
    if (kept) this.#answerer = this.#answererOf(kept.indexes)
    this.#seen = kept
    // A start is no reason for a build sooner than without it.
    this.#buildMs = kept?.buildMs ?? 0
    await this.refresh()
    const isKept = kept !== undefined && !this.#isBuilt
    if (isKept) this.#reportReady(performance.now() - startedAt, true)
  }

  /** Resolves when what was published up to now can be found. */
  async refresh(): Promise<void> {
    try {
      while (!(await this.#inTurn(() => this.#look()))) await this.#rebuild(true)
    } catch (error) {
      this.#reportFailure(error)
    }
  }

  /** Notices what others published; does not wait for a build that it takes. */
  async look(): Promise<void> {
    try {
      const isComplete = await this.#inTurn(() => this.#look())
      if (!isComplete && !this.#building) void this.refresh()
    } catch (error) {
      this.#reportFailure(error)
    }
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#looks.then(work)
    this.#looks = turn.catch(() => undefined)
    return turn
  }

  /** Applies what was published since the last look; gives whether that is all, without a build. */
  async #look(): Promise<boolean> {
    const { db } = this.#source
    this.#answerer?.calibrate(this.#calibration.look())
    if (this.#answerer && (await store.generation(db)) === this.#applied) return true
    const state = await readState(db, this.#state)
    this.#state = state
    const changes = this.#answerer && changesSince(this.#answerer.indexes, state)
    if (!changes) return false
    hideOutgoing(changes)
    if (this.#takesBuild(changes, state)) return false
    await this.#takeIn(changes, state)
    this.#applied = state.generation
    this.#seen = state
    return true
  }

  #takesBuild(changes: IndexChanges, { articles, generation, glossary }: PublishedState): boolean {
    const count = countOf(changes)
    if (count > 0) return count > Math.max(FEW_CHANGES, articles.length * MOST_CHANGED)
    if (changes.isBuildWanted || !this.#seen) return false
    // The generation also moves to have everything built anew.
    return this.#seen.generation !== generation && this.#seen.glossary === glossary
  }

  async #takeIn(changes: IndexChanges, { glossary }: PublishedState): Promise<void> {
    const startedAt = performance.now()
    const count = countOf(changes)
    await this.#apply(changes)
    if (count > 0 || this.#seen?.glossary !== glossary) await this.#explain()
    if (count > 0 || changes.isBuildWanted) this.#buildLater()
    const ms = Math.round(performance.now() - startedAt)
    if (count > 0) this.#report({ kind: 'updated', changes: count, ms })
  }

  async #apply({ articles, strangers }: IndexChanges): Promise<void> {
    for (const { index, stranger } of strangers) index.addStranger(stranger)
    const ids = articles.flatMap(({ outgoing, incoming }) => [
      ...(outgoing ? [outgoing.revision] : []),
      ...(incoming ? [incoming.revision] : []),
    ])
    const rows = await store.indexRowsOf(this.#source.db, [...new Set(ids)])
    const byId = new Map(rows.map((row) => [row.id, row]))
    const read = (id: string | undefined) => {
      const row = id === undefined ? undefined : byId.get(id)
      return row && toIndexed(row)
    }
    for (const change of articles) {
      applyChange(change, read)
      // Questions come first.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  async #explain(): Promise<void> {
    const terms = await allTerms(this.#source.db)
    for (const index of this.answerer.indexes.values()) index.explain(terms)
  }

  #buildLater(): void {
    const pause = Math.max(SHORTEST_PAUSE_MS, this.#buildMs / BUILD_SHARE)
    this.#nextBuild ??= setTimeout(() => {
      this.#nextBuild = undefined
      this.#rebuild(false).catch((error) => this.#reportFailure(error))
    }, pause).unref()
  }

  #rebuild(isWaitedFor: boolean): Promise<void> {
    this.#building ??= this.#takeBuilt(isWaitedFor).finally(() => {
      this.#building = undefined
    })
    return this.#building
  }

  async #takeBuilt(isWaitedFor: boolean): Promise<void> {
    clearTimeout(this.#nextBuild)
    this.#nextBuild = undefined
    const startedAt = performance.now()
    const built = await this.#build(isWaitedFor)
    this.#buildMs = performance.now() - startedAt
    this.#isBuilt = true
    await this.#inTurn(async () => this.#adopt(built))
    this.#reportReady(this.#buildMs, false)
  }

  /** The built indexes answer from now on, with what was published while they were built. */
  async #adopt(built: IndexData[]): Promise<void> {
    const next = this.#answererOf(built)
    const state = await readState(this.#source.db, this.#state)
    const changes = changesSince(next.indexes, state)
    // Never anything that was withdrawn meanwhile; what came meanwhile is found by the next look.
    if (changes) {
      hideOutgoing(changes)
      await this.#apply(changes)
    }
    this.#answerer = next
    this.#state = state
    this.#seen = state
    this.#applied = changes ? state.generation : -1
  }

  #answererOf(indexes: IndexData[]): Answerer {
    return new Answerer(indexes, { calibration: this.#calibration.look() })
  }

  #reportReady(ms: number, isKept: boolean): void {
    const articles = this.#state?.articles.length ?? 0
    this.#report({ kind: 'ready', articles, buildMs: Math.round(ms), isKept })
  }

  #reportFailure(error: unknown): void {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.#report({ kind: 'build-failed', reason })
  }
}

function countOf({ articles, strangers }: IndexChanges): number {
  return articles.length + strangers.length
}

function hideOutgoing({ articles }: IndexChanges): void {
  for (const { index, outgoing, incoming } of articles) {
    // An edited article answers with its old text until the new one stands beside it.
    if (outgoing && !incoming) index.hide(outgoing.number)
  }
}

function applyChange(
  { index, outgoing, incoming }: ArticleChange,
  read: (id: string | undefined) => IndexedArticle | undefined,
): void {
  const [before, after] = [read(outgoing?.revision), read(incoming?.revision)]
  if (outgoing) {
    if (before) index.remove(outgoing.number, before)
    else index.hide(outgoing.number)
  }
  if (after && incoming) index.add(after, incoming.phrasings, outgoing?.number)
}
