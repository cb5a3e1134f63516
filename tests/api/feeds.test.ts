import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ArticleMeta } from '../../server/contract/knowledge.ts'
import { importContent } from '../../server/knowledge/service.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const PUBLIC_URL = 'https://ayuda.example'
const CHANGED = 'backups-3-2-1'
const CHANGED_AT = '2027-01-15T10:00:00.000Z'
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

type Entry = { id: string; published: string; updated: string }

function entriesOf(feed: string): Entry[] {
  return feed
    .split('<entry>')
    .slice(1)
    .map((entry) => {
      const text = (name: string) => new RegExp(`<${name}>(.*?)</${name}>`).exec(entry)?.[1] ?? ''
      for (const name of ['title', 'summary']) expect(text(name)).not.toBe('')
      return { id: text('id'), published: text('published'), updated: text('updated') }
    })
}

describe.each(ENGINES)('what has changed, on %s', (engine) => {
  let service: Service
  let folder: string

  beforeAll(async () => {
    service = await startService({ engine, environment: { PUBLIC_URL } })
    folder = mkdtempSync(join(tmpdir(), 'otd-content-'))
    cpSync(join(import.meta.dirname, '../../content'), folder, { recursive: true })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    rmSync(folder, { recursive: true, force: true })
    await service.close()
  })

  const get = (path: string, headers?: Record<string, string>) =>
    service.anonymous.get(path, headers)
  const listed = async (): Promise<ArticleMeta[]> =>
    (await get('/api/v1/articles?lang=es')).json.items

  /** As an editor would: one sentence more in one file. */
  async function changeOneGuide(): Promise<void> {
    service.clock.now = new Date(CHANGED_AT)
    const file = join(folder, 'articles', CHANGED, 'es.md')
    writeFileSync(file, `${readFileSync(file, 'utf8').trimEnd()}\n\nUna frase nueva.\n`)
    const { imported } = await importContent(service.app, folder)
    expect(imported).toBe(1)
  }

  test('the feed is what readers of feeds need', async () => {
    const { text, headers } = await get('/es/articles.atom')
    expect(headers.get('content-type')).toBe('application/atom+xml')
    const entries = entriesOf(text)
    expect(entries).toHaveLength(Math.min(50, (await listed()).length))
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
    for (const { published, updated } of entries) {
      expect(published).toMatch(RFC_3339)
      expect(updated).toMatch(RFC_3339)
    }
    expect(text).toContain(`<link rel="self" type="application/atom+xml" href="${PUBLIC_URL}/es/`)
    for (const path of ['', '/guides', '/topics/cybersecurity', `/articles/${CHANGED}`]) {
      expect((await get(`/en${path}`)).text).toMatch(
        /<link rel="alternate" type="application\/atom\+xml"[^>]* href="\/en\/articles\.atom"\/>/,
      )
    }
  })

  test('a changed guide comes first, with the time of its change', async () => {
    const path = '/es/articles.atom'
    const before = await get(path)
    const [etag, changed] = ['etag', 'last-modified'].map((name) => before.headers.get(name) ?? '')
    expect((await get(path, { 'if-none-match': etag ?? '' })).status).toBe(304)
    expect((await get(path, { 'if-modified-since': changed ?? '' })).status).toBe(304)
    const first = (await listed()).find(({ slug }) => slug === CHANGED)

    await changeOneGuide()

    const after = await get(path, { 'if-none-match': etag ?? '' })
    expect(after.status).toBe(200)
    expect((await get(path, { 'if-modified-since': changed ?? '' })).status).toBe(200)
    // Who names a tag is answered by it, whatever the date.
    const both = {
      'if-none-match': '"other"',
      'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT',
    }
    expect((await get(path, both)).status).toBe(200)
    const [newest, ...others] = entriesOf(after.text)
    expect(newest).toEqual({
      id: `${PUBLIC_URL}/es/articles/${CHANGED}`,
      published: first?.published,
      updated: CHANGED_AT,
    })
    expect(after.text).toContain(`</rights>`)
    expect(after.text.split('<entry>')[0]).toContain(`<updated>${CHANGED_AT}</updated>`)
    for (const { updated } of others) expect(updated < CHANGED_AT).toBe(true)
    expect((await get('/en/articles.atom')).text).not.toContain(CHANGED_AT)
  })

  test('the map says so of each page that shows it, and of no other', async () => {
    const { text } = await get('/sitemap.xml')
    const lastmod = (path: string) =>
      new RegExp(`<loc>${PUBLIC_URL}${path}</loc>(?:<lastmod>(.*?)</lastmod>)?<xhtml`).exec(text)
    for (const path of ['/es', '/es/guides', '/es/topics/cybersecurity', `/es/articles/${CHANGED}`])
      expect(lastmod(path)?.[1], path).toBe(CHANGED_AT)
    for (const path of ['/en/guides', `/en/articles/${CHANGED}`, '/es/articles/verifactu-who-when'])
      expect(lastmod(path)?.[1], path).toMatch(RFC_3339)
    expect(lastmod('/en/guides')?.[1]).not.toBe(CHANGED_AT)
    expect(lastmod('/es/offices')?.[1]).toBeUndefined()
    expect(text).toContain(`<loc>${PUBLIC_URL}/es/offices/granada-construction</loc>`)
  })

  test('the index holds every guide once, under its letter', async () => {
    const { text } = await get('/es/guides')
    const guides = await listed()
    for (const { slug } of guides) {
      expect(text.split(`href="/es/articles/${slug}"`)).toHaveLength(2)
    }
    for (const path of ['/es', '/es/topics/cybersecurity', `/es/articles/${CHANGED}`]) {
      expect((await get(path)).text).toContain('href="/es/guides"')
    }
  })
})
