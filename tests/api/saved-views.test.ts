import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

describe.each(ENGINES)('saved views on %s', (engine) => {
  let service: Service
  const people: Record<string, Client> = {}

  beforeAll(async () => {
    service = await startService({ engine })
    Object.assign(people, {
      ana: await service.staff({ name: 'Ana' }),
      luis: await service.staff(),
      carmen: await service.staff({ role: 'office-admin' }),
      noa: await service.staff({ office: 'granada-biotech' }),
      elena: await service.staff({ role: 'programme-manager' }),
      regional: await service.staff({ role: 'programme-manager', region: 'ES61' }),
      auditor: await service.staff({ role: 'auditor' }),
      editor: await service.staff({ role: 'editor' }),
      admin: await service.staff({ role: 'admin' }),
    })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  const as = (name: string) => people[name] as Client
  const view = (visibility: string, name = `v ${randomUUID().slice(0, 6)}`) => ({
    name,
    visibility,
    filters: { view: 'open', tag: 'iva', sort: 'due' },
  })
  const save = (name: string, visibility: string) =>
    as(name).post('/api/v1/views', view(visibility))
  const seenBy = async (name: string): Promise<string[]> =>
    (await as(name).get('/api/v1/views')).json.items.map(({ id }: { id: string }) => id)

  test.each([
    ['private', ['ana', 'carmen', 'elena', 'regional', 'admin'], ['auditor', 'editor']],
    ['office', ['carmen'], ['ana', 'elena', 'regional', 'auditor', 'editor', 'admin']],
    ['network', ['elena', 'admin'], ['ana', 'carmen', 'regional', 'auditor', 'editor']],
  ])('%s views are written by %j and not by %j', async (visibility, may, mayNot) => {
    for (const name of may) {
      const { status, json } = await save(name, visibility)
      expect(status, name).toBe(201)
      expect(json).toMatchObject({ version: 1, mayChange: true, filters: { tag: 'iva' } })
    }
    for (const name of mayNot) expect((await save(name, visibility)).status, name).toBe(403)
  })

  test('are seen by those they are for, and answer to others as if they did not exist', async () => {
    const { id: own } = (await save('ana', 'private')).json
    const { id: office } = (await save('carmen', 'office')).json
    const { id: network } = (await save('elena', 'network')).json
    expect(await seenBy('ana')).toEqual(expect.arrayContaining([own, office, network]))
    const luis = await seenBy('luis')
    expect(luis).toEqual(expect.arrayContaining([office, network]))
    expect(luis).not.toContain(own)
    const noa = await seenBy('noa')
    expect(noa).toContain(network)
    expect(noa).not.toContain(office)
    const ifMatch = { 'if-match': '"1"' }
    const probes: [string, string, number][] = [
      ['luis', own, 404],
      ['admin', own, 404],
      ['noa', office, 404],
      ['elena', office, 404],
      ['luis', office, 403],
      ['carmen', network, 403],
      ['auditor', network, 403],
      ['editor', network, 403],
      ['ana', randomUUID(), 404],
    ]
    for (const [name, id, status] of probes) {
      const path = `/api/v1/views/${id}`
      expect((await as(name).patch(path, { name: 'x' }, ifMatch)).status, name).toBe(status)
      const removed = await as(name).call('DELETE', path, undefined, ifMatch)
      expect(removed.status, name).toBe(status)
    }
    expect((await as('editor').get('/api/v1/views')).status).toBe(403)
  })

  test('change by the version that was read, once', async () => {
    const { json } = await save('ana', 'private')
    const path = `/api/v1/views/${json.id}`
    const change = { name: 'Con IVA', filters: { view: 'all', priority: 'urgent' } }
    expect((await as('ana').patch(path, change)).status).toBe(428)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => as('ana').patch(path, change, { 'if-match': '"1"' })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const refused = answers.filter(({ status }) => status === 412)
    expect(refused).toHaveLength(9)
    expect(refused[0]?.json.current).toMatchObject({ name: 'Con IVA', version: 2 })
    const remove = (version: number) =>
      as('ana').call('DELETE', path, undefined, { 'if-match': `"${version}"` })
    expect((await remove(1)).status).toBe(412)
    expect((await remove(2)).status).toBe(204)
    expect((await remove(2)).status).toBe(404)
  })

  test('one key saves one view; unknown filters and too many views are refused at their place', async () => {
    const body = view('private', 'Una sola vez')
    const key = { 'idempotency-key': randomUUID() }
    const twice = [
      await as('luis').post('/api/v1/views', body, key),
      await as('luis').post('/api/v1/views', body, key),
    ]
    expect(new Set(twice.map(({ json }) => json.id)).size).toBe(1)
    const unknown = { ...body, filters: { colour: 'red' } }
    const { status, json } = await as('luis').post('/api/v1/views', unknown)
    expect([status, json.errors[0].path]).toEqual([400, 'filters.colour'])
    let last = twice[0]
    for (let count = 1; count <= 30; count++) last = await save('luis', 'private')
    expect(last?.status).toBe(400)
    expect(last?.json.errors[0]).toMatchObject({
      path: 'visibility',
      message: expect.stringMatching(/30/),
    })
  })
})
