import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TicketTime } from '../../server/contract/time.ts'
import { type Client, Visitor } from '../support/client.ts'
import { readTicket } from '../support/desk.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const NIF = 'A58818501'

describe.each(ENGINES)('time and interventions on %s', (engine) => {
  let service: Service
  let ana: Client
  let luis: Client
  let boss: Client

  beforeAll(async () => {
    service = await startService({ engine })
    ana = await service.staff({ name: 'Ana Belén Ruiz' })
    luis = await service.staff({ name: 'Luis Soto' })
    boss = await service.staff({ name: 'Carmen Vidal', role: 'office-admin' })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  const ticket = async (company: object = { nif: NIF }) => {
    const visitor = new Visitor(service.url, { office: 'granada-construction' })
    const made = await visitor.handOver({ company })
    return { visitor, number: made.ticket.number as string }
  }

  const record = (client: Client, number: string, body: object) =>
    client.post(`/api/v1/tickets/${number}/time`, { id: randomUUID(), ...body })

  const timeOf = async (number: string) =>
    TicketTime.parse((await ana.get(`/api/v1/tickets/${number}/time`)).json)

  const setStatus = async (number: string, status: string) => {
    const { etag } = await readTicket(ana, number)
    const answer = await ana.patch(`/api/v1/tickets/${number}`, { status }, { 'if-match': etag })
    expect(answer.status, answer.text).toBe(200)
  }

  const made = async (number: string) =>
    await service.app.db.read
      .selectFrom('interventions')
      .innerJoin('tickets', 'tickets.id', 'interventions.ticket_id')
      .selectAll('interventions')
      .where('tickets.number', '=', number)
      .orderBy('need')
      .orderBy('revision')
      .execute()

  test('minutes are kept by type, once an id, and other desks hear of them', async () => {
    const { visitor, number } = await ticket()
    const desk = await luis.desk().connected()
    const body = { id: randomUUID(), minutes: 20 }
    const path = `/api/v1/tickets/${number}/time`
    const answers = await Promise.all([1, 2, 3].map(() => ana.post(path, body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201])
    expect((await ana.post(path, { ...body, minutes: 21 })).status).toBe(422)
    await record(luis, number, { minutes: 45, kind: 'travel' })
    await desk.until<{ number: string }>('ticket', (row) => row.number === number)
    const time = await timeOf(number)
    expect(time.totals).toEqual({ advice: 20, preparation: 0, travel: 45, all: 65 })
    expect(time.items.map(({ minutes, advisor }) => [minutes, advisor.name])).toEqual([
      [45, 'Luis Soto'],
      [20, 'Ana Belén Ruiz'],
    ])
    const { ticket: read } = await readTicket(ana, number)
    expect(read.events.map(({ words }) => words)).toContain(
      'Ana Belén Ruiz apunta 20 min de asesoramiento',
    )
    visitor.close()
    desk.close()
  })

  test('what is no number of minutes is refused at its field', async () => {
    const { visitor, number } = await ticket()
    for (const minutes of [0, -5, 1.5, 1441, '20', null]) {
      const answer = await record(ana, number, { minutes })
      expect(answer.status, String(minutes)).toBe(400)
      expect(answer.json.errors[0].path).toBe('minutes')
    }
    const foreign = await record(ana, number, { minutes: 5, replaces: randomUUID() })
    expect(foreign.json.errors).toEqual([
      { path: 'replaces', message: 'Esta línea de tiempo no es de esta consulta.' },
    ])
    visitor.close()
  })

  test('a correction is a new row: the old one stays, and is corrected once', async () => {
    const { visitor, number } = await ticket()
    const id = randomUUID()
    await record(ana, number, { id, minutes: 30 })
    expect((await record(luis, number, { minutes: 20, replaces: id })).status).toBe(403)
    const both = await Promise.all([
      record(ana, number, { minutes: 25, replaces: id, reason: 'Me equivoqué' }),
      record(boss, number, { minutes: 10, replaces: id }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    const time = await timeOf(number)
    const [newer, older] = time.items
    expect(older).toMatchObject({ id, minutes: 30, replacedBy: newer?.id, mayCorrect: false })
    expect(newer).toMatchObject({ replaces: id, advisor: { name: 'Ana Belén Ruiz' } })
    expect(time.totals.all).toBe(newer?.minutes)
    expect((await record(boss, number, { minutes: 0, replaces: newer?.id })).status).toBe(201)
    expect((await timeOf(number)).totals.all).toBe(0)
    visitor.close()
  })

  test('the database itself refuses to change or remove what was recorded', async () => {
    const { visitor, number } = await ticket()
    await record(ana, number, { minutes: 30 })
    await setStatus(number, 'resolved')
    const { app } = service
    const acts = [
      () =>
        app.db.inTransaction((tx) =>
          tx.db.updateTable('intervention_minutes').set({ minutes: 90 }).execute(),
        ),
      () => app.db.inTransaction((tx) => tx.db.deleteFrom('intervention_minutes').execute()),
      () =>
        app.db.inTransaction((tx) =>
          tx.db.updateTable('interventions').set({ countable: 1 }).execute(),
        ),
      () => app.db.inTransaction((tx) => tx.db.deleteFrom('interventions').execute()),
    ]
    for (const act of acts) await expect(act()).rejects.toThrow(/evidence is never changed/)
    visitor.close()
  })

  test('resolving makes one intervention, countable by the call’s rules', async () => {
    const { visitor, number } = await ticket()
    expect((await timeOf(number)).standing).toMatchObject({
      isMade: false,
      countable: false,
      reason: 'bot-only',
    })
    await record(ana, number, { minutes: 10 })
    expect((await timeOf(number)).standing.reason).toBe('under-minimum')
    await record(ana, number, { minutes: 5, kind: 'preparation' })
    await setStatus(number, 'resolved')
    const [row, ...others] = await made(number)
    expect(others).toEqual([])
    expect(row).toMatchObject({
      need: 0,
      advice_minutes: 10,
      preparation_minutes: 5,
      countable: 1,
      not_countable_reason: null,
      funding_line: 'otd-demo-2026',
      channel: 'chat',
    })
    expect(row?.question).toMatch(/tacógrafo/)
    expect((await timeOf(number)).standing).toMatchObject({ isMade: true, countable: true })
    visitor.close()
  })

  test.each([
    ['no-tax-id', {}],
    ['malformed-tax-id', { nif: 'A58818502' }],
    ['public-body', { nif: 'Q2891006E' }],
    ['large-company', { nif: 'B64717838', size: 'large' }],
  ])('%s is told, before and after', async (reason, company) => {
    const { visitor, number } = await ticket(company)
    await record(ana, number, { minutes: 30 })
    expect((await timeOf(number)).standing).toMatchObject({ isMade: false, reason })
    await setStatus(number, 'resolved')
    expect((await made(number))[0]).toMatchObject({ countable: 0, not_countable_reason: reason })
    const { standing } = await timeOf(number)
    expect(standing.words).toMatch(/^No cuenta para la convocatoria: .+\.$/)
    visitor.close()
  })

  test('opened again by an advisor it is the same need, by the company another', async () => {
    const { visitor, number } = await ticket()
    await record(ana, number, { minutes: 20 })
    await setStatus(number, 'resolved')
    await setStatus(number, 'open')
    await setStatus(number, 'resolved')
    expect(await made(number)).toHaveLength(1)
    await visitor.say('Gracias, era justo eso')
    await setStatus(number, 'resolved')
    expect(await made(number), 'thanks are no need').toHaveLength(1)
    await visitor.say('Ahora otra cosa: ¿y el aparato nuevo?')
    expect((await timeOf(number)).sinceOpened).toBe(0)
    await record(ana, number, { minutes: 40 })
    await setStatus(number, 'resolved')
    expect(
      (await made(number)).map(({ need, revision, advice_minutes }) => [
        need,
        revision,
        advice_minutes,
      ]),
    ).toEqual([
      [0, 1, 20],
      [2, 1, 40],
    ])
    expect((await timeOf(number)).totals.all).toBe(60)
    visitor.close()
  })

  test('time written down or corrected after closing is a new revision; a rating too', async () => {
    const { visitor, number } = await ticket()
    await setStatus(number, 'resolved')
    const id = randomUUID()
    await record(ana, number, { id, minutes: 16 })
    await record(ana, number, { minutes: 12, replaces: id })
    await visitor.ask('rate', { ticket: number, score: 5 })
    const rows = await made(number)
    expect(
      rows.map((row) => [
        row.revision,
        row.advice_minutes,
        row.not_countable_reason,
        row.satisfaction,
      ]),
    ).toEqual([
      [1, 0, 'bot-only', null],
      [2, 16, null, null],
      [3, 12, 'under-minimum', null],
      [4, 12, 'under-minimum', 5],
    ])
    visitor.close()
  })

  test('of time recorded and a ticket closed at once nothing is lost', async () => {
    const { visitor, number } = await ticket()
    const { etag } = await readTicket(ana, number)
    await Promise.all([
      ...[1, 2, 3, 4].map((minutes) => record(luis, number, { minutes })),
      ana.patch(`/api/v1/tickets/${number}`, { status: 'resolved' }, { 'if-match': etag }),
      ...[5, 6, 7, 8].map((minutes) => record(boss, number, { minutes })),
    ])
    const last = (await made(number)).at(-1)
    expect(last?.advice_minutes).toBe(36)
    expect((await timeOf(number)).totals.all).toBe(36)
    visitor.close()
  })

  test('pages of lines follow each other', async () => {
    const { visitor, number } = await ticket()
    for (const minutes of [1, 2, 3, 4, 5]) await record(ana, number, { minutes })
    const seen: number[] = []
    let cursor = ''
    do {
      const answer = await ana.get(`/api/v1/tickets/${number}/time?limit=2${cursor}`)
      const page = TicketTime.parse(answer.json)
      seen.push(...page.items.map(({ minutes }) => minutes))
      expect(page.totals.all).toBe(15)
      cursor = page.nextCursor ? `&cursor=${encodeURIComponent(page.nextCursor)}` : ''
    } while (cursor)
    expect(seen).toEqual([5, 4, 3, 2, 1])
    expect((await ana.get(`/api/v1/tickets/${number}/time?cursor=x`)).status).toBe(400)
    visitor.close()
  })

  test('an office says whether closing asks; its admin sets it, for its own office only', async () => {
    const { visitor, number } = await ticket()
    expect((await timeOf(number)).closing).toBe('ask')
    const path = '/api/v1/office-time/granada-construction'
    expect((await ana.patch(path, { closing: 'off' })).status).toBe(403)
    expect((await boss.patch(path, { closing: 'off' })).status).toBe(200)
    expect((await timeOf(number)).closing).toBe('off')
    expect(
      (await boss.patch('/api/v1/office-time/granada-biotech', { closing: 'off' })).status,
    ).toBe(404)
    expect((await boss.patch(path, { closing: 'never' })).status).toBe(400)
    const { items } = (await boss.get('/api/v1/office-time')).json
    expect(items).toMatchObject([{ closing: 'off', mayChange: true }])
    visitor.close()
  })
})
