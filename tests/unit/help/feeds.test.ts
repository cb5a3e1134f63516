import { describe, expect, test } from 'vitest'
import type { ArticleMeta } from '../../../server/contract/knowledge.ts'
import { articleFeed, siteMap } from '../../../server/knowledge/pages/feeds.ts'
import type { Context } from '../../../server/platform/context.ts'
import { article, office } from '../../support/pages.ts'

const ctx = {
  lang: 'es',
  app: { publicUrl: () => 'https://support.example', now: () => new Date('2026-11-23') },
} as unknown as Context
const { markdown: _m, html: _h, related: _r, sources: _s, ...meta } = article

function guide(slug: string, changes: Partial<ArticleMeta> = {}): ArticleMeta {
  return { ...meta, slug, url: `https://support.example/es/articles/${slug}`, ...changes }
}

const older = guide('older', { updated: '2026-11-05T10:00:00.000Z', reviewed: '2026-11-20' })
const newer = guide('newer', { updated: '2026-11-06T10:00:00.000Z', reviewed: '2026-01-01' })

describe('the feed', () => {
  test('holds the guides of the language, escaped', () => {
    const hostile = guide('x', { title: 'A & <b> \u0000"x"' })
    const feed = articleFeed(ctx, [hostile, guide('only-en', { lang: 'en' })])
    expect(feed).toContain('<title>A &amp; &lt;b&gt; &quot;x&quot;</title>')
    expect(feed.match(/<entry>/g)).toHaveLength(1)
  })

  test('begins with the last change, whenever a guide was reviewed', () => {
    const feed = articleFeed(ctx, [older, newer])
    const ids = [...feed.matchAll(/<entry>\n<id>[^<]*\/(\w+)<\/id>/g)].map(([, slug]) => slug)
    expect(ids).toEqual(['newer', 'older'])
    const [first] = feed.split('<entry>')
    expect(first).toContain('<updated>2026-11-06T10:00:00.000Z</updated>')
    expect(feed).toContain(
      '<published>2026-10-05T08:00:00.000Z</published>\n<updated>2026-11-05T10:00:00.000Z</updated>',
    )
  })

  test('is still a feed when it is empty', () => {
    expect(articleFeed(ctx, [])).toContain('<updated>2026-11-23T00:00:00Z</updated>')
  })
})

describe('the map', () => {
  const address = 'https://support.example'
  const map = siteMap(ctx, {
    guides: { es: [older, newer], en: [older, { ...newer, lang: 'en', updated: '2026-11-07' }] },
    offices: [office],
    topics: [{ category: newer.category }],
  })

  test('names each page in each of its languages', () => {
    expect(map).toContain(`<loc>${address}/en/topics/einvoicing-tax</loc>`)
    expect(map).toContain(`<loc>${address}/es/guides</loc>`)
    expect(map).toContain(`<loc>${address}/en/articles/newer</loc>`)
    expect(map).not.toContain('/en/articles/older')
    expect(map).toContain(`hreflang="x-default" href="${address}/es/ask"`)
  })

  test('says of a page when what it shows changed last, and nothing where that is not known', () => {
    const lastmod = (path: string) =>
      new RegExp(`<loc>${address}${path}</loc>(?:<lastmod>(.*?)</lastmod>)?<xhtml`).exec(map)?.[1]
    expect(lastmod('/es/articles/older')).toBe(older.updated)
    expect(lastmod('/en/articles/newer')).toBe('2026-11-07')
    expect(lastmod('/es/guides')).toBe(newer.updated)
    expect(lastmod('/en/topics/einvoicing-tax')).toBe('2026-11-07')
    expect(lastmod('/es/offices')).toBeUndefined()
  })
})
