import { Worker } from 'node:worker_threads'
import { CalibrationKeeper, calibrationFile } from './calibration/calibration-file.ts'
import { IndexKeeper } from './index-keeper.ts'
import { openIndexSource } from './index-source.ts'
import { readKeptIndexes } from './kept-index.ts'
import type { IndexData } from './language-index.ts'
import { GapFinder } from './learning/gap-finder.ts'
import { lookUp } from './learning/lookup.ts'
import { workerFile } from './thread.ts'
import type { Handlers, WorkerReport, WorkerSettings } from './worker-messages.ts'

/** How soon a change made by another process or node is noticed. */
const LOOK_EVERY_MS = 1_000

type AnswerSettings = Extract<WorkerSettings, { role: 'answers' }>

/** Index and answers: a thread of their own, because building blocks and questions must not wait. */
export async function answerTasks(
  where: AnswerSettings,
  report: (report: WorkerReport) => void,
): Promise<Handlers> {
  const source = await openIndexSource(where)
  const calibration = new CalibrationKeeper(calibrationFile(where.dataDir), report)
  const build = (isWaitedFor: boolean) => buildInThread(where, isWaitedFor)
  const keeper = new IndexKeeper(source, { build, calibration }, report)
  await keeper.start(readKeptIndexes(where.dataDir))
  const gaps = new GapFinder(source.db)
  keepLooking(keeper)
  return {
    ask: (question) => keeper.answerer.ask(question),
    search: ({ text, lang, today, limit }) => keeper.answerer.search(text, lang, today, limit),
    suggest: ({ text, lang, today, limit }) => keeper.answerer.suggest(text, lang, today, limit),
    lookUp: (text) => lookUp(source.db, text),
    findGaps: (task) => gaps.find(task),
    async refresh() {
      await keeper.refresh()
      return null
    },
  }
}

/** Built indexes, from a thread that lives as long as that takes. */
function buildInThread(where: AnswerSettings, isWaitedFor: boolean): Promise<IndexData[]> {
  const settings: WorkerSettings = { ...where, role: 'build', isWaitedFor }
  const worker = new Worker(workerFile(), { workerData: settings })
  return new Promise((resolve, reject) => {
    worker.once('message', (message: WorkerReport) => {
      if (message.kind === 'built') resolve(message.indexes)
      else reject(new Error(message.kind === 'build-failed' ? message.reason : message.kind))
    })
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the thread that builds ended')))
  })
}

function keepLooking(keeper: IndexKeeper): void {
  setTimeout(() => {
    void keeper.look().finally(() => keepLooking(keeper))
  }, LOOK_EVERY_MS)
}
