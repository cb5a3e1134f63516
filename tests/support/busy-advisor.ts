import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { belongsTo, mergeList } from '../../client/console/tickets/list-merge.ts'
import {
  type NewsBook,
  NO_NEWS,
  readMessage,
  readRow,
  withActivity,
  withoutTicket,
  withRow,
} from '../../client/console/tickets/ticket-news.ts'
import {
  TicketList,
  type TicketMessage,
  TicketRow,
  type TicketView,
} from '../../server/contract/tickets.ts'
import type { Client, Line } from './client.ts'

const PAGE = 100
/** Of each office: what everybody reaches for at once. */
const HOT = 10
const PAUSE_MS = 120

type Patched = { number: string; version: number; change: object; by: string }
export type Tally = { changes: number; refused: number; replies: number; notes: number }

/** One advisor at work: its list is kept by the console's own code from what the socket tells. */
export class BusyAdvisor {
  readonly client: Client
  readonly id: string
  readonly done: Patched[] = []
  readonly said = new Map<string, string>()
  readonly tally: Tally = { changes: 0, refused: 0, replies: 0, notes: 0 }
  readonly #line: Line
  readonly #random: () => number
  #book: NewsBook = NO_NEWS
  #page = { items: [] as TicketRow[], askedAt: 0 }

  constructor(client: Client, id: string, line: Line, random: () => number) {
    this.client = client
    this.id = id
    this.#line = line
    this.#random = random
    line.socket.on('ticket', (data) => this.#hear(readRow(data)))
    line.socket.on('ticket-gone', ({ number }: { number: string }) => {
      this.#book = withoutTicket(this.#book, number, performance.now())
    })
    line.socket.on('message', (data) => this.#hearMessage(readMessage(data)))
  }

  async begin(): Promise<void> {
    const askedAt = performance.now()
    this.#page = { items: await freshList(this.client, 'all'), askedAt }
  }

  /** The list as this advisor's screen shows it. */
  list(view: TicketView): TicketRow[] {
    const rules = { view, meId: this.id, now: new Date(), hasMore: false, isSearch: false }
    const items = this.#page.items.filter((row) => belongsTo(row, rules))
    return mergeList([{ ...this.#page, items }], this.#book, rules)
  }

  async work(endsAt: number): Promise<void> {
    while (performance.now() < endsAt) {
      await sleep(this.#random() * 2 * PAUSE_MS)
      await this.#act()
    }
  }

  leave(): void {
    this.#line.close()
  }

  #hear(row: TicketRow | undefined): void {
    if (row) this.#book = withRow(this.#book, row, performance.now())
  }

  #hearMessage(message: TicketMessage | undefined): void {
    if (!message) return
    const known =
      this.#book.get(message.ticket)?.row ??
      this.#page.items.find(({ number }) => number === message.ticket)
    if (known) this.#hear(withActivity(known, message))
  }

  async #act(): Promise<void> {
    const rows = this.list('all')
    const few = this.#random() < 0.5 ? byNumber(rows).slice(0, HOT) : rows
    const row = few[Math.floor(this.#random() * few.length)]
    if (!row) return
    const dice = this.#random()
    if (dice < 0.2) await this.#say(row, 'public')
    else if (dice < 0.3) await this.#say(row, 'internal')
    else await this.#change(row, this.#wish(row, dice))
  }

  /** What the screen would offer for a ticket as it is known. */
  #wish(row: TicketRow, dice: number): object {
    if (dice < 0.6) {
      if (row.assignee === null) return { assignee: 'me' }
      if (row.assignee.id === this.id) return { assignee: 'none' }
    }
    if (dice < 0.75) return { status: row.status === 'resolved' ? 'open' : 'resolved' }
    if (dice < 0.9) return { priority: row.priority === 'high' ? 'normal' : 'high' }
    return { tags: row.tags.length > 2 ? [] : [...row.tags, `t${Math.floor(dice * 1e6)}`] }
  }

  async #change({ number, version }: TicketRow, change: object): Promise<void> {
    const ifMatch = { 'if-match': `"${version}"` }
    const answer = await this.client.patch(`/api/v1/tickets/${number}`, change, ifMatch)
    if (answer.status === 412) {
      this.tally.refused += 1
      this.#hear(TicketRow.parse(answer.json.current))
      return
    }
    expect(answer.status, `${number} ${JSON.stringify(change)}: ${answer.text}`).toBe(200)
    this.tally.changes += 1
    this.done.push({ number, version, change, by: this.id })
  }

  async #say({ number }: TicketRow, visibility: 'public' | 'internal'): Promise<void> {
    const id = randomUUID()
    const text = `${visibility} ${id}`
    const ack = await this.#line.ask('message', { id, ticket: number, text, visibility }, 60_000)
    expect(ack).toMatchObject({ ok: true })
    this.said.set(id, number)
    this.tally[visibility === 'public' ? 'replies' : 'notes'] += 1
  }
}

export const byNumber = (rows: TicketRow[]): TicketRow[] =>
  [...rows].sort((a, b) => (a.number < b.number ? -1 : 1))

export async function freshList(client: Client, view: TicketView): Promise<TicketRow[]> {
  const rows: TicketRow[] = []
  for (let cursor = ''; ; ) {
    const after = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const { json } = await client.get(`/api/v1/tickets?view=${view}&limit=${PAGE}${after}`)
    const { items, nextCursor } = TicketList.parse(json)
    rows.push(...items)
    if (nextCursor === null) return rows
    cursor = nextCursor
  }
}
