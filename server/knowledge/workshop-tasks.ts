import { prepareArticle } from './prepare-article.ts'
import type { Handlers, WorkerReport } from './worker-messages.ts'

/** Parses articles where a hostile one can be stopped. */
export function workshopTasks(report: (report: WorkerReport) => void): Handlers {
  report({ kind: 'ready', articles: 0, buildMs: 0 })
  return { prepare: prepareArticle }
}
