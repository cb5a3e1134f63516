import type { Message } from '../contract/conversations.ts'
import type { App } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import type { AppendedMessage } from './append.ts'
import { presentMessage } from './present.ts'
import { messageById, messagesAfter, messagesBefore, type StoredMessage } from './store.ts'

/** Conversations whose position is remembered; older ones start again from the next message. */
const MAX_TRACKED = 20_000
const CATCH_UP_ROWS = 500
/** How far back news of another node may still be under way. */
const UNDER_WAY_MS = 60_000
const UNDER_WAY_ROWS = 100
/** PostgreSQL refuses notifications of 8,000 bytes and more. */
const MAX_IDS_PER_NEWS = 60

declare module '../platform/realtime/news.ts' {
  interface NewsTopics {
    /** Appended on another node: conversations with their newest `seq`, and notes by id. */
    'messages-elsewhere': {
      heads: [conversation: string, seq: number][]
      notes: [string, string][]
    }
  }
}

/** A delivered message: `ticket` is the number its conversation had when it was appended. */
export type Delivery = { row: StoredMessage; message: Message; ticket: string | null }

/**
 * Delivers each public message once and in `seq` order on this node, whichever node appended it and
 * however the news arrives; a gap is read from the database first.
 */
export class Feed {
  readonly #app: App
  readonly #listeners: ((delivery: Delivery) => void)[] = []
  readonly #delivered = new Map<string, number>()
  #reading: Promise<void> = Promise.resolve()

  constructor(app: App) {
    this.#app = app
    app.news.on('messages-elsewhere', (news) => this.#inTurn(() => this.#readElsewhere(news)))
  }

  /** Hears every message (notes too), in order, after it is durable. */
  onDelivered(listen: (delivery: Delivery) => void): void {
    this.#listeners.push(listen)
  }

  /** To be called in the transaction that appended. */
  async announce(tx: Tx, appended: AppendedMessage[]): Promise<void> {
    tx.afterCommit(() => {
      for (const item of appended) this.#deliver(item.message, item.conversation.ticket_number)
    })
    if (this.#app.db.engine === 'sqlite') return
    for (let from = 0; from < appended.length; from += MAX_IDS_PER_NEWS) {
      const part = appended.slice(from, from + MAX_IDS_PER_NEWS)
      const heads = new Map<string, number>()
      const notes: [string, string][] = []
      for (const { message } of part) {
        if (message.seq === null) notes.push([message.conversation_id, message.id])
        else heads.set(message.conversation_id, message.seq)
      }
      const payload = JSON.stringify({ heads: [...heads], notes })
      await this.#app.db.notifyOthers(tx, 'messages-elsewhere', payload)
    }
  }

  #deliver(row: StoredMessage, ticket: string | null): void {
    if (row.seq === null) {
      this.#tell(row, ticket)
      return
    }
    const { conversation_id, seq } = row
    const last = this.#delivered.get(conversation_id) ?? this.#startOf(seq)
    if (last === undefined || seq > last + 1) {
      this.#inTurn(() => this.#catchUpTo(conversation_id, seq, ticket))
      return
    }
    if (seq <= last) return
    this.#track(row.conversation_id, row.seq)
    this.#tell(row, ticket)
  }

  /** Where delivery begins in a conversation new to this node; undefined where another may be ahead. */
  #startOf(seq: number): number | undefined {
    return seq === 1 || this.#app.db.engine === 'sqlite' ? seq - 1 : undefined
  }

  async #catchUpTo(conversationId: string, seq: number, ticket: string | null): Promise<void> {
    const last =
      this.#delivered.get(conversationId) ?? (await this.#beforeUnderWay(conversationId, seq))
    if (seq > last) await this.#catchUp(conversationId, last, ticket)
  }

  /** The last message before `seq` that every node has long heard of. */
  async #beforeUnderWay(conversationId: string, seq: number): Promise<number> {
    const { read } = this.#app.db
    const before = await messagesBefore(read, conversationId, seq, UNDER_WAY_ROWS)
    const since = new Date(this.#app.now().getTime() - UNDER_WAY_MS).toISOString()
    return before.find(({ at }) => at < since)?.seq ?? (before.at(-1)?.seq ?? seq) - 1
  }

  #inTurn(work: () => Promise<void>): void {
    this.#reading = this.#reading.then(work).catch((error: unknown) => {
      this.#app.log.error({ err: error }, 'could not read messages to deliver')
    })
  }

  async #catchUp(conversationId: string, from: number, ticket: string | null): Promise<void> {
    const rows = await messagesAfter(this.#app.db.read, conversationId, from, CATCH_UP_ROWS)
    for (const row of rows) {
      const last = this.#delivered.get(conversationId) ?? from
      if (row.seq === null || row.seq !== last + 1) continue
      this.#track(conversationId, row.seq)
      this.#tell(row, ticket)
    }
  }

  async #readElsewhere(news: {
    heads: [string, number][]
    notes: [string, string][]
  }): Promise<void> {
    for (const [conversationId, seq] of news.heads) {
      await this.#catchUpTo(conversationId, seq, null)
    }
    for (const [conversationId, id] of news.notes) {
      const row = await messageById(this.#app.db.read, conversationId, id)
      if (row) this.#tell(row, null)
    }
  }

  #track(conversationId: string, seq: number): void {
    this.#delivered.delete(conversationId)
    this.#delivered.set(conversationId, seq)
    if (this.#delivered.size <= MAX_TRACKED) return
    const [oldest] = this.#delivered.keys()
    if (oldest !== undefined) this.#delivered.delete(oldest)
  }

  #tell(row: StoredMessage, ticket: string | null): void {
    const delivery = { row, message: presentMessage(row), ticket }
    for (const listen of this.#listeners) listen(delivery)
  }
}
