import type { Article, ArticleMeta } from '../contract/knowledge.ts'
import type { App, Context } from '../platform/context.ts'
import { pickLang } from '../platform/i18n.ts'
import { COMMON_LANG, type WholeMeta } from './article.ts'
import { type Front, publishedFronts } from './fronts.ts'
import { type Published, presentArticle, presentMeta } from './present.ts'
import type { Guide } from './ranked.ts'
import * as store from './store.ts'

/** Every published article once, in the caller's language where it has it. */
export async function listArticles(ctx: Context): Promise<ArticleMeta[]> {
  const articles = await frontsBySlug(ctx)
  return articles.map((fronts) => presentMeta(ctx, best(fronts, ctx.lang), langsOf(fronts)))
}

const frontsOf = new WeakMap<App, { generation: number; articles: [Front, ...Front[]][] }>()

/** Front matter of all articles, in order once for each publication: most pages need it. */
async function frontsBySlug({ app }: Context): Promise<[Front, ...Front[]][]> {
  const generation = await store.generation(app.db.read)
  const known = frontsOf.get(app)
  if (known?.generation === generation) return known.articles
  const articles = groupBySlug(await publishedFronts(app.db))
  frontsOf.set(app, { generation, articles })
  return articles
}

/** One published article, in `lang` or else in the language that every article has. */
export async function findArticle(
  ctx: Context,
  slug: string,
  lang: string | undefined,
): Promise<Article | undefined> {
  const rows = await store.publishedRevisions(ctx.app.db.read, slug)
  if (rows.length === 0) return undefined
  const article = toPublished(best(rows, lang === undefined ? ctx.lang : pickLang(lang)))
  const related = await titlesOf(ctx, article.meta.related, article.row.lang)
  return presentArticle(ctx, article, langsOf(rows), related)
}

/** What these guides are called in the caller's language; those that are not published are left out. */
export async function guideTitles(ctx: Context, slugs: string[]): Promise<Map<string, string>> {
  const guides = await titlesOf(ctx, slugs, ctx.lang)
  return new Map(guides.map(({ slug, title }) => [slug, title]))
}

/** Changes with whatever readers of guides can see: a publication, or a day on which one grows old. */
export async function guidesVersion(ctx: Context): Promise<string> {
  const generation = await store.generation(ctx.app.db.read)
  return `${generation}/${ctx.app.now().toISOString().slice(0, 10)}`
}

async function titlesOf(ctx: Context, slugs: string[], lang: string): Promise<Guide[]> {
  if (slugs.length === 0) return []
  const articles = groupBySlug(await store.publishedMetasOf(ctx.app.db.read, slugs))
  const titles = new Map(
    articles.map((rows) => {
      const { row, meta } = toPublished(best(rows, lang))
      return [row.slug, meta.title]
    }),
  )
  return slugs.flatMap((slug) => {
    const title = titles.get(slug)
    return title === undefined ? [] : [{ slug, title }]
  })
}

function groupBySlug<Row extends { slug: string }>(rows: Row[]): [Row, ...Row[]][] {
  const groups = new Map<string, [Row, ...Row[]]>()
  for (const row of rows) {
    const group = groups.get(row.slug)
    if (group) group.push(row)
    else groups.set(row.slug, [row])
  }
  return [...groups.values()]
}

function best<Row extends { lang: string }>(rows: Row[], lang: string): Row {
  const found =
    rows.find((row) => row.lang === lang) ?? rows.find((row) => row.lang === COMMON_LANG) ?? rows[0]
  if (!found) throw new Error('an article without any text')
  return found
}

function langsOf(rows: { lang: string }[]): string[] {
  return rows.map(({ lang }) => lang)
}

function toPublished<Row extends store.PublishedMeta>(row: Row): Published<Row> {
  return { row, meta: JSON.parse(row.meta) as WholeMeta }
}
