import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { projectRoot } from '../platform/i18n.ts'
import type { Logger } from '../platform/log.ts'
import { Problem } from '../platform/problem.ts'
import type {
  TaskMessage,
  TaskName,
  Tasks,
  WorkerReport,
  WorkerSettings,
} from './worker-messages.ts'

const BUILT_NAME = 'knowledge-worker.js'
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000
/** A request that was lost with two threads in a row may be what kills them. */
const MAX_SENDS = 2

type Pending = {
  message: TaskMessage
  sends: number
  /** Of how many threads it was sent to the latest. */
  sentTo: number
  timer: NodeJS.Timeout
  resolve(value: unknown): void
  reject(problem: Problem): void
}

/** The built worker: beside the built service, or in `dist` when the service runs from source. */
export function workerFile(): string {
  const beside = join(import.meta.dirname, BUILT_NAME)
  return existsSync(beside) ? beside : join(projectRoot, 'dist', 'server', BUILT_NAME)
}

/**
 * One knowledge thread that is started again when it dies. Requests wait for it up to their patience,
 * and are sent once more when they were lost with it.
 */
export class Thread {
  readonly #settings: WorkerSettings
  readonly #log: Logger
  readonly #pending = new Map<number, Pending>()
  #worker: Worker | undefined
  #isReady = false
  #isClosed = false
  #started = 0
  #lastId = 0
  #pauseMs = FIRST_PAUSE_MS
  #whenReady: (() => void)[] = []

  constructor(settings: WorkerSettings, log: Logger) {
    this.#settings = settings
    this.#log = log
  }

  get isReady(): boolean {
    return this.#isReady
  }

  get isStarted(): boolean {
    return this.#started > 0 && !this.#isClosed
  }

  /** Resolves when the thread takes requests. */
  start(): Promise<void> {
    if (this.#isReady) return Promise.resolve()
    if (!this.isStarted) this.#launch()
    return new Promise((resolve) => this.#whenReady.push(resolve))
  }

  /** @throws answers-unavailable (503) after `patienceMs` */
  request<Name extends TaskName>(
    task: Name,
    input: Tasks[Name]['takes'],
    patienceMs: number,
  ): Promise<Tasks[Name]['gives']> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId
      const give = resolve as (value: unknown) => void
      const timer = setTimeout(() => this.#settle(id)?.reject(unavailable()), patienceMs)
      const pending = { sends: 0, sentTo: 0, timer, resolve: give, reject }
      this.#pending.set(id, { ...pending, message: { id, task, input } })
      this.#sendWaiting()
    })
  }

  /** Ends the thread at once; a new one starts unless this is closed. */
  async kill(): Promise<void> {
    await this.#worker?.terminate()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const resolve of this.#whenReady.splice(0)) resolve()
    for (const id of [...this.#pending.keys()]) this.#settle(id)?.reject(unavailable())
    await this.kill()
  }

  #launch(): void {
    if (this.#isClosed) return
    this.#started += 1
    const worker = new Worker(workerFile(), { workerData: this.#settings })
    this.#worker = worker
    worker.on('message', (report: WorkerReport) => this.#hear(report))
    worker.on('error', (error) => this.#log.error({ err: error }, 'knowledge thread failed'))
    worker.on('exit', () => this.#relaunch())
  }

  #relaunch(): void {
    this.#isReady = false
    this.#worker = undefined
    if (this.#isClosed) return
    this.#log.warn({ pauseMs: this.#pauseMs }, 'knowledge thread ended; starting another')
    setTimeout(() => this.#launch(), this.#pauseMs).unref()
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS)
  }

  #hear(report: WorkerReport): void {
    switch (report.kind) {
      case 'ready':
        this.#log.info(report, 'knowledge thread ready')
        this.#becomeReady()
        break
      case 'updated':
        this.#log.info(report, 'index updated')
        break
      case 'built':
        break
      case 'build-failed':
        this.#log.error({ reason: report.reason }, 'index not built; the one before stays')
        break
      case 'calibrated':
        this.#log.info(report, 'answers calibrated')
        break
      case 'calibration-refused':
        this.#log.warn(report, 'calibration file refused; the built-in one decides')
        break
      case 'done':
        this.#pauseMs = FIRST_PAUSE_MS
        this.#settle(report.id)?.resolve(report.value)
        break
      case 'failed':
        this.#log.error({ reason: report.reason }, 'knowledge request failed')
        this.#settle(report.id)?.reject(unavailable())
        break
    }
  }

  #becomeReady(): void {
    this.#isReady = true
    for (const resolve of this.#whenReady.splice(0)) resolve()
    this.#sendWaiting()
  }

  #sendWaiting(): void {
    if (!this.#isReady || !this.#worker) return
    for (const [id, pending] of this.#pending) {
      if (pending.sentTo === this.#started) continue
      if (pending.sends === MAX_SENDS) {
        this.#settle(id)?.reject(unavailable())
        continue
      }
      pending.sends += 1
      pending.sentTo = this.#started
      this.#worker.postMessage(pending.message)
    }
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    clearTimeout(pending?.timer)
    return pending
  }
}

function unavailable(): Problem {
  return new Problem('answers-unavailable', 503, { retryAfterMs: 2_000 })
}
