import type { AfterSend } from '../../../server/contract/outgoing.ts'
import type { TicketMessage } from '../../../server/contract/tickets.ts'
import type { Preferences } from '../platform/preferences.ts'
import { Signal } from '../platform/signal.ts'
import { asAfterSend } from './after-send.ts'
import type { DraftKind } from './drafts.ts'

/** Back off where the service answers, but cannot take it now; a new connection does not wait for this. */
const TRY_AGAIN_MS = 4_000

/**
 * `waiting`: the service could not be reached or could not take it; it leaves by itself.
 * `held`: the session ended; it leaves by itself after signing in again.
 * `failed`: refused for good, until somebody says otherwise.
 */
type PendingState = 'sending' | 'waiting' | 'held' | 'failed'

/** A message on its way. Its `id` stays the same however often it is sent, so it arrives once. */
export type Pending = {
  id: string
  ticket: string
  text: string
  visibility: DraftKind
  at: string
  state: PendingState
  /** Why it failed, in words. */
  problem: string | null
  /** The newest public message that its writer had seen. */
  seq: number
  /** When it is to leave, if not now. */
  sendAt?: string
  /** What is done to the ticket once it has arrived. */
  after?: AfterSend
}

export type Outcome =
  /** No message yet where the service keeps it until it leaves. */
  | { kind: 'sent'; message: TicketMessage | null }
  | { kind: 'signed-out' }
  | { kind: 'unreachable' }
  | { kind: 'failed'; problem: string }

type OutboxParts = {
  preferences: Preferences
  owner: string
  /** Never throws: every end is an outcome. */
  send(pending: Pending): Promise<Outcome>
  onSent(message: TicketMessage): void
}

/**
 * Messages between "send" and the server's acknowledgement; kept in the browser until then. They leave
 * one after the other, so that they arrive in the order they were written.
 */
export class Outbox {
  readonly pending: Signal<readonly Pending[]>
  readonly #parts: OutboxParts
  #isSending = false
  #retry: ReturnType<typeof setTimeout> | undefined

  constructor(parts: OutboxParts) {
    this.#parts = parts
    this.pending = new Signal(restore(parts))
  }

  add(message: Omit<Pending, 'state' | 'problem'>): void {
    this.#put({ ...message, state: 'sending', problem: null })
    void this.#sendAll()
  }

  retry(id: string): void {
    const pending = this.#find(id)
    if (!pending || pending.state === 'sending') return
    this.#put({ ...pending, state: 'sending', problem: null })
    void this.#sendAll()
  }

  /** Sends what waits for a connection, or for the session to begin again. */
  release(): void {
    this.#moveAll('held', 'sending')
    void this.#sendAll()
  }

  /** Takes a message out, and gives its text back. */
  discard(id: string): Pending | undefined {
    const pending = this.#find(id)
    this.#parts.preferences.remove(this.#key(id))
    this.pending.set(this.pending.get().filter((other) => other.id !== id))
    return pending
  }

  /** No further attempt by itself: the desk is left. */
  close(): void {
    clearTimeout(this.#retry)
  }

  async #sendAll(): Promise<void> {
    if (this.#isSending) return
    this.#isSending = true
    clearTimeout(this.#retry)
    let goesOn = true
    while (goesOn) {
      const next = this.pending
        .get()
        .find(({ state }) => state === 'sending' || state === 'waiting')
      goesOn = next !== undefined && (await this.#send(next))
    }
    this.#isSending = false
  }

  /** @returns whether the next one may be tried */
  async #send(pending: Pending): Promise<boolean> {
    if (this.#parts.preferences.get(this.#key(pending.id)) === null) {
      // Another tab of this browser has sent it or taken it back.
      this.discard(pending.id)
      return true
    }
    const outcome = await this.#parts.send(pending)
    switch (outcome.kind) {
      case 'sent':
        if (outcome.message) this.#parts.onSent(outcome.message)
        this.discard(pending.id)
        break
      case 'signed-out':
        this.#moveAll('sending', 'held')
        this.#moveAll('waiting', 'held')
        return false
      case 'unreachable':
        this.#moveAll('sending', 'waiting')
        this.#retry = setTimeout(() => void this.#sendAll(), TRY_AGAIN_MS)
        return false
      case 'failed':
        this.#put({ ...pending, state: 'failed', problem: outcome.problem })
        break
    }
    return true
  }

  #moveAll(from: PendingState, to: PendingState): void {
    for (const pending of this.pending.get()) {
      if (pending.state === from) this.#put({ ...pending, state: to })
    }
  }

  #find(id: string): Pending | undefined {
    return this.pending.get().find((pending) => pending.id === id)
  }

  #put(pending: Pending): void {
    const others = this.pending.get()
    const isKnown = others.some(({ id }) => id === pending.id)
    const next = isKnown
      ? others.map((other) => (other.id === pending.id ? pending : other))
      : [...others, pending]
    this.#parts.preferences.set(this.#key(pending.id), JSON.stringify(pending))
    this.pending.set(next)
  }

  #key(id: string): string {
    return `outbox:${this.#parts.owner}:${id}`
  }
}

/**
 * After a reload nobody knows whether they arrived: sending them again with their id is safe. What was
 * refused stays refused.
 */
function restore({ preferences, owner }: OutboxParts): Pending[] {
  return preferences
    .keys(`outbox:${owner}:`)
    .flatMap((key) => asPending(preferences.read(key)))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
}

function asPending(value: unknown): Pending[] {
  if (typeof value !== 'object' || value === null) return []
  const fields = value as Record<string, unknown>
  const { id, ticket, text, visibility, at, state, problem, after, seq, sendAt } = fields
  const hasWords = [id, ticket, text, at].every((part) => typeof part === 'string')
  if (!hasWords || (visibility !== 'public' && visibility !== 'internal')) return []
  const kept = { id, ticket, text, at } as Pick<Pending, 'id' | 'ticket' | 'text' | 'at'>
  const isRefused = state === 'failed'
  const reason = isRefused && typeof problem === 'string' ? problem : null
  const then = asAfterSend(after)
  return [
    {
      ...kept,
      visibility,
      state: isRefused ? 'failed' : 'waiting',
      problem: reason,
      seq: typeof seq === 'number' ? seq : 0,
      ...(typeof sendAt === 'string' && { sendAt }),
      ...(then && { after: then }),
    },
  ]
}
