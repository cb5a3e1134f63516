import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { HomePage } from '../../../client/help/home/home-page.tsx'
import { ArticlePage } from '../../../client/help/knowledge/article-page.tsx'
import { type FeedbackState, MAX_REASON } from '../../../client/help/knowledge/feedback-form.tsx'
import { GlossaryPage } from '../../../client/help/knowledge/glossary-page.tsx'
import { GuidesPage } from '../../../client/help/knowledge/guides-page.tsx'
import { SearchPage } from '../../../client/help/knowledge/search-page.tsx'
import type { Topic } from '../../../client/help/knowledge/topic-links.tsx'
import { TopicPage } from '../../../client/help/knowledge/topic-page.tsx'
import { addressesOf, href } from '../../../client/help/layout/frame.ts'
import { personText, Uuid } from '../../contract/common.ts'
import type { ArticleMeta } from '../../contract/knowledge.ts'
import { type AnyRoute, type PageCall, page, type Reply } from '../../platform/http/route.ts'
import { parseInput } from '../../platform/http/validation.ts'
import { LANGS, texts } from '../../platform/i18n.ts'
import { formText, looseText } from '../../platform/pages/input.ts'
import { keptPage } from '../../platform/pages/page-cache.ts'
import { frameOf, goOn, inEachLang, show } from '../../platform/pages/show.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import categories from '../data/categories.json' with { type: 'json' }
import {
  byDemand,
  explainTerms,
  findArticle,
  guidesVersion,
  listArticles,
  listTerms,
  noteArticleFeedback,
  popularGuides,
  search,
} from '../service.ts'
import { articleFeed, lastChange, type MapParts, siteMap } from './feeds.ts'

const POPULAR_SHOWN = 6
const RESULTS_SHOWN = 20
const MAX_SEARCH = 400
/** What fits far worse than the best result only hides it. */
const LEAST_SHARE = 0.2

const BySlug = z.object({ slug: z.string() })
const ByCategory = z.object({ category: z.string() })
const SearchQuery = z.object({ q: looseText(MAX_SEARCH) })
const ArticleQuery = z.object({ thanks: z.enum(['yes', 'no']).optional().catch(undefined) })
const FeedbackBody = z.object({
  id: Uuid,
  helpful: z.enum(['yes', 'no']),
  reason: personText(MAX_REASON).optional(),
})

export const knowledgePages: AnyRoute[] = [
  ...inEachLang({ method: 'get', path: '', summary: 'Start of the help centre' }, showHome),
  ...inEachLang(
    { method: 'get', path: '/search', summary: 'Search', query: SearchQuery, limited: true },
    showSearch,
  ),
  ...inEachLang({ method: 'get', path: '/guides', summary: 'Every guide by letter' }, showGuides),
  ...inEachLang(
    {
      method: 'get',
      path: '/topics/:category',
      summary: 'Guides of one topic',
      params: ByCategory,
    },
    showTopic,
  ),
  ...inEachLang(
    {
      method: 'get',
      path: '/articles/:slug',
      summary: 'One guide',
      params: BySlug,
      query: ArticleQuery,
    },
    showKeptArticle,
  ),
  ...inEachLang(
    {
      method: 'post',
      path: '/articles/:slug/feedback',
      summary: 'Whether a guide helped',
      params: BySlug,
      limited: true,
    },
    takeFeedback,
  ),
  ...inEachLang(
    { method: 'get', path: '/glossary', summary: 'Terms and what they mean' },
    showGlossary,
  ),
  ...inEachLang(
    { method: 'get', path: '/articles.atom', summary: 'Changed guides as a feed' },
    showFeed,
  ),
  page({ method: 'get', path: '/sitemap.xml', summary: 'For search engines' }, showMap),
]

type Plain = PageCall<undefined, undefined>

async function showHome(call: Plain): Promise<Reply> {
  const { ctx } = call
  return show(frameOf(call, addressesOf('')), HomePage, {
    topics: await byDemand(ctx, shownTopics(await listArticles(ctx))),
    popular: await popularGuides(ctx, POPULAR_SHOWN),
    offices: ctx.app.offices.offices.length,
  })
}

/** Topics in their order that have guides. */
function shownTopics(articles: ArticleMeta[]): Topic[] {
  return categories
    .map((category) => ({
      category,
      guides: articles.filter((article) => article.category === category).length,
    }))
    .filter(({ guides }) => guides > 0)
}

async function showSearch(call: PageCall<undefined, typeof SearchQuery>): Promise<Reply> {
  const { ctx } = call
  const { q } = call.query
  const query = q === '' ? '' : `?${new URLSearchParams({ q })}`
  const [{ items }, articles] = await Promise.all([
    q === '' ? { items: [] } : search(ctx, { q, limit: RESULTS_SHOWN }),
    listArticles(ctx),
  ])
  const categoryOf = new Map(articles.map(({ slug, category }) => [slug, category]))
  return show(frameOf(call, addressesOf(`/search${query}`)), SearchPage, {
    q,
    results: fitting(items).map((item) => ({
      ...item,
      category: categoryOf.get(item.slug) ?? null,
    })),
    popular: q === '' ? await popularGuides(ctx, POPULAR_SHOWN) : null,
  })
}

function fitting<Item extends { score: number }>(items: Item[]): Item[] {
  const best = items[0]?.score ?? 0
  return items.filter(({ score }) => score >= best * LEAST_SHARE)
}

async function showTopic(call: PageCall<typeof ByCategory, undefined>): Promise<Reply> {
  const { category } = call.params
  if (!categories.includes(category)) throw notFound()
  const path = `/topics/${category}`
  return await keptList(call, path, async (kept) => {
    const articles = await listArticles(kept.ctx)
    return show(frameOf(kept, addressesOf(path)), TopicPage, {
      category,
      guides: articles.filter((article) => article.category === category),
      topics: shownTopics(articles).filter((topic) => topic.category !== category),
    })
  })
}

async function showGuides(call: Plain): Promise<Reply> {
  return await keptList(call, '/guides', async (kept) => {
    const guides = await listArticles(kept.ctx)
    const topics = shownTopics(guides)
    return show(frameOf(kept, addressesOf('/guides')), GuidesPage, { guides, topics })
  })
}

/** A page about guides, made once for each change of any of them. */
async function keptList<Call extends Pick<Plain, 'ctx' | 'nonce'>>(
  call: Call,
  path: string,
  make: (call: Call) => Promise<Reply>,
): Promise<Reply> {
  const version = await guidesVersion(call.ctx)
  return await keptPage(call, { path: `${call.ctx.lang}${path}`, version }, make)
}

async function showFeed(call: Plain): Promise<Reply> {
  return await keptList(call, '/articles.atom', async ({ ctx }) => {
    const articles = await listArticles(ctx)
    return {
      type: 'application/atom+xml',
      headers: lastModified(articles.filter(({ lang }) => lang === ctx.lang)),
      body: articleFeed(ctx, articles),
    }
  })
}

/** Not kept: offices change without a change of guides. */
async function showMap({ ctx }: Plain): Promise<Reply> {
  const lists = await Promise.all(LANGS.map((lang) => listArticles({ ...ctx, lang })))
  const guides = Object.fromEntries(LANGS.map((lang, index) => [lang, lists[index] ?? []]))
  const topics = shownTopics(lists.flat())
  const parts = { guides: guides as MapParts['guides'], topics, offices: ctx.app.offices.offices }
  return { type: 'application/xml', body: siteMap(ctx, parts) }
}

function lastModified(articles: ArticleMeta[]): Record<string, string> {
  const changed = lastChange(articles)
  return changed ? { 'Last-Modified': new Date(changed).toUTCString() } : {}
}

async function showKeptArticle(call: PageCall<typeof BySlug, typeof ArticleQuery>): Promise<Reply> {
  const { ctx, params, query } = call
  const { thanks } = query
  if (thanks) return await showArticle(call, { ...NO_FEEDBACK, given: thanks })
  const path = `${ctx.lang}/${params.slug}`
  return await keptPage(call, { path, version: await guidesVersion(ctx) }, (kept) =>
    showArticle(kept, NO_FEEDBACK),
  )
}

async function showArticle(
  call: Pick<PageCall<typeof BySlug, undefined>, 'ctx' | 'nonce' | 'params'>,
  feedback: FeedbackState,
  reply: Reply = {},
): Promise<Reply> {
  const { ctx } = call
  const { slug } = call.params
  const article = await findArticle(ctx, slug, ctx.lang)
  if (!article) throw notFound()
  const frame = frameOf(call, addressesOf(`/articles/${slug}`))
  const html = await explainTerms(ctx, article)
  return show(frame, ArticlePage, { article, html, feedback }, reply)
}

async function showGlossary(call: Plain): Promise<Reply> {
  const { ctx } = call
  const kept = { path: `glossary/${ctx.lang}`, version: await guidesVersion(ctx) }
  return await keptPage(call, kept, async (made) =>
    show(frameOf(made, addressesOf('/glossary')), GlossaryPage, { terms: await listTerms(ctx) }),
  )
}

const NO_FEEDBACK: FeedbackState = { given: null, reason: '', errors: [] }

/** What was typed stays in the form where it cannot be taken; a tampered form is refused whole. */
async function takeFeedback(call: PageCall<typeof BySlug, undefined>): Promise<Reply> {
  const { ctx, form } = call
  const { slug } = call.params
  const reason = formText(form, 'reason')
  try {
    const { id = uuid(), helpful } = form
    const given = parseInput(
      FeedbackBody,
      { id, helpful, ...(reason.trim() !== '' && { reason }) },
      texts(ctx.lang),
    )
    await noteArticleFeedback(ctx, { ...given, slug, helpful: given.helpful === 'yes' })
    return goOn(
      `${href(ctx, `/articles/${encodeURIComponent(slug)}`)}?thanks=${given.helpful}#p-feedback`,
    )
  } catch (error) {
    const errors = error instanceof Problem ? (error.errors ?? []) : []
    const [fault] = errors.filter(({ path }) => path === 'reason')
    if (!fault) throw error
    const state = {
      ...NO_FEEDBACK,
      reason,
      errors: [{ field: 'reason', message: fault.message }],
    }
    return await showArticle(call, state, { status: 400 })
  }
}
