import type { Alternative, Article, ArticleMeta, Citation } from '../contract/knowledge.ts'
import type { Context } from '../platform/context.ts'
import type { Cited } from './answerer.ts'
import type { WholeMeta } from './article.ts'
import type { Guide } from './ranked.ts'
import type { PublishedDates, PublishedRevision } from './store.ts'

/** A published text with its front matter read. */
export type Published<Row extends PublishedDates = PublishedDates> = { row: Row; meta: WholeMeta }

export function articleUrl(ctx: Context, slug: string, lang: string, section = ''): string {
  const anchor = section === '' ? '' : `#${encodeURIComponent(section)}`
  return `${ctx.app.publicUrl()}/${lang}/articles/${slug}${anchor}`
}

const GUIDE_PATH = /\/articles\/([a-z0-9]+(?:-[a-z0-9]+)*)/g

/** The guides whose pages are linked in these texts, in their order. */
export function guidesLinkedIn({ app }: Context, texts: string[]): string[] {
  const ours = texts
    .flatMap((text) => text.split(/\s+/))
    .filter((word) => word.includes(app.publicUrl()))
  return ours.flatMap((word) => [...word.matchAll(GUIDE_PATH)].flatMap(([, slug]) => slug ?? []))
}

export function presentGuides(ctx: Context, guides: Guide[], lang: string): Alternative[] {
  return guides.map(({ slug, title }) => ({ slug, title, url: articleUrl(ctx, slug, lang) }))
}

export function presentCitation(ctx: Context, cited: Cited): Citation {
  const { slug, lang, title, heading, section, reviewed, revision } = cited
  return {
    slug,
    lang,
    title,
    heading,
    url: articleUrl(ctx, slug, lang, section),
    reviewed,
    revision,
  }
}

export function presentMeta(
  ctx: Context,
  { row, meta }: Published,
  languages: string[],
): ArticleMeta {
  return {
    slug: row.slug,
    lang: row.lang,
    title: meta.title,
    summary: meta.summary,
    url: articleUrl(ctx, row.slug, row.lang),
    category: meta.category,
    sectors: meta.sectors,
    reviewed: meta.reviewed,
    reviewBy: meta.reviewBy,
    published: row.published_at,
    updated: row.created_at,
    validFrom: meta.validFrom ?? null,
    validTo: meta.validTo ?? null,
    revision: row.id,
    languages,
  }
}

export function presentArticle(
  ctx: Context,
  article: Published<PublishedRevision>,
  languages: string[],
  related: Guide[],
): Article {
  return {
    ...presentMeta(ctx, article, languages),
    markdown: article.row.markdown,
    html: article.row.html,
    related: presentGuides(ctx, related, article.row.lang),
    sources: article.meta.sources,
  }
}
