import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AnswerNow, GuideText, type QuestionList } from '../../server/contract/questions.ts'
import { importContent } from '../../server/knowledge/service.ts'
import type { Client } from '../support/client.ts'
import {
  askOn,
  insertQuestions,
  listQuestions,
  loggedRow,
  readQuestion,
} from '../support/questions.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const BUILDERS = 'granada-construction'
const QUESTION = '¿Desde cuándo tengo que usar VeriFactu?'
/** A new index for a changed guide, on a machine with much else to do. */
const REBUILD_MS = 120_000
const GUIDE = 'verifactu-who-when'

describe.each(ENGINES)('the pages of questions on %s', (engine) => {
  let service: Service
  let admin: Client
  let stranger: Client

  beforeAll(async () => {
    service = await startService({ engine })
    admin = await service.staff({ role: 'admin' })
    stranger = await service.staff({ role: 'editor', office: 'granada-biotech' })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  const again = async (client: Client, id: string) => {
    const answer = await client.get(`/api/v1/questions/${id}/answer-now`)
    expect(answer.status, answer.text).toBe(200)
    return AnswerNow.parse(answer.json)
  }
  const list = listQuestions
  const read = readQuestion
  const ask = (text: string, office?: string) => askOn(service, admin, text, office)

  test('an answer is explained from what it was decided by', async () => {
    const { finding, ...row } = await read(admin, await ask(QUESTION, BUILDERS))
    expect(row).toMatchObject({ text: QUESTION, lang: 'es', decision: 'answer', outcome: null })
    expect(row.office?.slug).toBe(BUILDERS)
    const { explanation, cited, retrieved } = finding
    if (!explanation?.calibration) throw new Error('not explained')
    const { bias, answerAt } = explanation.calibration
    const sum = explanation.features.reduce((all, one) => all + one.weight * one.value, bias)
    expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(finding.confidence, 1)
    expect(finding.confidence).toBeGreaterThanOrEqual(answerAt)
    expect(explanation.because).toBe('confidence')
    expect(cited[0]).toMatchObject({ slug: GUIDE, number: 1, present: { quoted: 'same' } })
    expect(cited[0]?.heading).not.toBe('')
    expect(explanation.guides.map(({ slug }) => slug)).toEqual(
      retrieved.slice(0, 5).map(({ slug }) => slug),
    )
    const shares = explanation.guides.flatMap(({ parts }) => Object.values(parts))
    expect(Math.max(...shares)).toBe(1)
    expect(explanation.words.find(({ word }) => word === 'verifactu')?.in).toContain('title')
    expect(explanation.nearest?.text).toMatch(/VeriFactu/i)
  })

  test('what was settled before any search says so', async () => {
    const { finding } = await read(admin, await ask('hola, buenos días'))
    expect(finding).toMatchObject({ decision: 'smalltalk', cited: [], retrieved: [] })
    expect(finding.explanation).toMatchObject({ because: 'intent', calibration: null })
  })

  test('a word that the log masks stands nowhere in what is kept', async () => {
    const text = 'Soy PEPAGARCIA@empresa.example, 600 123 456, ¿desde cuándo VeriFactu?'
    const id = await ask(text)
    const stored = await service.app.db.read
      .selectFrom('question_log')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const { words } = (await read(admin, id)).finding.explanation ?? {}
    const kept = JSON.stringify([stored.text, stored.search_text, words]).toLowerCase()
    expect(kept).toContain('[e-mail]')
    for (const word of ['pepagarcia', '600', '123', '456']) expect(kept).not.toContain(word)
    expect(stored.explanation).toContain('verifactu')
  })

  test('a question of an earlier version is shown without an explanation, and found by its text', async () => {
    const row = loggedRow({})
    await insertQuestions(service, [row])
    expect((await read(admin, row.id)).finding.explanation).toBeNull()
    const { items } = await list(admin, { q: 'firmo PDF' })
    expect(items.map(({ id }) => id)).toEqual([row.id])
  })

  test('the guide that resolved it and a model’s words are told', async () => {
    const rephrased = JSON.stringify({ text: 'x', model: 'm' })
    const row = loggedRow({ resolved_with: GUIDE, rephrased })
    const gone = loggedRow({ resolved_with: 'withdrawn' })
    await insertQuestions(service, [row, gone])
    const told = await read(admin, row.id)
    expect(told).toMatchObject({ isRephrased: true, resolvedWith: { slug: GUIDE } })
    expect(told.resolvedWith?.title).not.toBe(GUIDE)
    expect(await read(admin, gone.id)).toMatchObject({
      isRephrased: false,
      resolvedWith: { title: 'withdrawn' },
    })
  })

  test('asked again it gets the same, and nothing is kept of that', async () => {
    const id = await ask(QUESTION, BUILDERS)
    const before = await list(admin)
    const { finding, reply } = await again(admin, id)
    expect(finding).toEqual((await read(admin, id)).finding)
    expect(reply.text).not.toBe('')
    expect(await list(admin)).toEqual(before)
  })

  test(
    'a guide that changed since is shown as it was, beside what it is now',
    async () => {
      const id = await ask(QUESTION)
      const [cited] = (await read(admin, id)).finding.cited
      const path = `/api/v1/questions/${id}/texts/${cited?.revision}`
      const was = GuideText.parse((await admin.get(path)).json)
      expect(was.present?.revision).toBe(cited?.revision)
      const folder = mkdtempSync(join(tmpdir(), 'otd-content-'))
      try {
        cpSync(join(import.meta.dirname, '../../content'), folder, { recursive: true })
        const file = join(folder, 'articles', GUIDE, 'es.md')
        const text = readFileSync(file, 'utf8')
        writeFileSync(
          file,
          text.replaceAll(/^## .*$/gm, (heading) => `${heading} (nuevo)`),
        )
        expect((await importContent(service.app, folder)).imported).toBe(1)
        const [gone] = (await read(admin, id)).finding.cited
        expect(gone).toMatchObject({ number: 1, present: { number: 2, quoted: 'gone' } })
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
      const now = GuideText.parse((await admin.get(path)).json)
      expect(now).toMatchObject({ number: 1, html: was.html, present: { number: 2 } })
      expect((await again(admin, id)).finding.cited[0]).toMatchObject({ number: 2 })
    },
    REBUILD_MS,
  )

  test('only texts that have to do with the question are shown', async () => {
    const id = await ask('hola')
    const other = (await list(admin, { q: 'verifactu', decision: 'answer' })).items[0]?.id ?? ''
    const [cited] = (await read(admin, other)).finding.cited
    const path = (question: string) => `/api/v1/questions/${question}/texts/${cited?.revision}`
    expect((await admin.get(path(other))).status).toBe(200)
    expect((await admin.get(path(id))).status).toBe(404)
    expect((await stranger.get(path(other))).status).toBe(404)
  })

  test('filters find what they name, and only that', async () => {
    await ask('Com puc renovar el certificat digital?')
    const catalan = (await list(admin, { lang: 'ca' })).items
    expect(catalan.map(({ text }) => text)).toEqual(['Com puc renovar el certificat digital?'])
    const greetings = (await list(admin, { decision: 'smalltalk' })).items
    expect(greetings.length).toBeGreaterThan(0)
    expect(new Set(greetings.map(({ decision }) => decision))).toEqual(new Set(['smalltalk']))
    expect((await list(admin, { q: 'certificát DIGITAL renovar' })).items).toHaveLength(1)
    expect((await list(admin, { q: '%' })).items.length).toBe((await list(admin)).items.length)
    expect((await list(admin, { q: 'zzqqxx' })).items).toEqual([])
    expect((await admin.get('/api/v1/questions?decision=maybe')).status).toBe(400)
    expect((await admin.get('/api/v1/questions?cursor=nonsense')).status).toBe(400)
  })

  describe('a long log', () => {
    const rare = loggedRow({ at: '2020-01-01T00:00:00.000Z', text: 'la más antigua', lang: 'eu' })

    beforeAll(async () => {
      const rows = Array.from({ length: 5_100 }, (_, index) =>
        loggedRow({ at: new Date(1_600_000_000_000 + (index >> 1) * 1_000).toISOString() }),
      )
      await insertQuestions(service, [rare, ...rows])
    })

    const pagesOf = async (client: Client, query: Record<string, string>) => {
      const pages: QuestionList[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        pages.push(await list(client, { ...query, ...(cursor !== '' && { cursor }) }))
        cursor = pages.at(-1)?.nextCursor ?? null
      }
      return pages
    }

    test('every question stands on one page, newest first', async () => {
      const items = (await pagesOf(admin, { limit: '200' })).flatMap((page) => page.items)
      const { count } = await service.app.db.read
        .selectFrom('question_log')
        .select((row) => row.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      expect(new Set(items.map(({ id }) => id)).size).toBe(Number(count))
      const times = items.map(({ at }) => at)
      expect(times).toEqual([...times].sort().reverse())
      expect(items.at(-1)?.id).toBe(rare.id)
    })

    test('a filter reads on where it stopped looking, until the oldest', async () => {
      const pages = await pagesOf(admin, { lang: 'eu' })
      expect(pages.length).toBeGreaterThan(1)
      expect(pages[0]?.items).toEqual([])
      expect(pages.flatMap(({ items }) => items).map(({ id }) => id)).toEqual([rare.id])
    })
  })
})
