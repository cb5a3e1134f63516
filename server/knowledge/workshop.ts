import { Worker } from 'node:worker_threads'
import { Problem } from '../platform/problem.ts'
import { workerFile } from './thread.ts'
import type { TaskMessage, Tasks, WorkerReport, WorkerSettings } from './worker-messages.ts'

/** What is done here; each names the file that it is about. */
type Work = 'prepare' | 'readTerms' | 'readPicks' | 'readPhrasings'

/** One file may take this long; marked is quadratic in places (faults.md, case 66). */
const PREPARE_MS = 2_000
/** Loading the thread's code, on a busy machine. */
const START_MS = 20_000
const IDLE_MS = 250
const MEMORY = { maxOldGenerationSizeMb: 256, stackSizeMb: 8 }

/**
 * A thread that parses content files one after the other. It starts with the first of them and ends when
 * there are no more; one that takes too long goes down with it.
 */
export class Workshop {
  #worker: Promise<Worker> | undefined
  #last: Promise<unknown> = Promise.resolve()
  #lastId = 0
  #closing: NodeJS.Timeout | undefined

  /** @throws article-too-slow (422) after 2 s, or when the file breaks the parser */
  run<Task extends Work>(task: Task, input: Tasks[Task]['takes']): Promise<Tasks[Task]['gives']> {
    const work = this.#last.then(() => this.#run(task, input))
    this.#last = work.catch(() => undefined)
    return work
  }

  async close(): Promise<void> {
    clearTimeout(this.#closing)
    const worker = await this.#worker?.catch(() => undefined)
    this.#worker = undefined
    await worker?.terminate()
  }

  async #run<Task extends Work>(
    task: Task,
    input: Tasks[Task]['takes'],
  ): Promise<Tasks[Task]['gives']> {
    clearTimeout(this.#closing)
    this.#worker ??= startWorker()
    const worker = await this.#worker
    try {
      return await requestIn(worker, { id: ++this.#lastId, task, input })
    } catch (cause) {
      await this.close()
      throw new Problem('article-too-slow', 422, { values: { file: input.file }, cause })
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

async function requestIn<Task extends Work>(
  worker: Worker,
  message: TaskMessage<Task>,
): Promise<Tasks[Task]['gives']> {
  const answer = firstReport(worker, PREPARE_MS)
  worker.postMessage(message)
  const report = await answer
  if (report.kind === 'done') return report.value as Tasks[Task]['gives']
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
