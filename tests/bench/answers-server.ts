// The product with N articles in one process that `answers.mjs` asks over HTTP and tells what to publish.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type Application, buildApplication } from '../../server/application.ts'
import * as store from '../../server/knowledge/store.ts'
import { parseConfig } from '../../server/platform/config.ts'
import type { Tx } from '../../server/platform/db/database.ts'
import { migrate } from '../../server/platform/db/migrate.ts'
import { openDatabase } from '../../server/platform/db/open.ts'
import { openLog } from '../../server/platform/log.ts'
import { type MadeUp, MadeUpArticles } from './made-up.ts'

type Order = { publish: number } | { look: 'start' | 'end' }

/** Guides in two languages, as shipped. */
const SHIPPED = 140
const AT_ONCE = 200
const [dataDir = '', size = '0'] = process.argv.slice(2)
const articles = new MadeUpArticles()
const delays = monitorEventLoopDelay({ resolution: 1 })
const now = () => new Date().toISOString()

await seed(Math.max(0, Number(size) - SHIPPED))
const startedAt = performance.now()
const config = parseConfig({ DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', RATE_LIMITS: 'off' })
const application = await buildApplication(config, { log: openLog('warn') })
const url = await application.listen()
process.on('message', (order: Order) => void obey(order).then((reply) => process.send?.(reply)))
process.send?.({ url, startMs: performance.now() - startedAt })

/** Keeps made-up articles as an editor's are kept, so that no file is missed. */
async function seed(count: number): Promise<void> {
  const db = await openDatabase({ databaseUrl: undefined, dataDir })
  await migrate(db, new Date())
  for (let from = 0; from < count; from += AT_ONCE) {
    await db.inTransaction(async (tx) => {
      await store.bumpGeneration(tx)
      for (let at = from; at < Math.min(count, from + AT_ONCE); at++)
        await save(tx, articles.article(at))
    })
  }
  await db.close()
}

async function save(tx: Tx, { slug, lang, revision, meta, chunks, markdown, html }: MadeUp) {
  const [at, origin] = [now(), 'console'] as const
  const texts = { meta: JSON.stringify(meta), chunks: JSON.stringify(chunks), markdown, html }
  await store.insertRevision(tx, { id: revision, slug, lang, origin, ...texts, created_at: at })
  const state = { file_hash: null, origin, revision_id: revision, draft_revision_id: null }
  await store.saveArticle(tx, { slug, lang, ...state, created_at: at, updated_at: at })
}

async function obey(order: Order): Promise<unknown> {
  if ('publish' in order) return await publish(application, order.publish)
  if (order.look === 'start') {
    delays.reset()
    delays.enable()
    return {}
  }
  delays.disable()
  return { longestMs: delays.max / 1e6, rssMb: process.memoryUsage.rss() / 2 ** 20 }
}

/** From before the transaction until the new words are found; they were never said before. */
async function publish({ app }: Application, number: number): Promise<{ ms: number }> {
  const word = `novedad${number.toString(36)}x`
  const article = articles.article(number, 1 + number)
  const meta = { ...article.meta, title: `${article.meta.title} ${word}` }
  const begunAt = performance.now()
  await app.db.inTransaction(async (tx) => {
    await store.bumpGeneration(tx)
    await save(tx, { ...article, meta })
    await app.news.announce(tx, 'guides-changed', null)
  })
  await app.knowledge.refresh()
  const today = now().slice(0, 10)
  const [found] = await app.knowledge.search({ text: word, lang: 'es', today, limit: 1 })
  if (found?.slug !== article.slug) throw new Error(`${article.slug} is not found by ${word}`)
  return { ms: performance.now() - begunAt }
}
