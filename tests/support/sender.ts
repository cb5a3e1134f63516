import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import type { Message } from '../../server/contract/conversations.ts'

export type Sent = { id: string; text: string; ackSeq: number | undefined }

/**
 * A visitor that keeps sending through any trouble, as the widget does: each text under its own id,
 * again and again until it is acknowledged, one after the other, with a deliberate double send of some.
 */
export class StubbornSender {
  readonly sent: Sent[] = []
  readonly received: Message[] = []
  conversation: string | undefined
  token: string | undefined
  #socket: Socket
  #isRunning = true
  #random: () => number

  constructor(url: string, random: () => number) {
    this.#random = random
    this.#socket = io(`${url}/chat`, {
      transports: ['websocket'],
      forceNew: true,
      auth: (give) => give({ lang: 'es', ...(this.token && { token: this.token }) }),
      reconnectionDelay: 50,
      reconnectionDelayMax: 400,
      timeout: 2_000,
    })
    this.#socket.on('session', (session: { token: string }) => {
      this.token = session.token
    })
    this.#socket.on('message', (message: Message) => void this.received.push(message))
  }

  async run(): Promise<void> {
    for (let index = 0; this.#isRunning; index++) {
      const entry: Sent = { id: randomUUID(), text: `line ${index}`, ackSeq: undefined }
      this.sent.push(entry)
      while (this.#isRunning && entry.ackSeq === undefined) await this.#try(entry)
      await new Promise((next) => setTimeout(next, this.#random() * 40))
    }
  }

  /** Stops sending and lets the last unacknowledged text through. */
  async finish(): Promise<void> {
    this.#isRunning = false
    for (const entry of this.sent) {
      for (let tries = 0; entry.ackSeq === undefined && tries < 100; tries++) await this.#try(entry)
    }
    this.#socket.disconnect()
  }

  async #try(entry: Sent): Promise<void> {
    const isDouble = this.#random() < 0.05
    const sends = [this.#send(entry), ...(isDouble ? [this.#send(entry)] : [])]
    await Promise.all(sends)
  }

  async #send({ id, text }: Sent): Promise<void> {
    if (!this.#socket.connected || !this.token) {
      await new Promise((next) => setTimeout(next, 20))
      return
    }
    try {
      const reply = await this.#socket.timeout(1_500).emitWithAck('message', { id, text })
      if (!reply.ok) return
      const entry = this.sent.find((sent) => sent.id === id)
      if (entry) entry.ackSeq ??= reply.message.seq
      this.conversation ??= reply.message.conversation
    } catch {
      // no acknowledgement: the caller sends it again under the same id
    }
  }
}

/** A repeatable random source, whose seed a failing test prints. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
