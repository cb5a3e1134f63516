import { parentPort, workerData } from 'node:worker_threads'
import type { Handlers, TaskMessage, WorkerReport, WorkerSettings } from './worker-messages.ts'

const report = (message: WorkerReport) => parentPort?.postMessage(message)

/** Each role loads only what it needs: a thread that starts again should not keep questions waiting. */
async function start(settings: WorkerSettings): Promise<Handlers> {
  if (settings.role === 'workshop') {
    const { workshopTasks } = await import('./workshop-tasks.ts')
    return workshopTasks(report)
  }
  if (settings.role === 'build') {
    const { buildOnce } = await import('./build-tasks.ts')
    const { indexes, memory } = await buildOnce(settings)
    parentPort?.postMessage({ kind: 'built', indexes } satisfies WorkerReport, memory)
    return {}
  }
  const { answerTasks } = await import('./answer-tasks.ts')
  return await answerTasks(settings, report)
}

async function handle(handlers: Handlers, { id, task, input }: TaskMessage): Promise<void> {
  try {
    const work = handlers[task] as ((input: unknown) => unknown) | undefined
    report({ kind: 'done', id, value: await work?.(input) })
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
    report({ kind: 'failed', id, reason })
  }
}

const settings = workerData as WorkerSettings
const handlers = start(settings)
// The one that builds ends with that.
if (settings.role !== 'build')
  parentPort?.on('message', (message: TaskMessage) => {
    void handlers.then((ready) => handle(ready, message))
  })
