import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { ServiceProcess } from '../support/process.ts'

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
