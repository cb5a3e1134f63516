import type { Config } from '../platform/config.ts'
import type { Logger } from '../platform/log.ts'
import type { IndexAnswer, Question } from './answerer.ts'
import type { Preparation } from './article.ts'
import type { Found } from './found.ts'
import type { FoundGaps, GapTask } from './learning/gap-finder.ts'
import type { Looked, Lookup } from './learning/lookup.ts'
import type { PlacedPhrasing } from './learning/phrasings-file.ts'
import type { Picks } from './popular/ranking.ts'
import type { ArticleSource } from './prepare-article.ts'
import type { Guide } from './ranked.ts'
import type { Parsed, SideSource } from './side-files.ts'
import type { Term } from './terms/term.ts'
import { Thread } from './thread.ts'
import type { SearchTask, SuggestTask } from './worker-messages.ts'
import { Workshop } from './workshop.ts'

/** How long a question waits for a thread that is starting (again). */
const PATIENCE_MS = 3_000
/** Thousands of questions are read in between those that are asked. */
const GAPS_PATIENCE_MS = 20_000
/** A build of ten thousand articles takes a minute, and more on a busy machine. */
const REFRESH_PATIENCE_MS = 15 * 60_000

declare module '../platform/context.ts' {
  interface App {
    knowledge: KnowledgeEngine
  }
}

/** The service's handle of its knowledge threads. */
export class KnowledgeEngine {
  readonly #answers: Thread
  readonly #workshop = new Workshop()

  constructor({ config, log }: { config: Pick<Config, 'dataDir' | 'secrets'>; log: Logger }) {
    const { databaseUrl } = config.secrets
    const { dataDir } = config
    this.#answers = new Thread({ role: 'answers', databaseUrl, dataDir }, log)
  }

  /** Resolves when the first index stands. */
  start(): Promise<void> {
    return this.#answers.start()
  }

  ready(): boolean {
    return this.#answers.isReady
  }

  /** @throws answers-unavailable (503) */
  ask(question: Question): Promise<IndexAnswer> {
    return this.#answers.request('ask', question, PATIENCE_MS)
  }

  /** @throws answers-unavailable (503) */
  search(task: SearchTask): Promise<Found[]> {
    return this.#answers.request('search', task, PATIENCE_MS)
  }

  /** @throws answers-unavailable (503) */
  suggest(task: SuggestTask): Promise<Guide[]> {
    return this.#answers.request('suggest', task, PATIENCE_MS)
  }

  /** Which language a text is in, and which guide names it as a question. @throws answers-unavailable (503) */
  lookUp(text: Lookup): Promise<Looked> {
    return this.#answers.request('lookUp', text, PATIENCE_MS)
  }

  /** @throws answers-unavailable (503) */
  findGaps(task: GapTask): Promise<FoundGaps> {
    return this.#answers.request('findGaps', task, GAPS_PATIENCE_MS)
  }

  /** Parses and renders an article. @throws article-too-slow (422) */
  prepare(source: ArticleSource): Promise<Preparation> {
    return this.#workshop.run('prepare', source)
  }

  /** Parses and checks a glossary. @throws article-too-slow (422) */
  readTerms(source: SideSource): Promise<Parsed<Term[]>> {
    return this.#workshop.run('readTerms', source)
  }

  /** Parses and checks the editor's picks. @throws article-too-slow (422) */
  readPicks(source: SideSource): Promise<Parsed<Picks>> {
    return this.#workshop.run('readPicks', source)
  }

  /** Parses and checks a file of phrasings. @throws article-too-slow (422) */
  readPhrasings(source: SideSource): Promise<Parsed<PlacedPhrasing[]>> {
    return this.#workshop.run('readPhrasings', source)
  }

  /** Resolves when what was published up to now can be found. Without a started thread: at once. */
  async refresh(): Promise<void> {
    if (!this.#answers.isStarted) return
    await this.#answers.request('refresh', null, REFRESH_PATIENCE_MS)
  }

  async close(): Promise<void> {
    await Promise.all([this.#answers.close(), this.#workshop.close()])
  }
}
