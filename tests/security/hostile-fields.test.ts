import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Route } from '../../server/platform/http/route.ts'
import { type Answer, type Client, type Line, Visitor } from '../support/client.ts'
import { BODIES, EVENTS, fieldsOf, placesIn, replaced } from '../support/requests.ts'
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
/** The same spirit where only text can be: queries and paths, already encoded. */
const HOSTILE_TEXT = [
  '',
  '%00',
  '%FF',
  '-1',
  '1e308',
  '9007199254740993',
  'null',
  '%5B%5D',
  '%7B%22%24ne%22%3A1%7D',
  '__proto__',
  'constructor',
  '%22%20OR%201%3D1--',
  '%F0%9F%A6%84',
  'x'.repeat(6_000),
]
/** A frame above 32 kB closes its connection: the rude list has that. */
const MAX_FRAME = 30_000
const TABLES = ['users', 'companies', 'contacts', 'conversations', 'messages', 'tickets'] as const

type Variant = { field: string; body: unknown }

function* variants(example: object): Generator<Variant> {
  for (const path of placesIn(example)) {
    for (const value of HOSTILE) {
      yield { field: path.join('.'), body: replaced(example, path, value) }
    }
  }
  yield { field: 'extra', body: { ...example, extra: 1 } }
  for (const value of HOSTILE) yield { field: '(whole)', body: value }
}

/** As it arrives, after JSON. */
function isTakenBy(schema: z.ZodType, value: unknown): boolean {
  return schema.safeParse(JSON.parse(JSON.stringify(value))).success
}

/** Each parameter, and each segment of the path, with each hostile text. */
function hostileUrls({ path, query, params }: Route): string[] {
  const plain = path.replace(':number', 'GR-1').replace(':slug', 'x').replace(':id', 'x')
  const names = [...(query ? fieldsOf(query) : []), '__proto__']
  const asked = names.flatMap((name) => [
    ...HOSTILE_TEXT.map((text) => `${name}=${text}`),
    `${name}[]=1`,
    `${name}[$ne]=1`,
    `${name}=a&${name}=b`,
  ])
  const segments = (params ? fieldsOf(params) : []).flatMap((name) =>
    HOSTILE_TEXT.filter(Boolean).map((text) => path.replace(`:${name}`, text)),
  )
  return [...asked.map((question) => `${plain}?${question}`), ...segments]
}

/** A path to what is not there. */
function placed(path: string): string {
  return path
    .replace(':number', 'GR-99999999')
    .replace(':id', '01890a5d-ac96-774b-bcce-b302099a8057')
}

function expectProblem(answer: Answer, what: string): void {
  expect(answer.headers.get('content-type'), what).toContain('application/problem+json')
  expect(answer.json, what).toMatchObject({ status: answer.status, type: expect.any(String) })
  expect(answer.text, what).not.toMatch(/at .*\.(ts|js):\d+/)
}

describe('case 63: every field of every route and event', () => {
  let service: Service
  let admin: Client
  let apiRoutes: Route[]

  beforeAll(async () => {
    service = await startService()
    admin = await service.staff({ role: 'admin' })
    apiRoutes = service.routes.filter((route) => route.kind === 'api')
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    expect(Object.prototype).not.toHaveProperty('polluted')
    await service.close()
  })

  const countRows = () =>
    Promise.all(
      TABLES.map(async (table) => {
        const rows = await service.app.db.read.selectFrom(table).select('id').execute()
        return `${table} ${rows.length}`
      }),
    )
  const routeOf = (name: string) => {
    const found = apiRoutes.find(({ method, path }) => `${method} ${path}` === name)
    if (!found?.body) throw new Error(`no route ${name}`)
    return { ...found, body: found.body }
  }
  const send = ({ method, path }: Route, body: unknown) =>
    admin.call(method.toUpperCase(), placed(path), JSON.stringify(body), { 'if-match': '"1"' })

  test('every route with a body has an example of its every field', () => {
    const withBody = apiRoutes.filter(({ body }) => body !== undefined)
    const names = withBody.map(({ method, path }) => `${method} ${path}`)
    expect(Object.keys(BODIES).sort()).toEqual(names.sort())
    for (const name of names) {
      const { body } = routeOf(name)
      const example = BODIES[name]
      expect(body.safeParse(example).success, name).toBe(true)
      const places = placesIn(example).map((path) => path.join('.'))
      expect(places.sort(), name).toEqual(fieldsOf(body))
    }
  })

  test.each(Object.keys(BODIES))(
    '%s answers bad input with 400 and stores nothing',
    async (name) => {
      const route = routeOf(name)
      const before = await countRows()
      let refused = 0
      for (const { field, body } of variants(BODIES[name] ?? {})) {
        const isValid =
          body !== undefined && route.body.safeParse(JSON.parse(JSON.stringify(body))).success
        if (isValid) continue
        const answer = await send(route, body)
        const what = `${name} ${field} = ${JSON.stringify(body).slice(0, 120)}`
        expect(answer.status, what).toBe(400)
        expectProblem(answer, what)
        refused += 1
      }
      expect(refused).toBeGreaterThan(HOSTILE.length)
      expect(await countRows()).toEqual(before)
    },
  )

  test.each(Object.keys(BODIES))('%s bears what is odd, but allowed', async (name) => {
    const route = routeOf(name)
    for (const { field, body } of variants(BODIES[name] ?? {})) {
      if (!isTakenBy(route.body, body)) continue
      const answer = await send(route, body)
      expect(answer.status, `${name} ${field}`).toBeLessThan(500)
      if (answer.status >= 400) expectProblem(answer, `${name} ${field}`)
    }
  })

  test('every query parameter and path segment of every route', async () => {
    const urls = apiRoutes.filter(({ method }) => method === 'get').flatMap(hostileUrls)
    expect(urls.length).toBeGreaterThan(300)
    for (const url of urls) {
      const answer = await admin.get(url)
      expect(answer.status, url.slice(0, 200)).toBeLessThan(500)
      if (answer.status >= 400) expectProblem(answer, url.slice(0, 200))
    }
  })

  const schemaOf = (name: string): z.ZodType => {
    const [door = '', event = ''] = name.split(' ')
    const found = service.doors
      .find((one) => one.name === door)
      ?.events.find((one) => one.name === event)
    if (!found) throw new Error(`no event ${name}`)
    return found.schema
  }

  test('every event has an example of its every field', () => {
    const names = service.doors.flatMap(({ name, events }) =>
      events.map((event) => `${name} ${event.name}`),
    )
    expect(Object.keys(EVENTS).sort()).toEqual(names.sort())
    for (const name of names) {
      const schema = schemaOf(name)
      const examples = EVENTS[name] ?? []
      for (const example of examples) expect(schema.safeParse(example).success, name).toBe(true)
      const places = examples.flatMap((example) => placesIn(example).map((path) => path.join('.')))
      expect([...new Set(places)].sort(), name).toEqual(fieldsOf(schema))
    }
  })

  test.each(Object.keys(EVENTS))(
    'event %s answers bad input with a typed refusal',
    async (name) => {
      const schema = schemaOf(name)
      const before = await countRows()
      const [door, event = ''] = name.split(' ')
      const line: Line = door === '/desk' ? admin.desk() : new Visitor(service.url)
      await line.connected()
      for (const { field, body } of (EVENTS[name] ?? []).flatMap((example) => [
        ...variants(example),
      ])) {
        const sent = JSON.stringify(body)
        // Nothing said counts as an empty object.
        const isValid = schema.safeParse(JSON.parse(sent) ?? {}).success
        if (isValid || sent.length > MAX_FRAME) continue
        const reply = await line.ask(event, body)
        const what = `${name} ${field} ${sent.slice(0, 80)}`
        expect(reply, what).toMatchObject({ ok: false, error: { status: 400 } })
        expect(JSON.stringify(reply), what).not.toMatch(/at .*\.(ts|js):\d+/)
      }
      expect(await countRows()).toEqual(before)
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
