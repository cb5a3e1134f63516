import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contactsWith } from '../../server/companies/contact-words.ts'
import type { FoundContact } from '../../server/contract/time.ts'
import type { Client } from '../support/client.ts'
import { newTicket, readTicket } from '../support/desk.ts'
import { planOf } from '../support/plans.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const CALL = {
  channel: 'phone',
  contact: { name: 'Begoña Núñez Ortíz', email: 'begona@hornos.example', phone: '600 123 456' },
  company: {
    name: 'Hornos de Lanjarón',
    activity: 'panadería',
    postcode: '18420',
    nif: 'B64717838',
  },
  question: '¿Puedo firmar los albaranes en el móvil?',
  answer: 'Sí: con el certificado de la empresa, desde la aplicación del proveedor.',
  minutes: 20,
  resolve: true,
}

describe.each(ENGINES)('logging calls and visits on %s', (engine) => {
  let service: Service
  let ana: Client
  let eve: Client
  let admin: Client

  beforeAll(async () => {
    service = await startService({ engine })
    ana = await service.staff({ name: 'Ana Belén Ruiz' })
    eve = await service.staff({ office: 'granada-biotech' })
    admin = await service.staff({ role: 'admin' })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  const find = async (client: Client, q: string): Promise<FoundContact[]> =>
    (await client.get(`/api/v1/contacts?q=${encodeURIComponent(q)}`)).json.items

  test('a call is logged, answered, timed, closed and counted by one request, once per key', async () => {
    const key = { 'idempotency-key': randomUUID() }
    const answers = await Promise.all([1, 2, 3].map(() => ana.post('/api/v1/tickets', CALL, key)))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    const numbers = new Set(answers.map(({ json }) => json.number as string))
    expect(numbers.size).toBe(1)
    const [number = ''] = numbers
    const { ticket } = await readTicket(ana, number)
    expect(ticket).toMatchObject({ status: 'resolved', channel: 'phone' })
    expect(ticket.assignee?.name).toBe('Ana Belén Ruiz')
    expect(ticket.firstResponseAt).not.toBeNull()
    const { items } = (await ana.get(`/api/v1/tickets/${number}/messages`)).json
    expect(items.map((item: { text: string }) => item.text)).toEqual(
      expect.arrayContaining([CALL.question, CALL.answer]),
    )
    const time = (await ana.get(`/api/v1/tickets/${number}/time`)).json
    expect(time.totals).toMatchObject({ advice: 20, all: 20 })
    expect(time.standing).toMatchObject({ isMade: true, countable: true })
    const templates = ticket.mails.map(({ template }) => template)
    expect(templates).not.toContain('confirmation')
    expect(templates).not.toContain('office-notice')
  })

  test('left open it waits for the company once answered, and for us before', async () => {
    const { answer, resolve: _, ...open } = CALL
    const asked = await ana.post('/api/v1/tickets', { ...open, channel: 'field-day' })
    expect(asked.json).toMatchObject({ status: 'open', channel: 'field-day' })
    const answered = await ana.post('/api/v1/tickets', { ...open, answer })
    expect(answered.json).toMatchObject({ status: 'waiting' })
  })

  test('people are found by the first letters of any word, without accents, newest row once', async () => {
    for (const typed of [
      'bego',
      'NUNEZ',
      'hornos lanj',
      'ortiz horn',
      'begona@horn',
      '600123',
      'b6471',
    ]) {
      const found = await find(ana, typed)
      expect(
        found.map(({ name }) => name),
        typed,
      ).toEqual(['Begoña Núñez Ortíz'])
      expect(found[0]?.company, typed).toMatchObject({
        name: 'Hornos de Lanjarón',
        postcode: '18420',
      })
    }
    for (const typed of ['', ' ', 'b', 'egoña', 'bego xyz', '%', '_', "' union 1=1"]) {
      expect(await find(ana, typed), typed).toEqual([])
    }
  })

  test('another office does not find them until one of its consultations is theirs', async () => {
    expect(await find(eve, 'bego')).toEqual([])
    expect(await find(admin, 'bego')).toHaveLength(1)
    const { visitor, number, path } = await newTicket(service, { text: 'el tacógrafo digital' })
    expect(path).toMatch(/^\/t\//)
    expect(await find(eve, 'manuel')).toEqual([])
    const moved = await visitor.ask('reroute', { ticket: number, office: 'granada-biotech' })
    expect(moved).toMatchObject({ ok: true })
    expect(await find(eve, 'manuel')).toHaveLength(1)
    visitor.close()
  })

  test('a person found is used again with the company; a foreign one is refused', async () => {
    const [found] = await find(ana, 'begona')
    const { nif: _, ...company } = CALL.company
    const again = { ...CALL, company, contact: { ...CALL.contact, id: found?.id } }
    const { json } = await ana.post('/api/v1/tickets', again)
    const rows = await service.app.db.read
      .selectFrom('tickets')
      .select(['number', 'contact_id', 'company_id'])
      .where('contact_id', '=', found?.id ?? '')
      .execute()
    expect(rows.map(({ number }) => number)).toContain(json.number)
    expect((await ana.get(`/api/v1/tickets/${json.number}/time`)).json.standing.countable).toBe(
      true,
    )
    const other = { ...again, company: { ...company, name: 'Otra casa' } }
    const apart = await ana.post('/api/v1/tickets', other)
    expect((await readTicket(ana, apart.json.number)).ticket.company.taxIdStatus).toBe('absent')
    const foreign = await eve.post('/api/v1/tickets', again)
    expect(foreign.status).toBe(400)
    expect(foreign.json.errors).toEqual([
      { path: 'contact.id', message: 'Este contacto no es de tus oficinas. Escríbelo de nuevo.' },
    ])
  })

  test('the search reads its index alone, also over all offices', async () => {
    const { db, offices } = service.app
    const all = offices.offices.map(({ id }) => id)
    for (const ids of [all.slice(0, 1), all]) {
      const plan = await planOf(service, contactsWith(db.read, ids, 'bego', ['nu']).compile())
      const byIndex = (name: string) =>
        engine === 'sqlite'
          ? new RegExp(`SEARCH ${name} (EXISTS )?USING COVERING INDEX`)
          : new RegExp(`Index Only Scan using \\w+ on contact_words ${name}`)
      expect(plan).toMatch(byIndex('found'))
      expect(plan).toMatch(byIndex('also'))
      expect(plan).not.toMatch(/SCAN|TEMP B-TREE|Seq Scan|Sort/)
    }
  })
})
