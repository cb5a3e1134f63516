import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A TCP proxy whose network can fail: reset, black-holed, or cut after so many bytes. */
export class FaultProxy {
  readonly #server: Server
  readonly #target: () => number
  readonly #pairs = new Set<{ client: Socket; upstream: Socket }>()
  #isUp = true
  #isHole = false
  #cut: { bytes: number; direction: 'up' | 'down' } | undefined

  constructor(targetPort: () => number) {
    this.#target = targetPort
    this.#server = createServer((client) => this.#accept(client))
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return (this.#server.address() as AddressInfo).port
  }

  /** All connections are reset, and new ones refused, until `up`. */
  down(): void {
    this.#isUp = false
    this.reset()
  }

  up(): void {
    this.#isUp = true
    this.#isHole = false
  }

  reset(): void {
    for (const { client, upstream } of this.#pairs) {
      client.resetAndDestroy()
      upstream.resetAndDestroy()
    }
  }

  /** Connections stay open, but nothing comes through either way. */
  hole(): void {
    this.#isHole = true
    for (const { client, upstream } of this.#pairs) {
      client.pause()
      upstream.pause()
    }
  }

  /** The next connection is reset after exactly this many bytes in one direction. */
  cutNextAfter(bytes: number, direction: 'up' | 'down'): void {
    this.#cut = { bytes, direction }
  }

  close(): void {
    this.reset()
    this.#server.close()
  }

  #accept(client: Socket): void {
    if (!this.#isUp) return void client.resetAndDestroy()
    const upstream = connect(this.#target(), '127.0.0.1')
    const pair = { client, upstream }
    this.#pairs.add(pair)
    const cut = this.#cut
    this.#cut = undefined
    const end = () => {
      this.#pairs.delete(pair)
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      socket.on('error', end)
      socket.on('close', end)
    }
    this.#relay(client, upstream, cut?.direction === 'up' ? cut.bytes : undefined, pair)
    this.#relay(upstream, client, cut?.direction === 'down' ? cut.bytes : undefined, pair)
    if (this.#isHole) this.hole()
  }

  #relay(
    from: Socket,
    to: Socket,
    limit: number | undefined,
    pair: { client: Socket; upstream: Socket },
  ): void {
    let left = limit ?? Number.POSITIVE_INFINITY
    from.on('data', (chunk) => {
      if (chunk.length < left) {
        left -= chunk.length
        to.write(chunk)
        return
      }
      to.write(chunk.subarray(0, left), () => {
        pair.client.resetAndDestroy()
        pair.upstream.resetAndDestroy()
      })
    })
  }
}
