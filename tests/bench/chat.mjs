// Durable chat against raw Socket.IO echo: closed loop, 120 characters, acknowledged after the commit.
import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { io } from 'socket.io-client'
import {
  fdatasyncMs,
  interleave,
  median,
  percentile,
  round,
  startProduct,
  startReference,
  table,
} from './lib.mjs'

const TEXT = 'x'.repeat(120)
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5)
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3)

const connect = (url, auth = {}) =>
  new Promise((resolve, reject) => {
    const socket = io(`${url}/chat`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth,
    })
    socket.once('connect', () => resolve(socket))
    socket.once('connect_error', reject)
  })

async function connectAll(url, count, prepare) {
  const sockets = []
  for (let from = 0; from < count; from += 50) {
    const batch = Array.from({ length: Math.min(50, count - from) }, async () => {
      const socket = await connect(url, { office: 'granada-construction', lang: 'es' })
      await prepare?.(socket)
      return socket
    })
    sockets.push(...(await Promise.all(batch)))
  }
  return sockets
}

/** A conversation that people answer: the bot is silent, as in a live chat with an advisor. */
async function handOver(socket) {
  const said = await socket.emitWithAck('message', {
    id: randomUUID(),
    text: 'El tacógrafo da el error 0x80',
  })
  await socket.emitWithAck('handover', {
    conversation: said.message.conversation,
    contact: { name: 'Bench', email: 'bench@empresa.example' },
    company: { name: 'Bench', nace: 'F', postcode: '18007' },
    consent: true,
  })
}

/** The hand-overs' mails (one to the company, one to the office) are no part of the chat. */
async function untilMailIsSent(dataDir, handOvers) {
  const isSent = () =>
    readdirSync(join(dataDir, 'mail')).filter((name) => name.endsWith('.eml')).length >=
    handOvers * 2
  while (!isSent()) await sleep(200)
}

/** Everybody sends, waits for the acknowledgement and sends again. */
async function load(server, sockets) {
  let done = 0
  const latencies = []
  const end = performance.now() + SECONDS * 1000
  const cpuBefore = server.cpuSeconds()
  const loop = async (socket) => {
    while (performance.now() < end) {
      const startedAt = performance.now()
      const reply = await socket.emitWithAck('message', { id: randomUUID(), text: TEXT })
      if (!reply.ok) throw new Error(JSON.stringify(reply))
      done += 1
      if (done % 20 === 0) latencies.push(performance.now() - startedAt)
    }
  }
  await Promise.all(sockets.map(loop))
  return {
    perSecond: done / SECONDS,
    cpuUs: ((server.cpuSeconds() - cpuBefore) / done) * 1e6,
    p95: percentile(latencies, 0.95),
  }
}

async function compare(clients) {
  const [raw, product] = [await startReference('socket-echo.mjs'), await startProduct()]
  const rawSockets = await connectAll(raw.url, clients)
  const sockets = await connectAll(product.url, clients, handOver)
  await untilMailIsSent(product.dataDir, clients)
  const results = await interleave(
    ROUNDS,
    () => load(raw, rawSockets),
    () => load(product, sockets),
  )
  for (const socket of [...rawSockets, ...sockets]) socket.disconnect()
  await raw.stop()
  await product.remove()
  const of = (list, key) => median(list.map((result) => result[key]))
  return {
    clients,
    'raw /s': Math.round(of(results.a, 'perSecond')),
    'durable /s': Math.round(of(results.b, 'perSecond')),
    ratio: round(of(results.b, 'perSecond') / of(results.a, 'perSecond')),
    'goal (stretch)': clients >= 1000 ? '0.60 (0.75)' : '0.40 (0.50)',
    'CPU × raw': round(of(results.b, 'cpuUs') / of(results.a, 'cpuUs')),
    'CPU goal': '2.5 (2.0)',
    'durable p95 ms': round(of(results.b, 'p95')),
  }
}

/** One visitor, one advisor: from sending to seeing, each message durable before it is delivered. */
async function latency() {
  const product = await startProduct()
  const { advisorOf } = await import('./people.mjs')
  const desk = await advisorOf(product, 'granada-construction')
  const visitor = await connect(product.url, { office: 'granada-construction' })
  await handOver(visitor)
  const times = []
  for (let index = 0; index < 1_000; index++) {
    const text = `line ${index}`
    const startedAt = performance.now()
    const seen = new Promise((resolve) => {
      const hear = (message) => {
        if (message.text !== text) return
        desk.off('message', hear)
        resolve()
      }
      desk.on('message', hear)
    })
    visitor.emit('message', { id: randomUUID(), text }, () => {})
    await seen
    times.push(performance.now() - startedAt)
  }
  visitor.disconnect()
  desk.disconnect()
  await product.remove()
  const sync = fdatasyncMs()
  return {
    'p50 ms': round(median(times)),
    'p95 ms': round(percentile(times, 0.95)),
    'fdatasync p50 ms': round(sync, 3),
    'p50 − fdatasync': round(median(times) - sync),
    goal: '≤ 1 ms',
  }
}

export async function run() {
  table('Durable chat / raw Socket.IO echo', [await compare(100), await compare(1_000)])
  table('Visitor → advisor, one pair', [await latency()])
}
