import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bumpGeneration } from '../../server/knowledge/store.ts'
import { PAYLOADS } from '../support/pages.ts'
import { type Service, startService } from '../support/service.ts'

const PUBLIC_URL = 'https://ayuda.example'

const PAGES = [
  ...['es', 'en'].flatMap((lang) =>
    [
      '',
      '/search',
      '/search?q=verifactu',
      '/search?q=zzzqqqxxx',
      '/guides',
      '/topics/cybersecurity',
      '/articles/verifactu-who-when',
      '/glossary',
      '/offices',
      '/offices/granada-construction',
      '/ask',
      '/ask?q=verifactu&office=granada-construction',
      '/ask?office=nope',
      '/privacy',
      '/accessibility',
      '/legal',
    ].map((path) => `/${lang}${path}`),
  ),
  '/widget?office=granada-construction&lang=es',
  '/demo?lang=en',
  '/console',
  '/console/setup/abc',
  '/api/docs',
  '/problems/too-many-requests',
]

describe('pages', () => {
  let service: Service

  beforeAll(async () => {
    service = await startService({ environment: { PUBLIC_URL } })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  const get = (path: string, headers?: Record<string, string>) =>
    service.anonymous.get(path, headers)

  test.each(PAGES)(
    '%s is a page in its language, without cookies, with scripts by nonce',
    async (path) => {
      const answer = await get(path, { 'accept-language': 'es' })
      expect(answer.status).toBe(200)
      const lang = /^\/en|lang=en/.test(path) ? 'en' : 'es'
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(answer.headers.get('content-language')).toBe(lang)
      expect(answer.text).toContain(`<html lang="${lang}">`)
      expect(answer.headers.get('set-cookie')).toBeNull()
      const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
      for (const script of answer.text.match(/<script[^>]*>/g) ?? []) {
        expect(script).toContain(`nonce="${nonce}"`)
      }
      expect(answer.text).not.toMatch(/[>"]help\.[a-z]/)
    },
  )

  test.each([
    ['es-ES,es;q=0.9', '/es'],
    ['en-GB', '/en'],
    ['en,es;q=0.8', '/en'],
    ['fr-FR, en;q=0.5', '/en'],
    ['ca, es;q=0.1, en;q=0.7', '/en'],
  ])('/ leads a browser that names %s to %s', async (header, to) => {
    const answer = await get('/', {
      'accept-language': header,
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
    })
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe(to)
    expect(answer.headers.get('vary')).toContain('Accept-Language')
  })

  test.each(['fr', '*', ''])('/ asks where the browser names "%s"', async (header) => {
    const answer = await get('/', { 'accept-language': header })
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('href="/es"')
    expect(answer.text).toContain('href="/en"')
  })

  test.each([
    '/nope',
    '/fr',
    '/es/nope',
    '/es/articles/nope',
    '/es/articles/..%2f..%2fetc',
    '/es/topics/nope',
    '/es/topics/__proto__',
    '/es/offices/nope',
    '/problems/nope',
    '/problems/constructor',
    '/demo?office=nope',
    '/t/nope',
    '/t/a.b',
    '/es/ask/sent/nope',
  ])('%s is a page that is not there', async (path) => {
    const answer = await get(path, { 'accept-language': 'es' })
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-language')).toBe('es')
    expect(answer.text).toContain('No encontrado')
    expect(answer.text).toContain('action="/es/search"')
  })

  test('an unknown office of the chat is named', async () => {
    const answer = await get('/widget?office=nope&lang=en')
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('nope')
  })

  const places: ((payload: string) => [string, Record<string, string>?])[] = [
    (payload) => [`/es/search?q=${encodeURIComponent(payload)}`],
    (payload) => [`/es/ask?q=${encodeURIComponent(payload)}&office=${encodeURIComponent(payload)}`],
    (payload) => [`/demo?lang=${encodeURIComponent(payload)}`],
    (payload) => [
      `/widget?lang=${encodeURIComponent(payload)}&office=${encodeURIComponent(payload)}`,
    ],
    (payload) => [`/es/articles/verifactu-who-when?thanks=${encodeURIComponent(payload)}`],
    (payload) => [`/es/articles/${encodeURIComponent(payload)}`],
    (payload) => [`/problems/${encodeURIComponent(payload)}`],
    (payload) => [`/${encodeURIComponent(payload)}`],
    (payload) => [`/t/${encodeURIComponent(payload)}?lang=${encodeURIComponent(payload)}`],
  ]

  test.each(PAYLOADS)('nothing of an address runs: %s', async (payload) => {
    const harmless = await get('/es/search?q=x')
    const count = (text: string) =>
      (text.match(/<(script|img|svg|iframe|form|base|meta)\b/g) ?? []).length
    for (const place of places) {
      const [path] = place(payload)
      const { text, status } = await get(path)
      expect([200, 400, 404]).toContain(status)
      if (/<[a-z!/]/i.test(payload)) expect(text, path).not.toContain(payload)
    }
    const searched = await get(`/es/search?q=${encodeURIComponent(payload)}`)
    if (searched.text.includes('class="results"') === harmless.text.includes('class="results"')) {
      expect(count(searched.text)).toBe(count(harmless.text))
    }
    expect(searched.text).not.toContain('>49 49')
  })

  test.each(['accept-language', 'x-forwarded-for', 'referer', 'user-agent'])(
    'nothing of the header %s comes back',
    async (header) => {
      const answer = await get('/nope', { [header]: '<script>alert(1)</script>' })
      expect(answer.text).not.toContain('alert(1)')
    },
  )

  test('repeated and unknown parameters are no reason to refuse a page', async () => {
    expect((await get('/es/search?q=a&q=b&utm_source=x')).status).toBe(200)
    expect((await get('/es/articles/verifactu-who-when?thanks=maybe&fbclid=1')).status).toBe(200)
  })

  test('an article names its canonical address and its other language', async () => {
    const { text } = await get('/en/articles/verifactu-who-when', { host: 'evil.example' })
    expect(text).toContain(
      `<link rel="canonical" href="${PUBLIC_URL}/en/articles/verifactu-who-when"/>`,
    )
    expect(text).toContain(`hreflang="es" href="${PUBLIC_URL}/es/articles/verifactu-who-when"/>`)
    expect(text).not.toContain('evil.example')
  })

  test('search shows results with their topic, and carries an unanswered text over', async () => {
    const found = await get('/es/search?q=verifactu')
    expect(found.text).toContain('href="/es/articles/verifactu-who-when')
    expect(found.text).toContain('href="/es/topics/einvoicing-tax"')
    expect(found.text).toMatch(/<mark>/)
    const none = await get('/es/search?q=zzzqqqxxx')
    expect(none.text).toContain('Sin resultados')
    expect(none.text).toContain('href="/es/ask?q=zzzqqqxxx"')
  })

  test('the map is what it says, and robots find it', async () => {
    const map = await get('/sitemap.xml')
    expect(map.headers.get('content-type')).toBe('application/xml')
    expect(map.text).toContain(`<loc>${PUBLIC_URL}/en/articles/verifactu-who-when</loc>`)
    const again = await get('/sitemap.xml', { 'if-none-match': map.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
    expect((await get('/robots.txt')).text).toContain(`Sitemap: ${PUBLIC_URL}/sitemap.xml`)
  })

  test('the reference shows every operation of the API', async () => {
    const { text } = await get('/api/docs')
    const { paths } = (await get('/api/openapi.json')).json
    for (const path of Object.keys(paths)) expect(text).toContain(`</b> ${path}</code>`)
    expect(text).toMatch(/<pre><code>\{\n {2}text: string/)
  })

  test('an unchanged page costs a browser nothing, a changed one is shown at once', async () => {
    const path = '/es/articles/backups-3-2-1'
    const [first, second] = [await get(path), await get(path)]
    const etag = first.headers.get('etag') ?? ''
    expect(second.headers.get('etag')).toBe(etag)
    expect(nonceOf(first)).not.toBe(nonceOf(second))
    for (const answer of [first, second])
      expect(answer.text).toContain(`nonce="${nonceOf(answer)}"`)
    const unchanged = await get(path, { 'if-none-match': etag })
    expect(unchanged.status).toBe(304)
    // The browser keeps the page with its nonce, so it must keep the policy that names it too.
    expect(unchanged.headers.get('content-security-policy')).toBeNull()
    await service.app.db.inTransaction(async (tx) => {
      const { revision_id: id } = await tx.db
        .selectFrom('articles')
        .select('revision_id')
        .where('slug', '=', 'backups-3-2-1')
        .where('lang', '=', 'es')
        .executeTakeFirstOrThrow()
      const change = { html: '<p>Texto nuevo</p>' }
      await tx.db.updateTable('article_revisions').set(change).where('id', '=', id).execute()
      await bumpGeneration(tx)
    })
    const changed = await get(path, { 'if-none-match': etag })
    expect(changed.status).toBe(200)
    expect(changed.text).toContain('Texto nuevo')
  })

  test('whether a guide helped is kept once, without personal data', async () => {
    const id = randomUUID()
    const form = { id, helpful: 'no', reason: 'Escribidme a ana@ortega.example' }
    for (const _ of [1, 2]) {
      const answer = await submit('/es/articles/backups-3-2-1/feedback', form)
      expect(answer.status).toBe(303)
      expect(answer.headers.get('location')).toBe('/es/articles/backups-3-2-1?thanks=no#p-feedback')
    }
    const rows = await service.app.db.read.selectFrom('article_feedback').selectAll().execute()
    expect(rows).toMatchObject([{ id, slug: 'backups-3-2-1', lang: 'es', helpful: 0 }])
    expect(rows[0]?.reason).toBe('Escribidme a [e-mail]')
  })

  test('a comment that cannot be kept stays in its form', async () => {
    const id = randomUUID()
    const answer = await submit('/es/articles/backups-3-2-1/feedback', {
      id,
      helpful: 'no',
      reason: `a\u0000b${'x'.repeat(10)}`,
    })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('xxxxxxxxxx')
    expect((await submit('/es/articles/nope/feedback', { id, helpful: 'no' })).status).toBe(404)
    expect(
      (await submit('/es/articles/backups-3-2-1/feedback', { helpful: 'perhaps' })).status,
    ).toBe(400)
  })

  function nonceOf({ headers }: { headers: Headers }) {
    return /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1]
  }

  function submit(path: string, form: Record<string, string>) {
    return service.anonymous.call('POST', path, new URLSearchParams(form).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    })
  }
})
