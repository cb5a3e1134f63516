import { Worker } from 'node:worker_threads'
import { Problem } from '../platform/problem.ts'
import type { Preparation } from './article.ts'
import type { ArticleSource } from './prepare-article.ts'
import { workerFile } from './thread.ts'
import type { TaskMessage, WorkerReport, WorkerSettings } from './worker-messages.ts'

/** One article may take this long; marked is quadratic in places (faults.md, case 66). */
const PREPARE_MS = 2_000
/** Loading the thread's code, on a busy machine. */
const START_MS = 20_000
const IDLE_MS = 250
const MEMORY = { maxOldGenerationSizeMb: 256, stackSizeMb: 8 }

/**
 * A thread that parses and renders articles one after the other. It starts with the first article and
 * ends when there are no more; one that takes too long goes down with it.
 */
export class Workshop {
  #worker: Promise<Worker> | undefined
  #last: Promise<unknown> = Promise.resolve()
  #lastId = 0
  #closing: NodeJS.Timeout | undefined

  /** @throws article-too-slow (422) after 2 s, or when the article breaks the parser */
  prepare(source: ArticleSource): Promise<Preparation> {
    const work = this.#last.then(() => this.#prepare(source))
    this.#last = work.catch(() => undefined)
    return work
  }

  async close(): Promise<void> {
    clearTimeout(this.#closing)
    const worker = await this.#worker?.catch(() => undefined)
    this.#worker = undefined
    await worker?.terminate()
  }

  async #prepare(source: ArticleSource): Promise<Preparation> {
    clearTimeout(this.#closing)
    this.#worker ??= startWorker()
    const worker = await this.#worker
    try {
      return await requestIn(worker, { id: ++this.#lastId, task: 'prepare', input: source })
    } catch (cause) {
      await this.close()
      throw new Problem('article-too-slow', 422, { values: { file: source.file }, cause })
    } finally {
      this.#closing = setTimeout(() => void this.close(), IDLE_MS)
    }
  }
}

function startWorker(): Promise<Worker> {
  const settings: WorkerSettings = { role: 'workshop' }
  const worker = new Worker(workerFile(), { workerData: settings, resourceLimits: MEMORY })
  return firstReport(worker, START_MS).then(() => worker)
}

async function requestIn(worker: Worker, message: TaskMessage): Promise<Preparation> {
  const answer = firstReport(worker, PREPARE_MS)
  worker.postMessage(message)
  const report = await answer
  if (report.kind === 'done') return report.value as Preparation
  throw new Error(report.kind === 'failed' ? report.reason : report.kind)
}

/** The next report of a thread that does one thing at a time. */
function firstReport(worker: Worker, patienceMs: number): Promise<WorkerReport> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(new Error(`nothing after ${patienceMs} ms`)), patienceMs)
    const stop = () => {
      clearTimeout(timer)
      worker.off('message', succeed)
      worker.off('error', fail)
      worker.off('exit', end)
    }
    const succeed = (report: WorkerReport) => {
      stop()
      resolve(report)
    }
    const fail = (error: Error) => {
      stop()
      // Without a listener, a late error would end the process.
      worker.on('error', () => {})
      reject(error)
    }
    const end = () => fail(new Error('the thread ended'))
    worker.on('message', succeed)
    worker.on('error', fail)
    worker.on('exit', end)
  })
}
