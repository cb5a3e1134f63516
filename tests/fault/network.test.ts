import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until, Visitor } from '../support/client.ts'
import { FaultProxy } from '../support/fault-proxy.ts'
import { expectNothingLost } from '../support/oracle.ts'
import { ServiceProcess } from '../support/process.ts'
import { StubbornSender, seededRandom } from '../support/sender.ts'

/** Senders mostly wait to connect again, so some go side by side, each behind a proxy of its own. */
const LANES = 4

let service: ServiceProcess

beforeAll(async () => {
  service = new ServiceProcess()
  await service.start()
})

afterAll(async () => {
  await service.remove()
})

async function behindProxy(): Promise<{ proxy: FaultProxy; url: string }> {
  const proxy = new FaultProxy(() => service.port)
  const port = await proxy.listen()
  return { proxy, url: `http://127.0.0.1:${port}` }
}

test('case 48: a flapping network loses, doubles and disorders nothing', async () => {
  const seed = Date.now() % 1_000_000
  const random = seededRandom(seed)
  const { proxy, url } = await behindProxy()
  const senders = Array.from({ length: 20 }, () => new StubbornSender(url, random))
  const running = senders.map((sender) => sender.run())
  const end = Date.now() + 20_000
  while (Date.now() < end) {
    await sleep(150 + random() * 750)
    proxy.down()
    await sleep(30 + random() * 370)
    proxy.up()
  }
  await sleep(2_000)
  await Promise.all(senders.map((sender) => sender.finish()))
  await Promise.all(running)
  proxy.close()
  expect(expectNothingLost(service.dataDir, senders), `seed ${seed}`).toBeGreaterThan(200)
})

test('case 51: a connection cut after any number of bytes leaves one message or none', async () => {
  const senders: StubbornSender[] = []
  const sendThroughCuts = async (first: number) => {
    const { proxy, url } = await behindProxy()
    for (let bytes = first; bytes <= 400; bytes += 7 * LANES) {
      for (const direction of ['up', 'down'] as const) {
        // Past the handshake of about 700 bytes, so that the cut also falls into sends and acks.
        proxy.cutNextAfter(direction === 'up' ? bytes * 3 : bytes * 2, direction)
        const sender = new StubbornSender(url, () => 0.5)
        const running = sender.run()
        await until(
          () => sender.sent[1]?.ackSeq,
          () => `no acknowledgement after a cut at ${bytes}`,
        )
        await sender.finish()
        await running
        senders.push(sender)
      }
    }
    proxy.close()
  }
  await Promise.all(Array.from({ length: LANES }, (_, lane) => sendThroughCuts(1 + 7 * lane)))
  expect(senders).toHaveLength(116)
  expectNothingLost(service.dataDir, senders)
})

test('case 54: back after a long time with 500 messages missed, everything comes with one sync', async () => {
  const visitor = new Visitor(service.url)
  const { token } = await visitor.session()
  const first = await visitor.say('primera')
  const { conversation } = first['message']
  visitor.close()
  const elsewhere = new Visitor(service.url, { token })
  await elsewhere.session()
  for (let batch = 0; batch < 25; batch++) {
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => elsewhere.say(`línea ${batch * 10 + index}`)),
    )
  }
  await until(
    async () => {
      const { last } = await elsewhere.ask('sync', { conversation, after: 0 })
      return last >= 502 ? last : undefined
    },
    () => 'the bot did not answer all of them',
    60_000,
  )
  elsewhere.close()
  const back = new Visitor(service.url, { token })
  const session = await back.session()
  expect(session.conversation).toBe(conversation)
  const startedAt = performance.now()
  const { messages, last } = await back.ask('sync', { conversation, after: 1 })
  expect(performance.now() - startedAt).toBeLessThan(2_000)
  expect(messages.map(({ seq }: { seq: number }) => seq)).toEqual(
    Array.from({ length: last - 1 }, (_, index) => index + 2),
  )
  back.close()
})

test('case 57: a thousand clients are all back and caught up ten seconds after a restart', async () => {
  const clients = Array.from({ length: 1_000 }, () =>
    io(`${service.url}/chat`, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 1_000,
      reconnectionDelayMax: 5_000,
      randomizationFactor: 1,
    }),
  )
  const isBack = new Set<number>()
  clients.forEach((client, index) => {
    client.on('session', () => void isBack.add(index))
  })
  await until(
    () => isBack.size === 1_000 || undefined,
    () => `${isBack.size} connected`,
    60_000,
  )
  isBack.clear()
  await service.stop()
  await service.start()
  await until(
    () => isBack.size === 1_000 || undefined,
    () => `${isBack.size} of 1000 came back`,
    10_000,
  )
  for (const client of clients) client.disconnect()
})

test('case 54: a token that ran out gets a new, empty session and says so', async () => {
  const visitor = new Visitor(service.url, { token: `${randomUUID()}.forged` })
  expect(await visitor.session()).toMatchObject({ reset: true, conversation: null, seq: 0 })
  visitor.close()
})
