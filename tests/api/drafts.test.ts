import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SavedDraft, TicketDrafts } from '../../server/contract/drafts.ts'
import { Client } from '../support/client.ts'
import { newTicket } from '../support/desk.ts'
import { ENGINES, PASSWORD, type Service, startService } from '../support/service.ts'

describe.each(ENGINES)('drafts on %s', (engine) => {
  let service: Service
  let ana: Client
  let luis: Client
  let number: string

  beforeAll(async () => {
    service = await startService({ engine })
    ana = await service.staff({ email: 'ana@office.example' })
    luis = await service.staff()
    const ticket = await newTicket(service)
    number = ticket.number
    ticket.visitor.close()
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  const path = (kind = 'reply') => `/api/v1/tickets/${number}/drafts/${kind}`
  const save = async (client: Client, body: object, kind?: string) => {
    const answer = await client.call('PUT', path(kind), { seq: 1, base: null, ...body })
    expect(answer.status, answer.text).toBe(200)
    return SavedDraft.parse(answer.json)
  }
  const read = async (client: Client) =>
    TicketDrafts.parse((await client.get(`/api/v1/tickets/${number}/drafts`)).json).items

  test('are kept by kind, over a sign-out, on any device, and read by nobody else', async () => {
    await save(ana, { text: 'Hola, Manuel', actions: { status: 'resolved' } })
    await save(ana, { text: 'Preguntar a Diego' }, 'note')
    expect(await read(luis)).toEqual([])
    await ana.call('DELETE', '/api/v1/session')
    const elsewhere = new Client(service.url)
    await elsewhere.signIn('ana@office.example', PASSWORD)
    ana = elsewhere
    const kept = await read(ana)
    expect(kept.sort((a, b) => (a.kind < b.kind ? -1 : 1))).toMatchObject([
      { kind: 'note', text: 'Preguntar a Diego', actions: {} },
      { kind: 'reply', text: 'Hola, Manuel', seq: 1, actions: { status: 'resolved' } },
    ])
    const admin = await service.staff({ role: 'admin' })
    expect(await read(admin)).toEqual([])
    await save(luis, { text: 'el mío' })
    expect((await read(ana)).map(({ text }) => text)).not.toContain('el mío')
  })

  test('the last save wins, and what it did not see comes back', async () => {
    const { draft: first } = await save(luis, { text: 'uno', base: null })
    const { replaced } = await save(luis, { text: 'uno dos', base: first?.version })
    expect(replaced).toBeNull()
    const late = await save(luis, { text: 'otra cosa', base: first?.version })
    expect(late.replaced).toMatchObject({ text: 'uno dos' })
    expect((await read(luis)).map(({ text }) => text)).toEqual(['otra cosa'])
    expect((await save(luis, { text: 'otra cosa', base: null })).replaced).toBeNull()
  })

  test('of five saves at once one stands, and no text is lost unseen', async () => {
    const { draft: first } = await save(luis, { text: 'base', base: null })
    const saved = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        save(luis, { text: `a la vez ${index}`, base: first?.version }),
      ),
    )
    const [kept] = await read(luis)
    const given = saved.map(({ replaced }) => replaced?.text)
    const everything = new Set([...given, kept?.text])
    for (let index = 0; index < 5; index++) expect(everything).toContain(`a la vez ${index}`)
  })

  test('go with the message that they became, not with what was begun since', async () => {
    const send = (text: string, visibility = 'internal') =>
      luis.post(`/api/v1/tickets/${number}/messages`, { id: randomUUID(), text, visibility })
    await save(luis, { text: ' una nota \n' }, 'note')
    await save(luis, { text: 'una nota' })
    await send('una nota')
    expect((await read(luis)).map(({ kind }) => kind)).toEqual(['reply'])
    await save(luis, { text: 'otra empezada' }, 'note')
    await send('una nota')
    expect(await read(luis)).toHaveLength(2)
    await save(luis, { text: '' }, 'note')
    expect(await read(luis)).toHaveLength(1)
  })

  test('are bounded, and only for those who answer', async () => {
    const refused = await luis.call('PUT', path(), {
      text: 'x'.repeat(20_001),
      seq: 1,
      base: null,
    })
    expect(refused.json.errors[0]).toMatchObject({ path: 'text' })
    expect((await luis.call('PUT', path('letter'), { text: 'x', seq: 1, base: null })).status).toBe(
      400,
    )
    const auditor = await service.staff({ role: 'auditor' })
    const noa = await service.staff({ office: 'granada-biotech' })
    for (const [client, status] of [
      [auditor, 403],
      [noa, 404],
      [service.anonymous, 401],
    ] as const) {
      expect((await client.get(`/api/v1/tickets/${number}/drafts`)).status).toBe(status)
      const put = await client.call('PUT', path(), { text: 'x', seq: 1, base: null })
      expect(put.status).toBe(status)
    }
  })
})
