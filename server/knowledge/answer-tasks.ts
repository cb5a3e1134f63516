import { derivedFile } from '../platform/derived.ts'
import { CalibrationKeeper, calibrationFile } from './calibration/calibration-file.ts'
import { IndexKeeper } from './index-keeper.ts'
import { openIndexSource } from './index-source.ts'
import type { Handlers, WorkerReport, WorkerSettings } from './worker-messages.ts'

/** How soon a change made by another process or node is noticed. */
const LOOK_EVERY_MS = 1_000

/** Index and answers: a thread of their own, because building blocks and questions must not wait. */
export async function answerTasks(
  where: Extract<WorkerSettings, { role: 'answers' }>,
  report: (report: WorkerReport) => void,
): Promise<Handlers> {
  const file = derivedFile(where.dataDir, 'index')
  const calibration = new CalibrationKeeper(calibrationFile(where.dataDir), report)
  const source = await openIndexSource(where)
  const keeper = new IndexKeeper(source, { file, calibration }, report)
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
