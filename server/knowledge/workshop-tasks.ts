import { readPhrasings } from './learning/phrasings-file.ts'
import { readPicks } from './popular/picks.ts'
import { prepareArticle } from './prepare-article.ts'
import { readTerms } from './terms/glossary-file.ts'
import type { Handlers, WorkerReport } from './worker-messages.ts'

/** Parses content files where a hostile one can be stopped. */
export function workshopTasks(report: (report: WorkerReport) => void): Handlers {
  report({ kind: 'ready', articles: 0, buildMs: 0 })
  return { prepare: prepareArticle, readTerms, readPicks, readPhrasings }
}
