import type { ArticleMeta } from '../../contract/knowledge.ts'
import type { Context } from '../../platform/context.ts'
import { DEFAULT_LANG, LANGS, texts } from '../../platform/i18n.ts'
import { escapeHtml } from '../../platform/text/html.ts'

/** The newest of a feed; readers ask often, so it stays small. */
const MAX_ENTRIES = 50
/** Pages that every language has, besides those of articles, topics and offices. */
const FIXED_PAGES = ['', '/ask', '/glossary', '/offices', '/accessibility', '/privacy', '/legal']

/** The guides of one language as an Atom feed, last reviewed first. */
export function articleFeed(ctx: Context, articles: ArticleMeta[]): string {
  const t = texts(ctx.lang)
  const home = `${ctx.app.publicUrl()}/${ctx.lang}`
  const own = articles
    .filter(({ lang }) => lang === ctx.lang)
    .sort((a, b) => b.reviewed.localeCompare(a.reviewed) || a.slug.localeCompare(b.slug))
    .slice(0, MAX_ENTRIES)
  const updated = own[0]?.reviewed ?? ctx.app.now().toISOString().slice(0, 10)
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${ctx.lang}">
<id>${xml(home)}/articles.atom</id>
<title>${xml(t('help.feed.title'))}</title>
<author><name>${xml(t('help.site'))}</name></author>
<link rel="self" type="application/atom+xml" href="${xml(home)}/articles.atom"/>
<link rel="alternate" type="text/html" href="${xml(home)}"/>
<updated>${instant(updated)}</updated>
${own.map(entry).join('\n')}
</feed>
`
}

function entry({ url, title, summary, reviewed, category }: ArticleMeta): string {
  return `<entry>
<id>${xml(url)}</id>
<title>${xml(title)}</title>
<link rel="alternate" type="text/html" href="${xml(url)}"/>
<updated>${instant(reviewed)}</updated>
<category term="${xml(category)}"/>
<summary>${xml(summary)}</summary>
</entry>`
}

/** Every listed page in each language it has, with pointers to the others. */
export function siteMap(
  ctx: Context,
  articles: ArticleMeta[],
  offices: { slug: string }[],
  topics: { category: string }[],
): string {
  const base = ctx.app.publicUrl()
  const everywhere = [
    ...FIXED_PAGES,
    ...topics.map(({ category }) => `/topics/${category}`),
    ...offices.map(({ slug }) => `/offices/${slug}`),
  ]
  const pages = [
    ...everywhere.map((path) => ({ path, langs: [...LANGS] as string[], changed: undefined })),
    ...articles.map(({ slug, languages, reviewed }) => ({
      path: `/articles/${slug}`,
      langs: languages,
      changed: reviewed,
    })),
  ]
  const urls = pages.flatMap(({ path, langs, changed }) => {
    const addresses = langs.map((lang) => ({ lang, url: `${base}/${lang}${path}` }))
    return addresses.map(({ url }) => siteMapUrl(url, addresses, changed))
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join('\n')}
</urlset>
`
}

function siteMapUrl(
  url: string,
  addresses: { lang: string; url: string }[],
  changed: string | undefined,
): string {
  const unspoken = addresses.find(({ lang }) => lang === DEFAULT_LANG)
  const all = unspoken ? [...addresses, { lang: 'x-default', url: unspoken.url }] : addresses
  const links = all.map(
    (other) => `<xhtml:link rel="alternate" hreflang="${other.lang}" href="${xml(other.url)}"/>`,
  )
  return `<url><loc>${xml(url)}</loc>${changed ? `<lastmod>${changed}</lastmod>` : ''}${links.join('')}</url>`
}

/** A day as the moment it begins. */
function instant(day: string): string {
  return `${day}T00:00:00Z`
}

/** Text for XML, without the characters that XML 1.0 cannot hold. */
function xml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return escapeHtml(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''))
}
