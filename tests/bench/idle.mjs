// Memory with five thousand idle visitors connected.
import { io } from 'socket.io-client'
import { round, startProduct, table } from './lib.mjs'

const VISITORS = 5_000

export async function run() {
  // As a service runs from its second start on: what the first one builds is kept.
  const first = await startProduct()
  await first.stop()
  const product = await startProduct({ DATA_DIR: first.dataDir })
  const before = product.rssMb()
  const sockets = []
  for (let from = 0; from < VISITORS; from += 100) {
    const batch = Array.from({ length: 100 }, () => {
      const socket = io(`${product.url}/chat`, { transports: ['websocket'], forceNew: true })
      return new Promise((resolve) => socket.once('session', () => resolve(socket)))
    })
    sockets.push(...(await Promise.all(batch)))
  }
  await new Promise((next) => setTimeout(next, 3_000))
  const after = product.rssMb()
  for (const socket of sockets) socket.disconnect()
  await product.remove()
  table('5,000 idle visitors', [
    {
      'RSS before MB': round(before, 0),
      'RSS with them MB': round(after, 0),
      goal: '≤ 250 (200)',
      'kB each': round(((after - before) * 1024) / VISITORS, 1),
    },
  ])
}
