import type { QueryClient } from '@tanstack/react-query'
import { type AfterSend, Outgoing, OutgoingReply } from '../../../server/contract/outgoing.ts'
import { Ticket } from '../../../server/contract/tickets.ts'
import { callApi } from '../platform/api.ts'
import { Signal } from '../platform/signal.ts'
import type { DraftBook } from '../tickets/drafts.ts'
import type { Pending } from '../tickets/outbox.ts'
import { learnReplies } from './queries.ts'

/** What came of what was to be done with a message. */
export type Acted =
  | { kind: 'done'; ticket: Ticket; wanted: AfterSend['wanted'] }
  /** Someone decided otherwise meanwhile: the message has arrived, nothing else was done. */
  | { kind: 'conflict'; number: string; wanted: AfterSend['wanted'] }

/** A reply that its writer may still take back. */
export type Held = { number: string; reply: OutgoingReply }

type Parts = { client: QueryClient; drafts: DraftBook; learn(ticket: Ticket): void }

/** What this advisor has sent: on its way, waiting for its time, taken back. */
export class OutgoingDesk {
  readonly acted = new Signal<Acted | null>(null)
  readonly held = new Signal<Held | null>(null)
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Brings a message to the service. @throws Refusal, Unreachable */
  async post({ ticket, id, text, visibility, seq, sendAt, after }: Pending): Promise<Outgoing> {
    const body = { id, text, visibility, seq, ...(sendAt && { sendAt }), ...(after && { after }) }
    const call = { method: 'POST', body, reply: Outgoing } as const
    const outgoing = await callApi(`/tickets/${ticket}/outgoing`, call)
    await this.#learn(ticket, outgoing, after)
    return outgoing
  }

  /** Sends a waiting reply now, or at another time. @throws Refusal, Unreachable */
  async change(number: string, reply: OutgoingReply, sendAt: string, seq: number): Promise<void> {
    const call = {
      method: 'PATCH',
      body: { sendAt, seq },
      version: reply.version,
      reply: Outgoing,
    } as const
    const outgoing = await callApi(`/tickets/${number}/outgoing/${reply.id}`, call)
    await this.#learn(number, outgoing, reply.after ?? undefined)
  }

  /** Its text is a draft again, whole, above what has been begun since. @throws Refusal, Unreachable */
  async takeBack(number: string, id: string): Promise<void> {
    const call = { method: 'DELETE', reply: OutgoingReply } as const
    const { text, seq, after } = await callApi(`/tickets/${number}/outgoing/${id}`, call)
    const { drafts, client } = this.#parts
    const begun = drafts.get(number, 'public')
    const parts = [text, begun.text].filter((part) => part.trim() !== '')
    drafts.write(number, 'public', parts.join('\n\n'), seq)
    drafts.setActions(number, 'public', { ...after?.wanted, ...begun.actions })
    if (this.held.get()?.reply.id === id) this.held.set(null)
    learnReplies(client, number, (items) => items.filter((item) => item.id !== id))
  }

  async #learn(
    number: string,
    { reply, acted }: Outgoing,
    after: AfterSend | undefined,
  ): Promise<void> {
    if (reply) {
      const others = (items: OutgoingReply[]) => items.filter(({ id }) => id !== reply.id)
      learnReplies(this.#parts.client, number, (items) => [...others(items), reply])
      this.held.set({ number, reply })
    } else {
      learnReplies(this.#parts.client, number, (items) => items)
    }
    const wanted = after?.wanted ?? {}
    if (acted === 'conflict') this.acted.set({ kind: 'conflict', number, wanted })
    if (acted !== 'done') return
    const ticket = await callApi(`/tickets/${number}`, { reply: Ticket })
    this.#parts.learn(ticket)
    this.acted.set({ kind: 'done', ticket, wanted })
  }
}
