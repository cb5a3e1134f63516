import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import {
  FeedbackRequest,
  ReadRequest,
  SendMessage,
  SyncRequest,
  TypingRequest,
} from '../../server/contract/conversations.ts'
import {
  DeskMessage,
  DeskRead,
  DeskTyping,
  DeskWatch,
  HandoverRequest,
  RateRequest,
  RerouteRequest,
} from '../../server/contract/tickets.ts'
import type { Route } from '../../server/platform/http/route.ts'
import { type Client, handover, Visitor } from '../support/client.ts'
import { ServiceProcess } from '../support/process.ts'
import { type Service, startService } from '../support/service.ts'

const HOSTILE: unknown[] = [
  null,
  17,
  -0,
  1e308,
  2 ** 53 + 1,
  true,
  [],
  ['a'],
  {},
  { $ne: 1 },
  JSON.parse('{"__proto__": {"polluted": true}}'),
  { constructor: { prototype: { polluted: true } } },
  '',
  'x'.repeat(60_000),
  'nul \u0000 inside',
  '\uD800 lone',
]

describe('case 63: every field of every route and event', () => {
  let service: Service
  let advisor: Client

  beforeAll(async () => {
    service = await startService()
    advisor = await service.staff({ role: 'admin' })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  /** Valid bodies; every field of each schema is then replaced by each hostile value. */
  const bodies: Record<string, object> = {
    'post /api/v1/session': { email: 'a@b.example', password: 'x' },
    'post /api/v1/setup': {
      token: 'x',
      email: 'a@b.example',
      name: 'A',
      password: 'long enough for anyone',
    },
    'post /api/v1/route': {
      text: 'panadería',
      activity: 'panadería',
      nace: 'C',
      postcode: '18007',
      office: 'national-desk',
      lang: 'es',
    },
    'post /api/v1/ask': {
      text: 'hola',
      lang: 'es',
      office: 'national-desk',
      context: [{ role: 'visitor', text: 'x' }],
      activity: 'x',
      nace: 'C',
      postcode: '18007',
    },
    'post /api/v1/tickets': {
      channel: 'phone',
      office: 'national-desk',
      contact: { name: 'A', email: 'a@b.example', phone: '600 123 456' },
      company: {
        name: 'C',
        activity: 'x',
        nace: 'C',
        postcode: '18007',
        size: 'micro',
        nif: 'A58818501',
      },
      question: 'q',
      note: 'n',
    },
    'patch /api/v1/tickets/:number': { status: 'open', assignee: 'me', subject: 's' },
    'post /api/v1/tickets/:number/messages': {
      id: randomUUID(),
      text: 't',
      visibility: 'internal',
    },
  }

  test('every route with a body has a valid example here', () => {
    const routes = service.routes
      .filter((route): route is Route => route.kind === 'api' && route.body !== undefined)
      .map(({ method, path }) => `${method} ${path}`)
    expect(Object.keys(bodies).sort()).toEqual(routes.sort())
  })

  function* variants(example: object): Generator<{ path: string; body: unknown }> {
    const paths = leaves(example)
    for (const path of paths) {
      for (const value of HOSTILE)
        yield { path: path.join('.'), body: replaced(example, path, value) }
    }
    yield { path: 'extra', body: { ...example, extra: 1 } }
    for (const value of HOSTILE) yield { path: '(whole)', body: value }
  }

  test.each(Object.keys(bodies))('%s answers bad input with 400 problem+json', async (name) => {
    const [method = '', path = ''] = name.split(' ')
    const filled = path.replace(':number', 'GR-99999999')
    for (const { path: field, body } of variants(bodies[name] ?? {})) {
      const answer = await advisor.call(method.toUpperCase(), filled, body, {
        'if-match': '"1"',
      })
      const what = `${name} ${field} = ${JSON.stringify(body)?.slice(0, 120)}`
      expect(answer.status, what).toBeLessThan(500)
      if (answer.status >= 400) {
        expect(answer.headers.get('content-type'), what).toContain('application/problem+json')
        expect(answer.text, what).not.toMatch(/at .*\.(ts|js):\d+/)
      }
    }
    expect(Object.prototype).not.toHaveProperty('polluted')
  })

  test('query parameters take text only', async () => {
    for (const path of [
      '/api/v1/tickets',
      '/api/v1/search',
      '/api/v1/articles/x',
      '/api/v1/widget',
    ]) {
      for (const query of [
        '?q[]=1',
        '?q[$ne]=1',
        '?limit=-1',
        '?limit=1e9',
        '?cursor=%00',
        '?lang[]=es',
        '?q=%FF',
        '?q=a&q=b',
        '?__proto__[x]=1',
      ]) {
        const { status } = await advisor.get(path + query)
        expect(status, path + query).toBeLessThan(500)
      }
    }
  })

  const events: Record<string, { schema: z.ZodType; data: () => object; desk?: true }> = {
    message: {
      schema: SendMessage,
      data: () => ({ id: randomUUID(), text: 't', conversation: randomUUID() }),
    },
    sync: { schema: SyncRequest, data: () => ({ conversation: randomUUID(), after: 0 }) },
    feedback: {
      schema: FeedbackRequest,
      data: () => ({
        conversation: randomUUID(),
        message: randomUUID(),
        helpful: true,
        reason: 'r',
      }),
    },
    read: { schema: ReadRequest, data: () => ({ conversation: randomUUID(), seq: 1 }) },
    typing: { schema: TypingRequest, data: () => ({ conversation: randomUUID() }) },
    handover: {
      schema: HandoverRequest,
      data: () => handover(randomUUID(), { contact: { phone: '600 123 456' } }),
    },
    reroute: { schema: RerouteRequest, data: () => ({ ticket: 'GR-1', nace: 'J' }) },
    rate: { schema: RateRequest, data: () => ({ ticket: 'GR-1', score: 5, comment: 'c' }) },
    'desk message': {
      schema: DeskMessage,
      data: () => ({ ticket: 'GR-1', id: randomUUID(), text: 't', visibility: 'public' }),
      desk: true,
    },
    'desk typing': { schema: DeskTyping, data: () => ({ ticket: 'GR-1' }), desk: true },
    'desk read': { schema: DeskRead, data: () => ({ ticket: 'GR-1', seq: 1 }), desk: true },
    'desk watch': { schema: DeskWatch, data: () => ({ ticket: 'GR-1' }), desk: true },
  }

  test.each(Object.keys(events))(
    'event %s answers bad input with a typed refusal',
    async (name) => {
      const { schema, data, desk } = events[name] ?? { schema: z.never(), data: () => ({}) }
      expect(schema.safeParse(data()).success).toBe(true)
      const line = desk
        ? await advisor.desk().connected()
        : await new Visitor(service.url).connected()
      const event = name.replace('desk ', '')
      for (const { path, body } of variants(data())) {
        const large = JSON.stringify(body)?.length > 30_000
        if (schema.safeParse(body).success) continue // null may be allowed
      if (large) continue // a frame of that size closes the connection: the rude list has it
        const reply = await line.ask(event, body)
        expect(reply, `${name} ${path}`).toMatchObject({ ok: false })
        expect(
          reply['error'].status,
          `${name} ${path} ${JSON.stringify(body)?.slice(0, 80)}`,
        ).toBeLessThan(500)
      }
      line.close()
    },
  )

  test('unknown and inherited event names are refused without a word about the inside', async () => {
    const visitor = await new Visitor(service.url).connected()
    for (const name of [
      'nope',
      'constructor',
      '__proto__',
      'toString',
      'hasOwnProperty',
    ]) {
      const reply = await visitor.ask(name, {})
      expect(reply, name).toMatchObject({ ok: false, error: { type: '/problems/unknown-event' } })
    }
    visitor.close()
  })
})

function leaves(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Object.entries(value).flatMap(([key, child]) => leaves(child, [...path, key]))
  return path.length === 0 ? inner : [path, ...inner]
}

function replaced(example: unknown, path: (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  const copy: Record<string, unknown> = Array.isArray(example)
    ? (Object.assign([], example) as never)
    : { ...(example as object) }
  copy[key] = replaced(copy[key], rest, value)
  return copy
}

describe('rude clients', () => {
  let service: ServiceProcess

  beforeAll(async () => {
    service = new ServiceProcess()
    await service.start()
  })

  afterAll(async () => {
    expect(service.output).not.toMatch(/uncaught/)
    await service.remove()
  })

  const raw = (text: string | Buffer) =>
    new Promise<string>((resolve) => {
      const socket = connect(service.port, '127.0.0.1')
      let got = ''
      const end = () => {
        socket.destroy()
        resolve(got)
      }
      socket.on('data', (chunk) => {
        got += chunk
      })
      socket.on('error', end)
      socket.on('close', end)
      socket.write(text)
      setTimeout(end, 1_500)
    })

  const head = (line: string, ...headers: string[]) =>
    `${[line, 'Host: 127.0.0.1', ...headers].join('\r\n')}\r\n\r\n`

  const post = (body: string | Buffer, ...headers: string[]) =>
    Buffer.concat([
      Buffer.from(
        head(
          'POST /api/v1/ask HTTP/1.1',
          'Content-Type: application/json',
          `Content-Length: ${Buffer.byteLength(body)}`,
          ...headers,
        ),
      ),
      Buffer.from(body),
    ])

  const RUDE: Record<string, () => string | Buffer> = {
    'half-sent headers': () => 'GET / HTTP/1.1\r\nHost: 12',
    'a 20 MB body': () => post('x'.repeat(20_000_000)),
    'JSON 20,000 deep': () => post(`${'['.repeat(20_000)}${']'.repeat(20_000)}`),
    'an object 20,000 deep': () => post(`${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}`),
    '3,000 keys and __proto__': () =>
      post(`{"__proto__":{"x":1},${Array.from({ length: 3_000 }, (_, i) => `"k${i}":1`).join()}}`),
    'bad UTF-8': () => post(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
    'a 60 kB header': () => head('GET / HTTP/1.1', `X-Long: ${'x'.repeat(60_000)}`),
    'both length and chunked': () =>
      `POST /api/v1/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n`,
    'two lengths': () =>
      head('POST /api/v1/ask HTTP/1.1', 'Content-Length: 5', 'Content-Length: 6'),
    'bad percent-encoding': () => head('GET /es/articles/%E0%A4%A HTTP/1.1', 'Connection: close'),
    traversal: () => head('GET /assets/..%2f..%2f..%2fpackage.json HTTP/1.1', 'Connection: close'),
    'traversal with dots': () =>
      head('GET /assets/../../server/main.ts HTTP/1.1', 'Connection: close'),
    'an odd sid': () =>
      head('GET /socket.io/?EIO=4&transport=polling&sid=__proto__ HTTP/1.1', 'Connection: close'),
    'a constructor sid': () =>
      head(
        'GET /socket.io/?EIO=4&transport=websocket&sid=constructor HTTP/1.1',
        'Connection: close',
      ),
    'a binary post on polling': () =>
      Buffer.concat([
        Buffer.from(
          head(
            'POST /socket.io/?EIO=4&transport=polling&sid=x HTTP/1.1',
            'Content-Type: application/octet-stream',
            'Content-Length: 4',
          ),
        ),
        Buffer.from([0, 255, 1, 254]),
      ]),
    'a request line of nonsense': () => Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00]),
  }

  async function health(): Promise<number> {
    const startedAt = performance.now()
    const { status } = await fetch(`${service.url}/healthz`)
    expect(status).toBe(200)
    return performance.now() - startedAt
  }

  test.each(Object.keys(RUDE))('case 61: %s', async (name) => {
    const sent = raw(RUDE[name]?.() ?? '')
    await sleep(50)
    expect(await health()).toBeLessThan(1_000)
    const reply = await sent
    expect(reply).not.toMatch(/HTTP\/1\.1 (200|5\d\d)/)
    expect(reply).not.toContain('"dependencies"')
  })

  const packets = [
    '40',
    '40/nope,',
    '42["message"]',
    '42/chat,["message",{}]',
    '42/chat,1["message"]',
    '451-["message",{"_placeholder":true,"num":0}]',
    '4599999-["x"]',
    '42[',
    '4',
    '9',
    '',
    '42/chat,["__proto__",{}]',
    '41',
    '44{"x":1}',
    '43/chat,1[]',
    '40/chat,{"token":{"$ne":1}}',
    '40/chat,[1]',
    '40/desk,',
  ]

  test('case 61: malformed packets after a real connect', async () => {
    for (const packet of packets) {
      await new Promise<void>((resolve) => {
        const socket = new WebSocket(
          `ws://127.0.0.1:${service.port}/socket.io/?EIO=4&transport=websocket`,
        )
        socket.on('open', () => {
          socket.send('40/chat,')
          setTimeout(() => {
            socket.send(packet)
            socket.send(Buffer.from([1, 2, 3]))
          }, 10)
          setTimeout(() => {
            socket.terminate()
            resolve()
          }, 60)
        })
        socket.on('error', () => resolve())
      })
    }
    expect(await health()).toBeLessThan(1_000)
  })

  test('case 61: a 5 MB frame closes its own connection only', async () => {
    const closed = new Promise<void>((resolve) => {
      const socket = new WebSocket(
        `ws://127.0.0.1:${service.port}/socket.io/?EIO=4&transport=websocket`,
      )
      socket.on('open', () => socket.send('x'.repeat(5_000_000)))
      socket.on('close', () => resolve())
      socket.on('error', () => {})
    })
    await closed
    expect(await health()).toBeLessThan(1_000)
  })

  test('case 61: 300 sockets that never say CONNECT are dropped', async () => {
    const sockets = Array.from(
      { length: 300 },
      () => new WebSocket(`ws://127.0.0.1:${service.port}/socket.io/?EIO=4&transport=websocket`),
    )
    let gone = 0
    for (const socket of sockets) {
      socket.on('close', () => {
        gone += 1
      })
      socket.on('error', () => {})
    }
    await sleep(12_000)
    expect(gone).toBe(300)
    expect(await health()).toBeLessThan(1_000)
  })

  test('case 62: a thousand slow clients are let go within 15 s while others are served', async () => {
    const slow: Socket[] = []
    let gone = 0
    for (let index = 0; index < 1_000; index++) {
      const socket = connect(service.port, '127.0.0.1')
      socket.on('error', () => {})
      socket.on('close', () => {
        gone += 1
      })
      socket.write(
        index % 2 === 0
          ? 'GET / HTTP/1.1\r\nX-'
          : 'POST /api/v1/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
      )
      slow.push(socket)
    }
    const drip = setInterval(() => {
      for (const socket of slow) if (!socket.destroyed) socket.write('a')
    }, 1_000)
    await sleep(3_000)
    expect(await health()).toBeLessThan(1_000)
    for (let waited = 0; gone < 1_000 && waited < 18; waited++) await sleep(1_000)
    clearInterval(drip)
    expect(gone).toBe(1_000)
  })
})

test('unknown HTTP methods and paths are refused in the reader’s language', async () => {
  const service = await startService()
  const es = await service.anonymous.get('/api/v1/nope', { 'accept-language': 'es' })
  const en = await service.anonymous.get('/api/v1/nope', { 'accept-language': 'en-GB' })
  expect([es.status, en.status]).toEqual([404, 404])
  expect(es.json.title).toBe('No encontrado')
  expect(en.json.title).toBe('Not found')
  const trace = await new Promise((resolve) => {
    const req = request(`${service.url}/api/v1/me`, { method: 'TRACE' })
    req.on('response', ({ statusCode }) => resolve(statusCode))
    req.end()
  })
  expect(trace).toBe(404)
  await service.close()
})
