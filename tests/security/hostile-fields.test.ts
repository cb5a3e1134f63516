import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
    'patch /api/v1/me': { lang: 'es' },
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
    for (const name of ['nope', 'constructor', '__proto__', 'toString', 'hasOwnProperty']) {
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
