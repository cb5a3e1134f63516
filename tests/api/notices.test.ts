import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disableUser } from '../../server/accounts/service.ts'
import type { Notice, NoticeNews } from '../../server/contract/notices.ts'
import { type Client, type Line, until } from '../support/client.ts'
import { newTicket, readTicket } from '../support/desk.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const OFFICE = 'granada-construction'
/** Everything by every channel, so that each test leaves out what it is about. */
const ALL = ['console', 'browser', 'mail', 'digest']
const EVERYTHING = {
  assigned: ALL,
  message: ALL,
  mentioned: ALL,
  followed: ALL,
  transfer: ALL,
  'deadline-near': ALL,
  'deadline-breached': ALL,
}

describe.each(ENGINES)('people’s news on %s', (engine) => {
  let service: Service
  let ana: Client
  let bea: Client
  let desk: Line
  const email = `bea-${randomUUID().slice(0, 8)}@office.example`

  beforeAll(async () => {
    service = await startService({ engine, content: 'few' })
    ana = await service.staff({ name: 'Ana Belén Ruiz' })
    bea = await service.staff({ name: 'Beatriz Soto', email })
    desk = await bea.desk().connected()
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    desk.close()
    await service.close()
  })

  const newsOf = async (client: Client): Promise<{ items: Notice[]; unread: number }> =>
    (await client.get('/api/v1/notices')).json
  const lineOf = async (client: Client, number: string) =>
    (await newsOf(client)).items.find((each) => each.number === number)
  const write = (client: Client, number: string, text: string, visibility: string) =>
    client.post(`/api/v1/tickets/${number}/messages`, { id: randomUUID(), text, visibility })
  const idOf = async (client: Client) => (await client.get('/api/v1/me')).json.id as string

  async function assign(by: Client, number: string, assignee: string): Promise<void> {
    const { etag } = await readTicket(by, number)
    const change = await by.patch(`/api/v1/tickets/${number}`, { assignee }, { 'if-match': etag })
    expect(change.status).toBe(200)
  }

  /** Mails to Bea that are waiting or gone. */
  const mails = async () =>
    await service.app.db.read
      .selectFrom('outbox')
      .select(['template', 'status', 'data', 'not_before'])
      .where('to_address', '=', email)
      .orderBy('id')
      .execute()

  async function settings(change: object): Promise<void> {
    const base = { channels: EVERYTHING, quietFrom: null, quietTo: null, digestAt: '08:30' }
    const put = await bea.call('PUT', '/api/v1/notice-settings', { ...base, ...change })
    expect(put.status).toBe(200)
  }

  test('what is assigned to one is told at once, and once read it is read', async () => {
    const { visitor, number } = await newTicket(service)
    const { unread } = await newsOf(bea)
    await assign(ana, number, await idOf(bea))
    const told = await desk.until<NoticeNews>('notice', ({ notice }) => notice?.number === number)
    expect(told).toMatchObject({ unread: unread + 1, isAlert: true })
    expect(told.notice).toMatchObject({
      kind: 'assigned',
      words: 'Ana Belén Ruiz te la ha asignado',
      company: 'Reformas Ortega',
      isUnread: true,
    })
    expect((await lineOf(ana, number)) ?? null).toBeNull()
    const read = await bea.post('/api/v1/notices/read', { number })
    expect(read.json).toEqual({ unread })
    expect(await lineOf(bea, number)).toMatchObject({ isUnread: false })
    visitor.close()
  })

  test('what the company writes is one line, and drops out when a colleague has answered', async () => {
    const { visitor, number } = await newTicket(service)
    await assign(bea, number, 'me')
    const { unread } = await newsOf(bea)
    for (const text of ['uno', 'dos', 'tres']) await visitor.say(text)
    const line = await until(() => lineOf(bea, number))
    expect(line).toMatchObject({
      kind: 'message',
      kinds: ['message'],
      words: 'La empresa ha escrito',
    })
    expect((await newsOf(bea)).unread).toBe(unread + 1)
    await write(ana, number, 'Ya está', 'public')
    expect((await lineOf(bea, number)) ?? null).toBeNull()
    expect((await newsOf(bea)).unread).toBe(unread)
    visitor.close()
  })

  test('a note tells whom it names, and nobody who may not read it', async () => {
    const { visitor, number } = await newTicket(service)
    const noa = await service.staff({ name: 'Noa Prieto', office: 'granada-biotech' })
    const options = await ana.get(`/api/v1/tickets/${number}/mention-options`)
    const names = options.json.items.map(({ name }: { name: string }) => name)
    expect(names).toContain('Beatriz Soto')
    expect(names).not.toContain('Noa Prieto')
    expect((await noa.get(`/api/v1/tickets/${number}/mention-options`)).status).toBe(404)
    await write(ana, number, '¿Lo ves, @beatriz soto? ¿Y tú, @Noa Prieto?', 'internal')
    expect(await lineOf(bea, number)).toMatchObject({
      kind: 'mentioned',
      words: 'Ana Belén Ruiz te menciona en una nota',
    })
    expect((await newsOf(noa)).items).toEqual([])
    expect((await noa.get(`/api/v1/tickets/${number}`)).status).toBe(404)
    visitor.close()
  })

  test('the name of the office names all of its people', async () => {
    const { visitor, number } = await newTicket(service)
    await write(ana, number, '@Clúster de la Construcción Sostenible: ¿alguien?', 'internal')
    expect(await lineOf(bea, number)).toMatchObject({ kind: 'mentioned' })
    expect((await lineOf(ana, number)) ?? null).toBeNull()
    visitor.close()
  })

  test('who follows a ticket hears of changes by others, until it does no longer', async () => {
    const { visitor, number } = await newTicket(service)
    const path = `/api/v1/tickets/${number}/following`
    expect((await bea.get(path)).json).toEqual({ isFollowing: false })
    expect((await bea.call('PUT', path, { isFollowing: true })).json).toEqual({ isFollowing: true })
    await assign(ana, number, 'me')
    expect(await lineOf(bea, number)).toMatchObject({ kind: 'followed', count: 1 })
    await bea.post('/api/v1/notices/read', { number })
    await bea.call('PUT', path, { isFollowing: false })
    await write(ana, number, 'Hola', 'public')
    expect(await lineOf(bea, number)).toMatchObject({ isUnread: false })
    visitor.close()
  })

  test('a transfer is told to all who may accept it, and to nobody once one has', async () => {
    const { visitor, number } = await newTicket(service)
    const noa = await service.staff({ name: 'Noa Prieto', office: 'granada-biotech' })
    const eva = await service.staff({ name: 'Eva Sanz', office: 'granada-biotech' })
    await bea.call('PUT', `/api/v1/tickets/${number}/following`, { isFollowing: true })
    await assign(ana, number, await idOf(bea))
    const { etag } = await readTicket(ana, number)
    const wanted = { office: 'granada-biotech', reason: 'specialist', detail: 'd', consent: true }
    const path = `/api/v1/tickets/${number}`
    expect((await ana.post(`${path}/transfer`, wanted, { 'if-match': etag })).status).toBe(200)
    expect(await lineOf(eva, number)).toMatchObject({ kind: 'transfer' })
    // It has left the office: so have its news.
    expect((await lineOf(bea, number)) ?? null).toBeNull()
    const there = await readTicket(noa, number)
    const accepted = await noa.post(
      `${path}/referral`,
      { decision: 'accept' },
      { 'if-match': there.etag },
    )
    expect(accepted.status).toBe(200)
    expect((await lineOf(eva, number)) ?? null).toBeNull()
    visitor.close()
  })

  test('a mail is written with what causes it, waits in quiet hours and is called off when it is pointless', async () => {
    const { visitor, number } = await newTicket(service)
    await assign(bea, number, 'me')
    service.clock.now = new Date('2026-11-23T20:30:00Z')
    await settings({ quietFrom: '20:00', quietTo: '08:00' })
    const before = (await mails()).length
    await visitor.say('¿Hay alguien?')
    const told = await desk.until<NoticeNews>('notice', ({ notice }) => notice?.number === number)
    expect(told.isAlert).toBe(false)
    const mail = (await mails()).at(-1)
    expect(mail).toMatchObject({
      template: 'staff-notice',
      status: 'queued',
      not_before: '2026-11-24T07:00:00.000Z',
    })
    expect(mail?.data).not.toContain('¿Hay alguien?')
    await write(ana, number, 'Sí, yo', 'public')
    expect(await mails()).toHaveLength(before)
    service.clock.now = undefined
    await settings({})
    visitor.close()
  })

  test('the digest comes once a day, at its hour, with what is still to be told', async () => {
    const { visitor, number } = await newTicket(service)
    const only = { ...EVERYTHING, mentioned: ['digest'] }
    const today = new Date().toISOString().slice(0, 10)
    service.clock.now = new Date(`${today}T05:00:00Z`)
    await settings({ channels: only, digestAt: '09:00' })
    await write(ana, number, 'Para luego, @Beatriz Soto', 'internal')
    expect((await lineOf(bea, number)) ?? null).toBeNull()
    const digests = async () =>
      (await mails()).filter(({ template }) => template === 'staff-digest')
    await service.app.digests.look()
    expect(await digests()).toHaveLength(0)
    service.clock.now = new Date(`${today}T08:05:00Z`)
    await Promise.all([service.app.digests.look(), service.app.digests.look()])
    expect(await digests()).toHaveLength(1)
    expect((await digests())[0]?.data).toContain(number)
    await service.app.digests.look()
    expect(await digests()).toHaveLength(1)
    service.clock.now = undefined
    await settings({})
    visitor.close()
  })

  test('settings are checked, and belong to the person', async () => {
    const wrong = await bea.call('PUT', '/api/v1/notice-settings', {
      channels: EVERYTHING,
      quietFrom: '25:00',
      quietTo: null,
      digestAt: '08:30',
    })
    expect(wrong.status).toBe(400)
    expect(wrong.json.errors).toContainEqual({
      path: 'quietFrom',
      message: 'Escribe una hora, por ejemplo 20:00.',
    })
    expect((await ana.get('/api/v1/notice-settings')).json).toMatchObject({
      channels: { followed: ['console'] },
    })
  })

  test('counters are those of the rows', async () => {
    const counted = await service.app.db.read
      .selectFrom('notices')
      .select(['user_id', (row) => row.fn.countAll<number>().as('unread')])
      .where('is_unread', '=', 1)
      .groupBy('user_id')
      .execute()
    const kept = await service.app.db.read
      .selectFrom('notice_counts')
      .selectAll()
      .where('unread', '!=', 0)
      .execute()
    expect(new Map(kept.map((row) => [row.user_id, row.unread]))).toEqual(
      new Map(counted.map((row) => [row.user_id, Number(row.unread)])),
    )
    expect(counted.length).toBeGreaterThan(0)
  })

  test(`of ${OFFICE}: whose access has ended is told nothing more, by no channel`, async () => {
    const { visitor, number } = await newTicket(service)
    await assign(bea, number, 'me')
    service.clock.now = new Date('2026-11-23T20:30:00Z')
    await settings({ quietFrom: '20:00', quietTo: '08:00' })
    await visitor.say('Antes')
    expect((await mails()).at(-1)).toMatchObject({ template: 'staff-notice', status: 'queued' })
    const waiting = (await mails()).length
    await disableUser(service.systemContext(), email)
    await until(() => !desk.socket.connected || undefined)
    const heard = desk.heard.length
    service.clock.now = new Date('2026-11-24T09:30:00Z')
    service.app.mail.wake()
    await until(async () => (await mails()).length < waiting || undefined)
    await visitor.say('Después')
    await write(ana, number, '¿Y tú, @Beatriz Soto?', 'internal')
    const isUnsent = async () => (await mails()).some(({ status }) => status !== 'sent')
    await until(async () => !(await isUnsent()) || undefined)
    expect(desk.heard).toHaveLength(heard)
    expect((await bea.get('/api/v1/notices')).status).toBe(401)
    service.clock.now = undefined
    visitor.close()
  })
})
