import type { TicketMessage } from '../../../server/contract/tickets.ts'
import type { Preferences } from '../platform/preferences.ts'
import { Signal } from '../platform/signal.ts'
import type { DraftKind } from './drafts.ts'

/** `held`: the session ended; it leaves by itself after signing in again. */
type PendingState = 'sending' | 'failed' | 'held'

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
}

export type Outcome =
  | { kind: 'sent'; message: TicketMessage }
  | { kind: 'signed-out' }
  | { kind: 'failed'; problem: string }

type OutboxParts = {
  preferences: Preferences
  owner: string
  /** Never throws: every end is an outcome. */
  send(pending: Pending): Promise<Outcome>
  onSent(message: TicketMessage): void
}

/** Messages between "send" and the server's acknowledgement; kept in the browser until then. */
export class Outbox {
  readonly pending: Signal<readonly Pending[]>
  readonly #parts: OutboxParts

  constructor(parts: OutboxParts) {
    this.#parts = parts
    this.pending = new Signal(restore(parts))
  }

  add(message: Pick<Pending, 'id' | 'ticket' | 'text' | 'visibility' | 'at'>): void {
    const pending: Pending = { ...message, state: 'sending', problem: null }
    this.#put(pending)
    void this.#send(pending)
  }

  retry(id: string): void {
    const pending = this.#find(id)
    if (!pending || pending.state === 'sending') return
    const again: Pending = { ...pending, state: 'sending', problem: null }
    this.#put(again)
    void this.#send(again)
  }

  /** Sends what was held back by the end of the session. */
  release(): void {
    for (const { id, state } of this.pending.get()) if (state === 'held') this.retry(id)
  }

  /** Takes a message out, and gives its text back. */
  discard(id: string): Pending | undefined {
    const pending = this.#find(id)
    this.#parts.preferences.remove(this.#key(id))
    this.pending.set(this.pending.get().filter((other) => other.id !== id))
    return pending
  }

  async #send(pending: Pending): Promise<void> {
    const outcome = await this.#parts.send(pending)
    switch (outcome.kind) {
      case 'sent':
        this.#parts.onSent(outcome.message)
        this.discard(pending.id)
        break
      case 'signed-out':
        this.#put({ ...pending, state: 'held' })
        break
      case 'failed':
        this.#put({ ...pending, state: 'failed', problem: outcome.problem })
        break
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

/** After a reload nobody knows whether they arrived: sending them again with their id is safe. */
function restore({ preferences, owner }: OutboxParts): Pending[] {
  return preferences
    .keys(`outbox:${owner}:`)
    .flatMap((key) => asPending(preferences.read(key)))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
}

function asPending(value: unknown): Pending[] {
  if (typeof value !== 'object' || value === null) return []
  const { id, ticket, text, visibility, at } = value as Record<string, unknown>
  const hasWords = [id, ticket, text, at].every((part) => typeof part === 'string')
  if (!hasWords || (visibility !== 'public' && visibility !== 'internal')) return []
  const kept = { id, ticket, text, at } as Pick<Pending, 'id' | 'ticket' | 'text' | 'at'>
  return [{ ...kept, visibility, state: 'failed', problem: null }]
}
