import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Macro, MacroList } from '../../server/contract/macros.ts'
import { macrosOfQuery } from '../../server/tickets/macros/store.ts'
import type { Client } from '../support/client.ts'
import { planOf } from '../support/plans.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const PATH = '/api/v1/macros'

const plain = (more: object = {}) => ({
  name: 'Saludo',
  visibility: 'office',
  texts: { es: 'Hola, {nombre}:' },
  ...more,
})

describe.each(ENGINES)('macros on %s', (engine) => {
  let service: Service
  let ana: Client
  let luis: Client
  let noa: Client
  let admin: Client
  let manager: Client
  let auditor: Client

  beforeAll(async () => {
    service = await startService({ engine })
    ana = await service.staff({ name: 'Ana Belén Ruiz' })
    luis = await service.staff({ role: 'office-admin' })
    noa = await service.staff({ office: 'granada-biotech' })
    admin = await service.staff({ role: 'admin' })
    manager = await service.staff({ role: 'programme-manager' })
    auditor = await service.staff({ role: 'auditor' })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  const create = async (client: Client, body: object) => {
    const answer = await client.post(PATH, body)
    expect(answer.status, answer.text).toBe(201)
    return { macro: Macro.parse(answer.json), etag: answer.headers.get('etag') ?? '' }
  }
  const namesFor = async (client: Client, query = '') => {
    const { items } = MacroList.parse((await client.get(`${PATH}?limit=200${query}`)).json)
    return items.map(({ name }) => name)
  }

  test('each is seen where it belongs, and by nobody else', async () => {
    const tag = randomUUID().slice(0, 6)
    await create(ana, plain({ name: `mía ${tag}`, visibility: 'private' }))
    await create(ana, plain({ name: `oficina ${tag}` }))
    await create(manager, plain({ name: `red ${tag}`, visibility: 'network' }))
    const tagged = async (client: Client, query?: string) =>
      (await namesFor(client, query)).filter((name) => name.endsWith(tag))
    expect(await tagged(ana)).toEqual([`red ${tag}`, `oficina ${tag}`, `mía ${tag}`])
    expect(await tagged(luis)).toEqual([`red ${tag}`, `oficina ${tag}`])
    expect(await tagged(noa)).toEqual([`red ${tag}`])
    expect(await tagged(admin)).toEqual([`red ${tag}`])
    const ofOffice = '&office=granada-construction'
    expect(await tagged(admin, ofOffice)).toEqual([`red ${tag}`, `oficina ${tag}`])
    expect((await noa.get(`${PATH}?office=granada-construction`)).status).toBe(404)
    expect((await ana.get(`${PATH}?office=nowhere`)).status).toBe(400)
  })

  test('who may write which', async () => {
    const attempts: [Client, string, number][] = [
      [ana, 'private', 201],
      [ana, 'office', 201],
      [ana, 'network', 403],
      [luis, 'office', 201],
      [luis, 'network', 403],
      [manager, 'private', 403],
      [manager, 'network', 201],
      [admin, 'network', 201],
      [admin, 'private', 201],
      [auditor, 'private', 403],
      [auditor, 'network', 403],
    ]
    for (const [index, [client, visibility, status]] of attempts.entries()) {
      const answer = await client.post(PATH, plain({ visibility }))
      expect(answer.status, `${index} ${visibility}`).toBe(status)
    }
    const region = await service.staff({ role: 'programme-manager', region: 'ES61' })
    expect((await region.post(PATH, plain({ visibility: 'network' }))).status).toBe(403)
    const unnamed = await admin.post(PATH, plain())
    expect(unnamed.json.errors).toEqual([{ path: 'office', message: 'Falta este dato.' }])
    expect((await admin.post(PATH, plain({ office: 'granada-biotech' }))).status).toBe(201)
    expect((await ana.post(PATH, plain({ office: 'granada-biotech' }))).status).toBe(404)
  })

  test('a variable that does not exist is refused at its text, with those there are', async () => {
    const texts = { es: 'Hola, {Contacto}. {telefono} { llamada } {1}', en: '{contact} {phone}' }
    const answer = await ana.post(PATH, plain({ texts }))
    expect(answer.status).toBe(400)
    expect(answer.json.errors).toEqual([
      {
        path: 'texts.es',
        message: expect.stringMatching(
          /^No existen las variables \{telefono\}, \{ llamada \}\. Puedes usar \{contacto\}, \{nombre\}/,
        ),
      },
      { path: 'texts.en', message: expect.stringContaining('No existe la variable {phone}.') },
    ])
    expect((await ana.post(PATH, plain({ texts: {} }))).json.errors).toEqual([
      { path: 'texts.es', message: 'Falta este dato.' },
    ])
  })

  test('of two who change one version the second gets 412 and sees what is there now', async () => {
    const { macro, etag } = await create(ana, plain({ actions: { status: 'resolved' } }))
    const path = `${PATH}/${macro.id}`
    expect((await ana.patch(path, { name: 'x' })).status).toBe(428)
    const [first, second] = await Promise.all([
      ana.patch(path, { name: 'de Ana' }, { 'if-match': etag }),
      luis.patch(path, { name: 'de Luis' }, { 'if-match': etag }),
    ])
    expect([first.status, second.status].sort()).toEqual([200, 412])
    const [won, lost] = first.status === 200 ? [first, second] : [second, first]
    expect(lost.json.current).toMatchObject({ name: won.json.name, version: 2 })
    expect(won.json.actions).toEqual({ status: 'resolved' })
  })

  test('a deletion is taken back as it was, and only by who may change it', async () => {
    const { macro, etag } = await create(ana, plain({ name: `borrada ${randomUUID()}` }))
    const path = `${PATH}/${macro.id}`
    const deleted = await ana.call('DELETE', path, undefined, { 'if-match': etag })
    expect(deleted.json).toMatchObject({ isDeleted: true, version: 2 })
    expect((await luis.get(path)).status).toBe(404)
    expect(await namesFor(luis)).not.toContain(macro.name)
    const tag = { 'if-match': '"2"' }
    expect((await ana.patch(path, { name: 'x' }, tag)).status).toBe(404)
    expect((await noa.patch(path, { isDeleted: false }, tag)).status).toBe(404)
    const back = await luis.patch(path, { isDeleted: false }, tag)
    expect(back.json).toMatchObject({ name: macro.name, texts: macro.texts, isDeleted: false })
    expect(await namesFor(ana)).toContain(macro.name)
  })

  test('what was deleted more than 30 days ago is gone for good', async () => {
    const remove = async () => {
      const { macro, etag } = await create(ana, plain())
      await ana.call('DELETE', `${PATH}/${macro.id}`, undefined, { 'if-match': etag })
      return macro.id
    }
    const { db } = service.app
    const age = (id: string, days: number) => {
      const deleted_at = new Date(Date.now() - days * 86_400_000).toISOString()
      return db.inTransaction((tx) =>
        tx.db.updateTable('macros').set({ deleted_at }).where('id', '=', id).execute(),
      )
    }
    const [young, old] = [await remove(), await remove()]
    await age(young, 29)
    await age(old, 31)
    await remove()
    const left = await db.read.selectFrom('macros').select('id').execute()
    expect(left.map(({ id }) => id)).toContain(young)
    expect(left.map(({ id }) => id)).not.toContain(old)
  })

  test('shared from one’s own to the office, it needs the right to both', async () => {
    const { macro, etag } = await create(ana, plain({ visibility: 'private' }))
    const path = `${PATH}/${macro.id}`
    expect((await luis.get(path)).status).toBe(404)
    const tag = { 'if-match': etag }
    expect((await ana.patch(path, { visibility: 'network' }, tag)).status).toBe(403)
    const shared = await ana.patch(path, { visibility: 'office' }, tag)
    expect(shared.json).toMatchObject({
      visibility: 'office',
      office: { slug: 'granada-construction' },
    })
    expect((await luis.get(path)).status).toBe(200)
  })

  test('lists page by page over all shelves without gaps or repeats; a shelf has its limit', async () => {
    const eva = await service.staff({ name: 'Eva', office: 'valencia-transport' })
    for (let count = 0; count < 200; count++) {
      await create(eva, plain({ name: `nº ${count}`, visibility: 'private' }))
    }
    const full = await eva.post(PATH, plain({ visibility: 'private' }))
    expect(full.json.errors).toEqual([
      { path: 'visibility', message: 'Son demasiados: el máximo es 200.' },
    ])
    await create(eva, plain({ name: 'de la oficina' }))
    const seen: string[] = []
    let cursor = ''
    do {
      const page = MacroList.parse((await eva.get(`${PATH}?limit=37${cursor}`)).json)
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : ''
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThan(201)
    expect(seen).toEqual([...seen].sort().reverse())
    expect((await eva.get(`${PATH}?cursor=nope`)).status).toBe(400)
  })

  test('once per Idempotency-Key', async () => {
    const key = { 'idempotency-key': randomUUID() }
    const answers = await Promise.all([1, 2, 3].map(() => ana.post(PATH, plain(), key)))
    expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1)
  })

  test('a shelf is read from its index, without sorting', async () => {
    const shelf = { visibility: 'office', keeper_id: 'x' } as const
    const query = macrosOfQuery(service.app.db.read, shelf, randomUUID(), 50)
    const plan = await planOf(service, query.compile())
    expect(plan).not.toMatch(/TEMP B-TREE|SCAN|Seq Scan|Sort/)
    expect(plan).toContain('macros_keeper')
  })
})
