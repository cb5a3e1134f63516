import { parentPort, workerData } from 'node:worker_threads'
import { IndexKeeper } from './index-keeper.ts'
import { openIndexSource } from './index-source.ts'
import { prepareArticle } from './prepare-article.ts'
import type {
  TaskMessage,
  TaskName,
  Tasks,
  WorkerReport,
  WorkerSettings,
} from './worker-messages.ts'

/** How soon a change made by another process or node is noticed. */
const LOOK_EVERY_MS = 1_000

type Handlers = { [Name in TaskName]?: (input: Tasks[Name]['takes']) => unknown }

const report = (message: WorkerReport) => parentPort?.postMessage(message)

/** Index and answers: a thread of their own, because building blocks and questions must not wait. */
async function startAnswers(
  where: Extract<WorkerSettings, { role: 'answers' }>,
): Promise<Handlers> {
  const keeper = new IndexKeeper(await openIndexSource(where), report)
  await keeper.refresh()
  keepLooking(keeper)
  return {
    ask: (question) => keeper.answerer.ask(question),
    search: ({ text, lang, today, limit }) => keeper.answerer.search(text, lang, today, limit),
    suggest: ({ text, lang, today, limit }) => keeper.answerer.suggest(text, lang, today, limit),
    async refresh() {
      await keeper.refresh()
      return null
    },
  }
}

function keepLooking(keeper: IndexKeeper): void {
  setTimeout(() => {
    void keeper.refresh().finally(() => keepLooking(keeper))
  }, LOOK_EVERY_MS)
}

/** Parses articles where a hostile one can be stopped. */
function startWorkshop(): Handlers {
  report({ kind: 'ready', articles: 0, buildMs: 0 })
  return { prepare: prepareArticle }
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
const handlers =
  settings.role === 'answers' ? startAnswers(settings) : Promise.resolve(startWorkshop())
parentPort?.on('message', (message: TaskMessage) => {
  void handlers.then((ready) => handle(ready, message))
})
