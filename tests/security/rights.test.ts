import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DeskMessage, DeskRead, DeskTyping, DeskWatch } from '../../server/contract/tickets.ts'
import { type Answer, Client, type Line, Visitor } from '../support/client.ts'
import { type Service, startService } from '../support/service.ts'

/** Planted in the data of the one office; no outsider may ever read it, anywhere. */
const CANARY = `CANARIO${randomUUID().slice(0, 8)}`

let service: Service
let insiders: Record<string, Client>
let outsiders: Record<string, Client>
let number: string
let conversation: string

beforeAll(async () => {
  service = await startService()
  const visitor = new Visitor(service.url, { office: 'granada-construction' })
  const handedOver = await visitor.handOver({
    text: `El tacógrafo ${CANARY} da un error`,
    company: { name: CANARY },
    contact: { name: CANARY, email: `${CANARY}@empresa.example`.toLowerCase() },
  })
  number = handedOver.ticket.number
  conversation = handedOver.conversation
  visitor.close()
  insiders = {
    advisor: await service.staff({ role: 'advisor' }),
    'office-admin': await service.staff({ role: 'office-admin' }),
    'programme-manager of the region': await service.staff({
      role: 'programme-manager',
      region: 'ES61',
    }),
    'programme-manager of the network': await service.staff({ role: 'programme-manager' }),
    'auditor of the network': await service.staff({ role: 'auditor' }),
    admin: await service.staff({ role: 'admin' }),
  }
  const other = new Visitor(service.url)
  const { token } = await other.session()
  await other.say('otra conversación')
  const otherVisitor = new Client(service.url)
  otherVisitor.cookie = ''
  outsiders = {
    'advisor of another office': await service.staff({ office: 'granada-biotech' }),
    'admin of another office': await service.staff({
      role: 'office-admin',
      office: 'granada-biotech',
    }),
    'manager of another region': await service.staff({ role: 'programme-manager', region: 'ES24' }),
    'auditor of another region': await service.staff({ role: 'auditor', region: 'ES24' }),
    'editor of the office': await service.staff({ role: 'editor' }),
    'visitor of another chat': withBearer(otherVisitor, token),
    anonymous: service.anonymous,
  }
  other.close()
})

afterAll(async () => {
  await service.close()
})

function withBearer(client: Client, token: string): Client {
  const call = client.call.bind(client)
  client.call = (method, path, body, headers) =>
    call(method, path, body, { authorization: `Bearer ${token}`, ...headers })
  return client
}

type Probe = (client: Client) => Promise<Answer>

const message = () => ({ id: randomUUID(), text: 'x', visibility: 'internal' })
const consultation = () => ({
  channel: 'phone',
  office: 'granada-construction',
  contact: { name: 'A', email: 'a@b.example' },
  company: { name: 'C', postcode: '18007' },
  question: 'una pregunta',
})

/** One row a route: how it is probed, and what those inside the scope get by what they may do. */
const MATRIX: Record<string, { probe: Probe; reader: number; writer: number; outsider: number[] }> =
  {
    'get /api/v1/tickets': {
      probe: (c) => c.get('/api/v1/tickets?limit=200'),
      reader: 200,
      writer: 200,
      outsider: [200, 401, 403],
    },
    'post /api/v1/tickets': {
      probe: (c) => c.post('/api/v1/tickets', consultation()),
      reader: 403,
      writer: 201,
      outsider: [401, 403, 404],
    },
    'get /api/v1/ticket-counts': {
      probe: (c) => c.get('/api/v1/ticket-counts'),
      reader: 200,
      writer: 200,
      outsider: [200, 401, 403],
    },
    'get /api/v1/tickets/:number': {
      probe: (c) => c.get(`/api/v1/tickets/${number}`),
      reader: 200,
      writer: 200,
      outsider: [401, 403, 404],
    },
    'patch /api/v1/tickets/:number': {
      probe: async (c) =>
        c.patch(`/api/v1/tickets/${number}`, { assignee: 'none' }, { 'if-match': await version() }),
      reader: 403,
      writer: 200,
      outsider: [401, 403, 404],
    },
    'get /api/v1/tickets/:number/messages': {
      probe: (c) => c.get(`/api/v1/tickets/${number}/messages`),
      reader: 200,
      writer: 200,
      outsider: [401, 403, 404],
    },
    'post /api/v1/tickets/:number/messages': {
      probe: (c) => c.post(`/api/v1/tickets/${number}/messages`, message()),
      reader: 403,
      writer: 201,
      outsider: [401, 403, 404],
    },
    'get /api/v1/mails': {
      probe: (c) => c.get('/api/v1/mails'),
      reader: 200,
      writer: 200,
      outsider: [200, 401, 403],
    },
    'get /api/v1/office-settings': {
      probe: (c) => c.get('/api/v1/office-settings'),
      reader: 200,
      writer: 200,
      outsider: [200, 401],
    },
    'get /api/v1/conversations/:id/messages': {
      probe: (c) => c.get(`/api/v1/conversations/${conversation}/messages`),
      reader: 404,
      writer: 404,
      outsider: [404],
    },
  }

/** Routes that hold no office data: anyone gets the same. */
const OPEN_ROUTES = new Set([
  'post /api/v1/session',
  'delete /api/v1/session',
  'get /api/v1/me',
  'post /api/v1/setup',
  'post /api/v1/route',
  'get /api/v1/offices',
  'post /api/v1/ask',
  'get /api/v1/search',
  'get /api/v1/articles',
  'get /api/v1/articles/:slug',
  'get /api/v1/content-problems',
  'get /api/v1/widget',
])

async function version(): Promise<string> {
  const answer = await insiders['admin']?.get(`/api/v1/tickets/${number}`)
  return answer?.headers.get('etag') ?? ''
}

test('case 76: every route of the API has a row', () => {
  const routes = service.routes
    .filter(({ kind }) => kind === 'api')
    .map(({ method, path }) => `${method} ${path}`)
  expect(routes.length).toBeGreaterThan(15)
  const unlisted = routes.filter((route) => !(route in MATRIX) && !OPEN_ROUTES.has(route))
  expect(unlisted).toEqual([])
  const vanished = [...Object.keys(MATRIX), ...OPEN_ROUTES].filter((row) => !routes.includes(row))
  expect(vanished).toEqual([])
})

describe.each(Object.entries(MATRIX))('case 76: %s', (_name, row) => {
  test('inside the scope each role gets what it may', async () => {
    for (const [who, client] of Object.entries(insiders)) {
      const isWriter = ['advisor', 'office-admin', 'admin'].includes(who)
      const { status } = await row.probe(client)
      expect(status, who).toBe(isWriter ? row.writer : row.reader)
    }
  })

  test('outside the scope nobody gets anything, and nothing changes', async () => {
    const before = await version()
    for (const [who, client] of Object.entries(outsiders)) {
      const { status, text } = await row.probe(client)
      expect(row.outsider, `${who}: ${status}`).toContain(status)
      expect(text, who).not.toContain(CANARY)
      expect(text.toLowerCase(), who).not.toContain(CANARY.toLowerCase())
    }
    expect(await version()).toBe(before)
  })
})

test('searching for the canary finds it inside and nothing outside', async () => {
  const path = `/api/v1/tickets?q=${CANARY}`
  expect((await insiders['advisor']?.get(path))?.json.items).toHaveLength(1)
  for (const [who, client] of Object.entries(outsiders)) {
    const { json, text } = await client.get(path)
    expect(json?.items ?? [], who).toEqual([])
    expect(text).not.toContain(`GR-`)
  }
})

test('case 77: a foreign number answers exactly as an unknown one', async () => {
  const eve = outsiders['advisor of another office'] as Client
  const plain = ({ status, text }: Answer, id: string) =>
    `${status} ${text.replaceAll(id, '').replace(/urn:uuid:[0-9a-f-]+/g, '')}`
  const probes: ((id: string) => Promise<Answer>)[] = [
    (id) => eve.get(`/api/v1/tickets/${id}`),
    (id) => eve.get(`/api/v1/tickets/${id}/messages`),
    (id) => eve.post(`/api/v1/tickets/${id}/messages`, { ...message(), id: randomUUID() }),
    (id) => eve.patch(`/api/v1/tickets/${id}`, { assignee: 'me' }, { 'if-match': '"1"' }),
  ]
  for (const probe of probes) {
    const foreign = await probe(number)
    const unknown = await probe('GR-99999999')
    expect(plain(foreign, number)).toBe(plain(unknown, 'GR-99999999'))
    expect([...foreign.headers.keys()].sort()).toEqual([...unknown.headers.keys()].sort())
  }
})

test('case 77: and takes as long', async () => {
  const eve = outsiders['advisor of another office'] as Client
  const times = { foreign: [] as number[], unknown: [] as number[] }
  for (let round = 0; round < 150; round++) {
    for (const [kind, id] of [
      ['foreign', number],
      ['unknown', 'GR-99999999'],
    ] as const) {
      const startedAt = performance.now()
      await eve.get(`/api/v1/tickets/${id}`)
      times[kind].push(performance.now() - startedAt)
    }
  }
  const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length / 2] ?? 0
  const ratio = median(times.foreign) / median(times.unknown)
  expect(ratio).toBeGreaterThan(0.8)
  expect(ratio).toBeLessThan(1.2)
})

describe('case 76 over sockets', () => {
  const events: Record<string, { schema: unknown; data: () => object }> = {
    message: { schema: DeskMessage, data: () => ({ ...message(), ticket: number }) },
    typing: { schema: DeskTyping, data: () => ({ ticket: number }) },
    read: { schema: DeskRead, data: () => ({ ticket: number, seq: 1 }) },
    watch: { schema: DeskWatch, data: () => ({ ticket: number }) },
  }

  test.each(Object.keys(events))('%s is refused to outsiders and leaves no trace', async (name) => {
    const lines: Line[] = []
    for (const who of [
      'advisor of another office',
      'manager of another region',
      'editor of the office',
    ]) {
      const line = await (outsiders[who] as Client).desk().connected()
      lines.push(line)
      const reply = await line.ask(name, events[name]?.data())
      expect(reply.ok, who).toBe(false)
      expect([403, 404], who).toContain(reply['error'].status)
      expect(JSON.stringify(reply), who).not.toContain(CANARY)
    }
    for (const line of lines) line.close()
  })

  test('an outsider at the desk hears nothing of what happens in the office', async () => {
    const outside: Line[] = []
    for (const who of [
      'advisor of another office',
      'manager of another region',
      'editor of the office',
    ]) {
      outside.push(await (outsiders[who] as Client).desk().connected())
    }
    const inside = await (insiders['advisor'] as Client).desk().connected()
    const text = `oído por dentro ${randomUUID()}`
    await inside.ask('message', { id: randomUUID(), text, visibility: 'public', ticket: number })
    await inside.until<{ text: string }>('message', (heard) => heard.text === text)
    await new Promise((next) => setTimeout(next, 200))
    for (const line of outside) expect(line.heard).toEqual([])
    for (const line of [...outside, inside]) line.close()
  })

  test('a visitor with another token can use nothing of the conversation', async () => {
    const stranger = new Visitor(service.url)
    await stranger.session()
    await stranger.say('hola')
    const attempts: [string, object][] = [
      ['message', { id: randomUUID(), text: 'x', conversation }],
      ['sync', { conversation, after: 0 }],
      ['read', { conversation, seq: 1 }],
      ['typing', { conversation }],
      ['feedback', { conversation, message: randomUUID(), helpful: true }],
      ['rate', { ticket: number, score: 5 }],
      ['reroute', { ticket: number, nace: 'J' }],
    ]
    for (const [event, data] of attempts) {
      const reply = await stranger.ask(event, data)
      expect(reply, event).toMatchObject({ ok: false, error: { status: 404 } })
    }
    stranger.close()
  })
})

test('a right taken away ends the session and the sockets within two seconds', async () => {
  const email = `${randomUUID().slice(0, 8)}@office.example`
  const leaver = await service.staff({ email })
  const line = await leaver.desk({ reconnection: false }).connected()
  const { disableUser } = await import('../../server/accounts/service.ts')
  await disableUser(service.systemContext(), email)
  await new Promise((next) => setTimeout(next, 2_000))
  expect(line.socket.connected).toBe(false)
  expect((await leaver.get('/api/v1/tickets')).status).toBe(401)
  line.close()
})
