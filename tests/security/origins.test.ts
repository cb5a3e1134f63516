import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Client, Line, Visitor } from '../support/client.ts'
import { PASSWORD, type Service, startService } from '../support/service.ts'

const SITE = 'https://www.construccion-granada.example'
const OTHER_SITE = 'https://www.biotec-granada.example'

let service: Service
let advisor: Client

beforeAll(async () => {
  service = await startService()
  advisor = await service.staff()
})

afterAll(async () => {
  await service.close()
})

const port = () => new URL(service.url).port

function tryOrigin(namespace: string, origin: string | undefined, more: object = {}): Line {
  return new Line(service.url, namespace, {
    reconnection: false,
    extraHeaders: { ...(origin !== undefined && { origin }), ...more },
  })
}

async function outcome(line: Line): Promise<'connected' | 'refused'> {
  for (let tries = 0; tries < 200; tries++) {
    if (line.socket.connected) break
    if (line.refusal !== undefined) break
    await new Promise((next) => setTimeout(next, 10))
  }
  const result = line.socket.connected ? 'connected' : 'refused'
  line.close()
  return result
}

const FOREIGN = () => [
  'https://evil.example',
  'null',
  'https://www.construccion-granada.example.evil.example',
  'https://evil.www.construccion-granada.example',
  'http://www.construccion-granada.example',
  'https://www.construccion-granada.example:8443',
  'https://construccion-granada.example',
  'https://WWW.CONSTRUCCION-GRANADA.EXAMPLE',
  'https://www.construccion-granada.example.',
  'https://www.construccion-granada.example@evil.example',
  `http://127.0.0.1:${Number(port()) + 1}`,
  `https://127.0.0.1:${port()}`,
  'file://',
  'https://localhost.evil.example',
]

describe('case 83: /chat', () => {
  test('takes our own pages, offices’ websites and programs without an origin', async () => {
    const own = [service.url, `http://localhost:${port()}`, SITE, OTHER_SITE, undefined]
    for (const origin of own) {
      expect(await outcome(tryOrigin('/chat', origin)), String(origin)).toBe('connected')
    }
  })

  test('refuses every other origin, over WebSocket and over polling', async () => {
    for (const origin of FOREIGN()) {
      expect(await outcome(tryOrigin('/chat', origin)), origin).toBe('refused')
      const polling = new Line(service.url, '/chat', {
        transports: ['polling'],
        reconnection: false,
        extraHeaders: { origin },
      })
      expect(await outcome(polling), `${origin} polling`).toBe('refused')
    }
  })

  test('checks the list of the office that the page names', async () => {
    const auth = { office: 'granada-construction' }
    const visit = (origin: string) =>
      new Visitor(service.url, auth, { reconnection: false, extraHeaders: { origin } })
    expect(await outcome(visit(SITE))).toBe('connected')
    const wrong = visit(OTHER_SITE)
    expect(await outcome(wrong)).toBe('refused')
    expect(wrong.refusal).toMatchObject({ type: '/problems/foreign-origin', status: 403 })
  })

  test('an unknown office is a 400 at `office`', async () => {
    const visitor = new Visitor(service.url, { office: 'nowhere' }, { reconnection: false })
    expect(await outcome(visitor)).toBe('refused')
    expect(visitor.refusal).toMatchObject({ status: 400, errors: [{ path: 'office' }] })
  })
})

describe('case 83: /desk', () => {
  test('takes our own pages with a session', async () => {
    expect(await outcome(advisor.desk({ reconnection: false }))).toBe('connected')
  })

  test('refuses offices’ websites and foreign origins in spite of the cookie', async () => {
    for (const origin of [SITE, ...FOREIGN()]) {
      const line = tryOrigin('/desk', origin, { cookie: advisor.cookie })
      expect(await outcome(line), origin).toBe('refused')
    }
  })

  test('without an origin the cookie counts only from a page of our own', async () => {
    const { cookie } = advisor
    expect(await outcome(tryOrigin('/desk', undefined, { cookie }))).toBe('refused')
    const sameOrigin = { cookie, 'sec-fetch-site': 'same-origin' }
    expect(await outcome(tryOrigin('/desk', undefined, sameOrigin))).toBe('connected')
    const sameSite = { cookie, 'sec-fetch-site': 'same-site' }
    expect(await outcome(tryOrigin('/desk', undefined, sameSite))).toBe('refused')
  })

  test('refuses whoever has no session', async () => {
    expect(await outcome(tryOrigin('/desk', service.url))).toBe('refused')
  })
})

test('a raw WebSocket from a foreign page is refused at the handshake', async () => {
  const status = await new Promise((resolve) => {
    const req = request(`${service.url}/socket.io/?EIO=4&transport=websocket`, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        origin: 'https://evil.example',
      },
    })
    req.on('response', ({ statusCode }) => resolve(statusCode))
    req.on('upgrade', () => resolve('upgraded'))
    req.on('error', () => resolve('closed'))
    req.end()
  })
  expect(status).not.toBe('upgraded')
})

describe('state changes over HTTP', () => {
  test('need our own origin: a foreign page can neither sign in nor act with the cookie', async () => {
    for (const origin of [...FOREIGN(), SITE, undefined]) {
      const client = new Client(service.url)
      client.origin = origin
      client.cookie = advisor.cookie
      const signIn = await client.post('/api/v1/session', {
        email: 'a@b.example',
        password: PASSWORD,
      })
      expect(signIn.status, `sign in from ${origin}`).toBe(403)
      const signOut = await client.call('DELETE', '/api/v1/session')
      expect(signOut.status, `sign out from ${origin}`).toBe(403)
    }
    expect((await advisor.get('/api/v1/me')).status).toBe(200)
  })

  test('only offices’ websites may read the public API from a browser', async () => {
    const allowed = (origin: string) =>
      service.anonymous.get('/api/v1/widget?office=granada-construction', { origin })
    expect((await allowed(SITE)).headers.get('access-control-allow-origin')).toBe(SITE)
    const foreign = await allowed('https://evil.example')
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
    expect((await allowed(SITE)).headers.get('access-control-allow-credentials')).toBeNull()
  })
})

test('the session cookie is out of reach of scripts and of other sites', async () => {
  const email = 'cookie@office.example'
  await service.staff({ email })
  const answer = await service.anonymous.post('/api/v1/session', { email, password: PASSWORD })
  const [cookie = ''] = answer.headers.getSetCookie()
  expect(cookie).toMatch(/^session=[\w-]{43};/)
  expect(cookie).toContain('HttpOnly')
  expect(cookie).toContain('SameSite=Lax')
  expect(cookie).toContain('Path=/')
})
