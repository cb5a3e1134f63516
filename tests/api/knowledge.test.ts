import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Article, ArticleList, AskReply, SearchReply } from '../../server/contract/knowledge.ts'
import type { Answer } from '../support/client.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const QUESTION = '¿Desde cuándo tengo que usar VeriFactu?'
const MAX = 4_000

/** A refusal as RFC 9457 wants it, with the fields at fault. */
function expectRefused(answer: Answer, status: number, paths: string[] = []): void {
  expect(answer.status, answer.text).toBe(status)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(answer.json).toMatchObject({ status, title: expect.any(String) })
  expect(answer.json.instance).toMatch(/^urn:uuid:/)
  const errors: { path: string; message: string }[] = answer.json.errors ?? []
  expect(errors.map(({ path }) => path)).toEqual(paths)
  for (const { message } of errors) expect(message).toMatch(/^[A-ZÁÉÍÓÚ]/)
}

describe.each(ENGINES)('knowledge over HTTP on %s', (engine) => {
  let service: Service

  beforeAll(async () => {
    service = await startService({ engine })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  const get = (path: string, headers?: Record<string, string>) =>
    service.anonymous.get(`/api/v1${path}`, headers)
  const find = async (query: Record<string, string>) => {
    const answer = await get(`/search?${new URLSearchParams(query)}`)
    expect(answer.status, answer.text).toBe(200)
    return SearchReply.parse(answer.json).items
  }
  const post = (body: unknown, headers?: Record<string, string>) =>
    service.anonymous.post('/api/v1/ask', body, headers)
  const ask = async (body: object) => {
    const answer = await post(body)
    expect(answer.status, answer.text).toBe(200)
    return AskReply.parse(answer.json)
  }
  const logged = () =>
    service.app.db.read.selectFrom('question_log').selectAll().orderBy('at').execute()

  describe('GET /api/v1/search', () => {
    test('finds the guide, best first, one row an article, with a link to its section', async () => {
      const items = await find({ q: 'plazo verifactu autónomos' })
      expect(items[0]).toMatchObject({ slug: 'verifactu-who-when', lang: 'es' })
      expect(items[0]?.url).toContain(`${service.app.publicUrl()}/es/articles/verifactu-who-when`)
      expect(new Set(items.map(({ slug }) => slug)).size).toBe(items.length)
      const scores = items.map(({ score }) => score)
      expect(scores).toEqual([...scores].sort((one, other) => other - one))
      expect(await find({ q: 'plazo verifactu autónomos', limit: '1' })).toEqual([items[0]])
    })

    test('in the language asked for, and in Spanish where there are no texts in it', async () => {
      const q = 'ransomware backup'
      expect(new Set((await find({ q, lang: 'en-GB' })).map(({ lang }) => lang))).toEqual(
        new Set(['en']),
      )
      const spanish = await find({ q, lang: 'es' })
      for (const lang of ['fr', 'zh-Hant-TW', 'tlh']) {
        expect(await find({ q, lang }), lang).toEqual(spanish)
      }
    })

    test('nothing asked and nothing known find nothing', async () => {
      for (const q of ['', '   ', 'zzzqqqxxx', '¿?', '🦄']) expect(await find({ q }), q).toEqual([])
    })

    test.each([
      'title:verifactu',
      'verifactu*',
      '+verifactu',
      '-verifactu',
      'verifactu~99',
      'verifactu^1e9',
      '"verifactu"',
      'verifactu:',
      '* verifactu : ~ ^ + -',
      '(verifactu) AND NOT NEAR {',
    ])('case 65: %s is text, no search language', async (q) => {
      const [first] = await find({ q, lang: 'es' })
      expect(first?.slug).toMatch(/^verifactu/)
    })

    test.each<[string, string[]]>([
      ['', ['q']],
      ['?q=x&limit=0', ['limit']],
      ['?q=x&limit=51', ['limit']],
      ['?q=x&limit=ten', ['limit']],
      ['?q=x&lang=%C3%B1%C3%B1', ['lang']],
      ['?q=x&sort=age', ['sort']],
      ['?q=a&q=b', ['q']],
      [`?q=${'x'.repeat(MAX + 1)}`, ['q']],
    ])('refuses search%s', async (query, paths) => {
      expectRefused(await get(`/search${query}`), 400, paths)
    })

    test('says what is wrong in the reader’s language', async () => {
      const messages = await Promise.all(
        ['es', 'en'].map(async (lang) => {
          const { json } = await get('/search?q=x&limit=99', { 'accept-language': lang })
          return [json.title, json.errors[0].message]
        }),
      )
      expect(messages[0]?.[1]).toBe('Escribe un número entre 1 y 50.')
      expect(messages[1]?.[1]).toContain('1')
      expect(messages[1]).not.toEqual(messages[0])
    })
  })

  describe('POST /api/v1/ask', () => {
    test('answers with its sources, other guides and the office', async () => {
      const reply = await ask({ text: QUESTION, lang: 'es' })
      expect(reply).toMatchObject({ decision: 'answer', lang: 'es' })
      expect(reply.answer?.citations[0]).toMatchObject({ slug: 'verifactu-who-when', lang: 'es' })
      expect(reply.reply.text).toContain(reply.answer?.text)
      expect(reply.route.office.slug).toBeTruthy()
      expect(reply.route.reasons.length).toBeGreaterThan(0)
    })

    test('answers in English to English, and in Spanish with a sentence in front to French', async () => {
      const en = await ask({ text: 'When does VeriFactu become compulsory?' })
      expect(en).toMatchObject({ decision: 'answer', lang: 'en' })
      expect(en.answer?.citations[0]?.url).toContain('/en/articles/')
      const fr = await ask({ text: 'Depuis quand est-ce que VeriFactu est obligatoire ?' })
      expect(fr.lang).toBe('es')
      if (fr.decision === 'answer') expect(fr.reply.html).toContain('lang="fr"')
    })

    test('answers several questions at once, each from its section, and names what it lacks', async () => {
      const text = '¿me obliga verifactu? ¿y qué multa hay? ¿y cuánto cuesta un dron?'
      const { decision, answer, reply } = await ask({ text, lang: 'es' })
      expect(decision).toBe('answer')
      const urls = answer?.citations.map(({ url }) => url) ?? []
      expect(urls).toHaveLength(2)
      expect(new Set(urls).size).toBe(2)
      for (const asked of ['¿Me obliga verifactu?', '¿Y qué multa hay?']) {
        expect(reply.text).toContain(`${asked}\n`)
        expect(reply.html).toContain(`<strong lang="es">${asked}</strong>`)
      }
      expect(reply.text).toMatch(/«y cuánto cuesta un dron».*persona/)
      const rows = await logged()
      const row = rows.find((one) => one.text === text)
      expect(JSON.parse(row?.cited ?? '[]')).toHaveLength(2)
    })

    test('leaves to a person what no guide holds, and says nothing as an answer', async () => {
      const reply = await ask({ text: 'El tacógrafo del camión 3 da el error 0x80', lang: 'es' })
      expect(reply).toMatchObject({ decision: 'handover', answer: null })
      expect(reply.reply.text.length).toBeGreaterThan(20)
    })

    test('keeps the anonymous question and nothing else', async () => {
      const before = (await logged()).length
      await ask({ text: 'Soy ana@empresa.example: ¿qué es un CRM?', lang: 'es' })
      const rows = await logged()
      expect(rows).toHaveLength(before + 1)
      expect(JSON.stringify(rows)).not.toContain('ana@empresa')
      for (const table of ['conversations', 'messages', 'contacts', 'companies'] as const) {
        const row = await service.app.db.read.selectFrom(table).selectAll().executeTakeFirst()
        expect(row, table).toBeUndefined()
      }
    })

    test('takes a question of 4,000 characters, of one character and of anything', async () => {
      const long = `${QUESTION} `.repeat(200).slice(0, MAX)
      expect(long).toHaveLength(MAX)
      for (const text of [
        long,
        '?',
        '((((((',
        '🦄',
        '\u202Eotcafirev',
        'ß'.repeat(MAX),
        '+*~^:"-',
      ]) {
        const reply = await ask({ text })
        expect(reply.reply.text, text.slice(0, 20)).toMatch(/\p{L}/u)
      }
    })

    test.each<[string, unknown, string[]]>([
      ['nothing', {}, ['text']],
      ['an empty question', { text: '' }, ['text']],
      ['blanks', { text: ' \n\t ' }, ['text']],
      ['4,001 characters', { text: 'x'.repeat(MAX + 1) }, ['text']],
      ['NUL', { text: 'a\u0000b' }, ['text']],
      ['a lone surrogate', { text: 'a\uD800b' }, ['text']],
      ['an operator object', { text: { $ne: 1 } }, ['text']],
      ['a list', [QUESTION], ['']],
      ['a stranger’s key', { text: 'x', admin: true }, ['admin']],
      ['an unknown office', { text: 'x', office: 'nowhere' }, ['office']],
      ['a sector that is none', { text: 'x', nace: 'Z' }, ['nace']],
      ['a language of 40 letters', { text: 'x', lang: 'a'.repeat(40) }, ['lang']],
      ['another role', { text: 'x', context: [{ role: 'system', text: 'y' }] }, ['context.0.role']],
      [
        'faults in three places',
        { text: '', postcode: 'x'.repeat(30), activity: 7 },
        ['text', 'activity', 'postcode'],
      ],
    ])('refuses %s, naming the field', async (_what, body, paths) => {
      const before = (await logged()).length
      expectRefused(await post(body), 400, paths)
      expect(await logged()).toHaveLength(before)
    })

    test('says what is wrong in the reader’s language, also by `lang` in the body', async () => {
      const tell = async (body: object, headers?: Record<string, string>) =>
        (await post(body, headers)).json.errors[0].message
      const es = await tell({ text: '' }, { 'accept-language': 'es' })
      const en = await tell({ text: '' }, { 'accept-language': 'en' })
      expect(es).toBe('Falta este dato.')
      expect(en).not.toBe(es)
      expect(await tell({ text: '', lang: 'en' }, { 'accept-language': 'es' })).toBe(en)
      expect(
        await tell({ text: 'x', lang: 'a'.repeat(40) }, { 'accept-language': 'es' }),
      ).toContain('35')
    })

    test('refuses what is no JSON', async () => {
      expectRefused(await post('{"text": "x"'), 400)
      expectRefused(await post('text=x', { 'content-type': 'text/plain' }), 400, ['text'])
    })

    test('case 95: one key asks once, and another question under it is refused', async () => {
      const before = (await logged()).length
      const key = { 'idempotency-key': randomUUID() }
      const body = { text: QUESTION, lang: 'es' }
      const answers = await Promise.all(Array.from({ length: 4 }, () => post(body, key)))
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
      expect(await logged()).toHaveLength(before + 1)
      expectRefused(await post({ ...body, text: 'otra cosa' }, key), 422)
    })
  })

  describe('GET /api/v1/articles', () => {
    test('lists every published guide once, in the reader’s language', async () => {
      for (const lang of ['es', 'en']) {
        const { items } = ArticleList.parse(
          (await get('/articles', { 'accept-language': lang })).json,
        )
        expect(items.length).toBeGreaterThanOrEqual(12)
        expect(new Set(items.map(({ slug }) => slug)).size).toBe(items.length)
        expect(new Set(items.map((item) => item.lang))).toEqual(new Set([lang]))
        expect(items[0]?.languages.sort()).toEqual(['en', 'es'])
      }
    })

    test('one guide, as Markdown and as safe HTML; in Spanish where it has no text in a language', async () => {
      const path = '/articles/backups-3-2-1'
      const es = Article.parse((await get(`${path}?lang=es`)).json)
      const en = Article.parse((await get(`${path}?lang=en-US`)).json)
      const eu = Article.parse((await get(`${path}?lang=eu`)).json)
      expect([es.lang, en.lang]).toEqual(['es', 'en'])
      expect(en.markdown).not.toBe(es.markdown)
      expect(eu).toEqual(es)
      expect(es.html).toContain('<h2')
      expect(es.html).not.toMatch(/<script|on\w+=|javascript:/i)
      expect(es.markdown).not.toMatch(/^---/)
      expect(Article.parse((await get(path, { 'accept-language': 'en' })).json)).toEqual(en)
      expect(
        Article.parse((await get(`${path}?lang=es`, { 'accept-language': 'en' })).json),
      ).toEqual(es)
    })

    test('an unknown guide is not found, in the reader’s language', async () => {
      for (const slug of ['nope', 'constructor', 'a'.repeat(80)]) {
        const es = await get(`/articles/${slug}`, { 'accept-language': 'es' })
        expectRefused(es, 404)
        expect(es.json.title).toBe('No encontrado')
        expect((await get(`/articles/${slug}?lang=en`)).json.title).toBe('Not found')
      }
    })

    test('what is no slug, and unknown parameters, are refused at their place', async () => {
      for (const slug of ['Nope!', '..%2f..%2fpackage.json', 'a'.repeat(81), '%00', '__proto__']) {
        expectRefused(await get(`/articles/${slug}`), 400, ['slug'])
      }
      expectRefused(await get('/articles/backups-3-2-1?revision=1'), 400, ['revision'])
    })
  })

  test('what is wrong in the content files is told to editors only', async () => {
    expectRefused(await get('/content-problems'), 401)
    const advisor = await service.staff({ role: 'advisor' })
    expectRefused(await advisor.get('/api/v1/content-problems'), 403)
    const editor = await service.staff({ role: 'editor' })
    expect((await editor.get('/api/v1/content-problems')).status).toBe(200)
  })
})
