import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ContentGap } from '../../server/contract/learning.ts'
import { phrasingRows } from '../../server/knowledge/learning/store.ts'
import type { QuestionLogRow } from '../../server/platform/db/knowledge-tables.ts'
import type { Client } from '../support/client.ts'
import { logUnanswered } from '../support/questions.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const GUIDE = 'phishing-smishing'

describe.each(ENGINES)('what no guide answered on %s', (engine) => {
  let service: Service
  let editor: Client
  let admin: Client

  beforeAll(async () => {
    service = await startService({ engine })
    editor = await service.staff({ role: 'editor', name: 'Edurne Salas' })
    admin = await service.staff({ role: 'admin' })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  const learnt = async (text: string) =>
    (await phrasingRows(service.app.db.read)).find((row) => row.text === text)
  const log = (text: string, row: Partial<QuestionLogRow> = {}) => logUnanswered(service, text, row)
  const mark = async (body: object, client = editor) => {
    const answer = await client.post('/api/v1/gap-marks', body)
    await service.app.knowledge.refresh()
    return answer
  }
  /** Marks renew the list at once; questions do within half a minute. */
  const gaps = async (client = editor): Promise<ContentGap[]> => {
    service.clock.now = new Date((service.clock.now ?? new Date()).getTime() + 60_000)
    return (await client.get('/api/v1/content-gaps')).json.items
  }
  const gapAbout = async (word: string, client = editor) =>
    (await gaps(client)).find(({ text }) => text.includes(word))

  test('what many asked in vain is one gap, counted by sector and region', async () => {
    await log('¿Hay ayudas para comprar drones?')
    await log('ayuda para comprar un dron', { outcome: 'handed-over', section: 'A' })
    await log('ayudas comprar drones', { decision: 'clarify' })
    await log('comprar drones con ayudas', { decision: 'answer', outcome: 'not-helpful' })
    await log('ayuda para drones que vale', { decision: 'answer', outcome: 'helpful' })
    await log('ayuda para drones resuelta', { resolved_with: GUIDE })
    await log('ayuda comprar drones antigua', { at: '2026-01-01T10:00:00.000Z' })
    await log('ayudas para comprar drones ya', { office: 'granada-biotech', section: null })
    await log('ayudas: comprar drones', { office: null, handed_to: 'granada-construction' })
    const gap = await gapAbout('dron')
    expect(gap).toMatchObject({
      count: 5,
      handedOver: 3,
      unclear: 1,
      notHelpful: 1,
      sectors: [
        { code: 'F', count: 4 },
        { code: 'A', count: 1 },
      ],
      regions: [{ code: 'ES61', label: 'Andalucía', count: 5 }],
      nearest: { slug: GUIDE },
      toWrite: null,
    })
    expect(gap?.examples).toHaveLength(3)
    expect((await gapAbout('dron', admin))?.count).toBe(6)
  })

  test('a gap may be left to be written, and be opened again', async () => {
    const question = await log('cómo digitalizo el herbario de la botica')
    expect(await mark({ kind: 'to-write', question, note: 'La escribe Edurne' })).toMatchObject({
      status: 204,
    })
    expect((await gapAbout('herbario'))?.toWrite).toMatchObject({
      note: 'La escribe Edurne',
      by: 'Edurne Salas',
    })
    await mark({ kind: 'open', question })
    expect(await gapAbout('herbario')).toMatchObject({ toWrite: null })
  })

  test('a gap for a person is gone, also in other words, and the search knows', async () => {
    const question = await log('cuándo me pagáis la beca del herrero')
    await log('¿la beca del herrero cuándo la pagáis?')
    expect(await mark({ kind: 'for-a-person', question })).toMatchObject({ status: 204 })
    expect(await gapAbout('herrero')).toBeUndefined()
    expect(await learnt('cuándo me pagáis la beca del herrero')).toMatchObject({ slug: undefined })
    expect((await mark({ kind: 'for-a-person', question })).status).toBe(409)
  })

  test('a gap that a guide answers after all becomes its phrasing, without what is personal', async () => {
    const question = await log('mi correo [e-mail] recibe mensajes del yunque')
    const attach = { kind: 'attached', question, guide: GUIDE }
    expect((await mark(attach)).json.errors).toMatchObject([{ path: 'text' }])
    const text = 'recibo mensajes raros del yunque'
    expect((await mark({ ...attach, text })).status).toBe(204)
    expect(await gapAbout('yunque')).toBeUndefined()
    expect(await learnt(text)).toMatchObject({ slug: GUIDE })
  })

  test('an office’s gaps are decided by its own editors', async () => {
    const question = await log('dónde compro el astrolabio')
    const foreign = await service.staff({ role: 'editor', office: 'granada-biotech' })
    const body = { kind: 'to-write', question, note: 'x' }
    expect((await mark(body, foreign)).status).toBe(404)
    expect((await mark({ ...body, question: randomUUID() })).status).toBe(404)
    expect((await mark(body, await service.staff({ role: 'auditor' }))).status).toBe(403)
    expect(await gapAbout('astrolabio', foreign)).toBeUndefined()
  })
})
