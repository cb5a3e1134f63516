import { setImmediate as nextTurn } from 'node:timers/promises'
import type { App } from '../../platform/context.ts'
import type { Database } from '../../platform/db/database.ts'
import { type Front, publishedFronts } from '../fronts.ts'
import { generation } from '../store.ts'
import { AnswerTally } from './answer-tally.ts'
import type { KnownGuide, Picks, Standing } from './ranking.ts'
import { answersOn, forgetAnswersBefore, readPicks } from './store.ts'

/** Counts may be this old; whoever asks meanwhile gets the last ones at once. */
const REFRESH_MS = 2 * 60_000
const DAY_MS = 24 * 60 * 60_000
const DAYS_COUNTED = 30
const DAYS_KEPT = 60
const NO_PICKS: Picks = { network: [], sectors: {} }

declare module '../../platform/context.ts' {
  interface App {
    popularity: Popularity
  }
}

declare module '../../platform/realtime/news.ts' {
  interface NewsTopics {
    /** Guides or the editor's picks are others than before. */
    'guides-changed': null
  }
}

type Read = Standing & { generation: number }

/**
 * What people ask about, in memory: the counts of the last 30 days, the guides they are of, and the
 * editor's picks.
 *
 * The measure: an answer that quotes a guide counts one for it; when the person says that it did not help,
 * it counts nothing. Questions of chats, of the ask page and of the API count alike. Pages read do not
 * count: without an id for each reader, which we do not keep, a page loaded ten times by a search engine
 * looks like ten readers.
 */
export class Popularity {
  readonly answers: AnswerTally
  readonly #app: App
  #read: Read | undefined
  #readAt = 0
  #changes = 0
  #reading: Promise<Read> | undefined

  constructor(app: App) {
    this.#app = app
    this.answers = new AnswerTally(app)
    const forget = () => {
      this.#changes += 1
      this.#read = undefined
    }
    app.news.on('guides-changed', forget)
    app.news.onMissed(forget)
  }

  /** The standing of at most a few minutes ago. */
  async standing(): Promise<Standing> {
    if (!this.#read) return await this.#renew()
    if (Math.abs(this.#app.now().getTime() - this.#readAt) > REFRESH_MS) {
      void this.#renew().catch((error: unknown) => {
        this.#app.log.error({ err: error }, 'could not read what is popular')
      })
    }
    return this.#read
  }

  #renew(): Promise<Read> {
    this.#reading ??= this.#look().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  async #look(): Promise<Read> {
    for (;;) {
      const changes = this.#changes
      const at = this.#app.now()
      const read = await readStanding(this.#app, at, this.#read)
      // Published meanwhile: what was read may be what was there before.
      if (changes !== this.#changes) continue
      this.#read = read
      this.#readAt = at.getTime()
      return read
    }
  }
}

/** Takes out the counters that no ranking reads any more. */
export async function forgetOldAnswers({ db, now }: App): Promise<void> {
  await db.inTransaction((tx) => forgetAnswersBefore(tx, dayBefore(now(), DAYS_KEPT)))
}

async function readStanding({ db }: App, now: Date, before: Read | undefined): Promise<Read> {
  const published = await generation(db.read)
  const [fronts, counts, picks] = await Promise.all([
    before?.generation === published ? undefined : publishedFronts(db),
    readCounts(db, now),
    readPicks(db.read),
  ])
  return {
    generation: published,
    guides: before && !fronts ? before.guides : toGuides(fronts ?? []),
    counts,
    picks: picks ? (JSON.parse(picks.data) as Picks) : NO_PICKS,
  }
}

/**
 * Day by day: every guide asked about at every office on each of 30 days would hold up everybody for 0.2 s
 * on SQLite if it were one query.
 */
async function readCounts(db: Database, now: Date): Promise<Standing['counts']> {
  const counts = new Map<string, Standing['counts'][number]>()
  for (let days = 0; days < DAYS_COUNTED; days++) {
    for (const { office, slug, answers } of await answersOn(db.read, dayBefore(now, days))) {
      const key = `${office}/${slug}`
      const sum = (counts.get(key)?.answers ?? 0) + answers
      counts.set(key, { office, slug, answers: sum })
    }
    await nextTurn()
  }
  return [...counts.values()]
}

function toGuides(fronts: Front[]): Map<string, KnownGuide> {
  const guides = new Map<string, KnownGuide>()
  for (const { slug, lang, meta } of fronts) {
    const { title, category, reviewed, validTo } = meta
    const titles = new Map([...(guides.get(slug)?.titles ?? []), [lang, title]])
    guides.set(slug, { slug, category, reviewed, validTo, titles })
  }
  return guides
}

function dayBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * DAY_MS).toISOString().slice(0, 10)
}
