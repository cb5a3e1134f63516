import type { IndexAnswer, Question } from './answerer.ts'
import type { Preparation } from './article.ts'
import type { CalibrationNews } from './calibration/calibration-file.ts'
import type { Found } from './found.ts'
import type { IndexData } from './language-index.ts'
import type { FoundGaps, GapTask } from './learning/gap-finder.ts'
import type { Looked, Lookup } from './learning/lookup.ts'
import type { PlacedPhrasing } from './learning/phrasings-file.ts'
import type { Picks } from './popular/ranking.ts'
import type { ArticleSource } from './prepare-article.ts'
import type { Guide } from './ranked.ts'
import type { Parsed, SideSource } from './side-files.ts'
import type { Term } from './terms/term.ts'

type IndexPlace = { databaseUrl: string | undefined; dataDir: string }

/** What a knowledge thread is started for, and where its database is. */
export type WorkerSettings =
  | ({ role: 'answers' } & IndexPlace)
  | ({ role: 'build'; isWaitedFor: boolean } & IndexPlace)
  | { role: 'workshop' }

/** What each request takes and gives; everything small enough to cross threads unnoticed. */
export type Tasks = {
  ask: { takes: Question; gives: IndexAnswer }
  search: { takes: SearchTask; gives: Found[] }
  suggest: { takes: SuggestTask; gives: Guide[] }
  refresh: { takes: null; gives: null }
  lookUp: { takes: Lookup; gives: Looked }
  findGaps: { takes: GapTask; gives: FoundGaps }
  prepare: { takes: ArticleSource; gives: Preparation }
  readTerms: { takes: SideSource; gives: Parsed<Term[]> }
  readPicks: { takes: SideSource; gives: Parsed<Picks> }
  readPhrasings: { takes: SideSource; gives: Parsed<PlacedPhrasing[]> }
}
export type TaskName = keyof Tasks

/** What a thread can do, by its role. */
export type Handlers = { [Name in TaskName]?: (input: Tasks[Name]['takes']) => unknown }

export type SearchTask = { text: string; lang: string | undefined; today: string; limit: number }
export type SuggestTask = { text: string; lang: string; today: string; limit: number }

export type TaskMessage<Name extends TaskName = TaskName> = {
  id: number
  task: Name
  input: Tasks[Name]['takes']
}

export type WorkerReport =
  | CalibrationNews
  | { kind: 'ready'; articles: number; buildMs: number; isKept?: boolean }
  | { kind: 'built'; indexes: IndexData[] }
  | { kind: 'updated'; changes: number; ms: number }
  | { kind: 'build-failed'; reason: string }
  | { kind: 'done'; id: number; value: unknown }
  | { kind: 'failed'; id: number; reason: string }
