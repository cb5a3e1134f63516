import { CONTENT_LICENSE } from '../../../client/help/knowledge/license.ts'
import type { ArticleMeta } from '../../contract/knowledge.ts'
import type { Context } from '../../platform/context.ts'
import { DEFAULT_LANG, LANGS, type Lang, texts } from '../../platform/i18n.ts'
import { escapeHtml } from '../../platform/text/html.ts'

/** The newest of a feed; readers ask often, so it stays small. */
const MAX_ENTRIES = 50
/** Pages that every language has, besides those of guides and offices. */
const FIXED_PAGES = ['/ask', '/glossary', '/offices', '/accessibility', '/privacy', '/legal']

/** When the last of these guides changed; undefined where there are none. */
export function lastChange(guides: ArticleMeta[]): string | undefined {
  return guides
    .map(({ updated }) => updated)
    .sort()
    .at(-1)
}

/** The guides of one language as an Atom feed, last changed first. */
export function articleFeed(ctx: Context, articles: ArticleMeta[]): string {
  const t = texts(ctx.lang)
  const home = `${ctx.app.publicUrl()}/${ctx.lang}`
  const own = articles
    .filter(({ lang }) => lang === ctx.lang)
    .sort((a, b) => b.updated.localeCompare(a.updated) || a.slug.localeCompare(b.slug))
    .slice(0, MAX_ENTRIES)
  const updated = lastChange(own) ?? `${ctx.app.now().toISOString().slice(0, 10)}T00:00:00Z`
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${ctx.lang}">
<id>${xml(home)}/articles.atom</id>
<title>${xml(t('help.feed.title'))}</title>
<subtitle>${xml(t('help.feed.subtitle'))}</subtitle>
<author><name>${xml(t('help.site'))}</name><uri>${xml(home)}</uri></author>
<rights>${xml(t('help.feed.rights'))}</rights>
<link rel="license" href="${CONTENT_LICENSE}"/>
<link rel="self" type="application/atom+xml" href="${xml(home)}/articles.atom"/>
<link rel="alternate" type="text/html" hreflang="${ctx.lang}" href="${xml(home)}/guides"/>
<updated>${updated}</updated>
${own.map((article) => entry(article, t(`help.topic.${article.category}.name`))).join('\n')}
</feed>
`
}

function entry(article: ArticleMeta, topic: string): string {
  const { url, title, summary, published, updated, category, lang } = article
  return `<entry>
<id>${xml(url)}</id>
<title>${xml(title)}</title>
<link rel="alternate" type="text/html" hreflang="${lang}" href="${xml(url)}"/>
<published>${published}</published>
<updated>${updated}</updated>
<category term="${xml(category)}" label="${xml(topic)}"/>
<summary>${xml(summary)}</summary>
</entry>`
}

export type MapParts = {
  /** Every guide in the text that readers of each language get. */
  guides: Record<Lang, ArticleMeta[]>
  offices: { slug: string }[]
  topics: { category: string }[]
}

type MapPage = { path: string; changed: Partial<Record<Lang, string | undefined>> }

/** Every listed page in each language it has, with pointers to the others. */
export function siteMap(ctx: Context, { guides, offices, topics }: MapParts): string {
  const base = ctx.app.publicUrl()
  const pages = [
    ...['', '/guides'].map((path) => ({ path, changed: eachLang((lang) => guides[lang]) })),
    ...topics.map(({ category }) => ({
      path: `/topics/${category}`,
      changed: eachLang((lang) => guides[lang].filter((guide) => guide.category === category)),
    })),
    ...guidePages(guides),
    ...[...FIXED_PAGES, ...offices.map(({ slug }) => `/offices/${slug}`)].map((path) => ({
      path,
      changed: eachLang(() => []),
    })),
  ]
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${pages.flatMap((page) => siteMapUrls(base, page)).join('\n')}
</urlset>
`
}

function eachLang(guides: (lang: Lang) => ArticleMeta[]): MapPage['changed'] {
  return Object.fromEntries(LANGS.map((lang) => [lang, lastChange(guides(lang))]))
}

/** A guide is listed only in languages that it is written in. */
function guidePages(guides: MapParts['guides']): MapPage[] {
  const pages = new Map<string, MapPage>()
  for (const lang of LANGS) {
    for (const { slug, updated } of guides[lang].filter((guide) => guide.lang === lang)) {
      const page = pages.get(slug) ?? { path: `/articles/${slug}`, changed: {} }
      page.changed[lang] = updated
      pages.set(slug, page)
    }
  }
  return [...pages.values()]
}

function siteMapUrls(base: string, { path, changed }: MapPage): string[] {
  const langs = LANGS.filter((lang) => lang in changed)
  const address = (lang: Lang) => xml(`${base}/${lang}${path}`)
  const link = (hreflang: string, lang: Lang) =>
    `<xhtml:link rel="alternate" hreflang="${hreflang}" href="${address(lang)}"/>`
  const unspoken = langs.includes(DEFAULT_LANG) ? [link('x-default', DEFAULT_LANG)] : []
  const links = [...langs.map((lang) => link(lang, lang)), ...unspoken].join('')
  return langs.map((lang) => {
    const lastmod = changed[lang] ? `<lastmod>${changed[lang]}</lastmod>` : ''
    return `<url><loc>${address(lang)}</loc>${lastmod}${links}</url>`
  })
}

/** Text for XML, without the characters that XML 1.0 cannot hold. */
function xml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return escapeHtml(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''))
}
