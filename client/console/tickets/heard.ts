import type { TicketMessage, TicketRow } from '../../../server/contract/tickets.ts'
import type { StaffNews, StaffStatus } from '../../../server/contract/together.ts'
import { later } from '../platform/later.ts'
import { Signal } from '../platform/signal.ts'
import { type NewsBook, NO_NEWS, withoutTicket, withRow } from './ticket-news.ts'

/** Bursts of events redraw the lists once. */
const GATHER_MS = 40
/** A page tells that it is being written on every three seconds. */
const TYPING_SHOWN_MS = 5_000
const MAX_CONVERSATIONS = 200
const MAX_MESSAGES = 500

/** Whether the company's page is open, and how far it has read. */
export type VisitorPresence = { isOnline: boolean; readSeq: number }

/** Who writes; the company has neither id nor name here. */
type Typist = { id?: string | undefined; name?: string | undefined }
type Watcher = { id: string; name: string }
type MessageBook = ReadonlyMap<string, readonly TicketMessage[]>

/** Everything the realtime door has told since the page was opened; components follow its signals. */
export class Heard {
  readonly news = new Signal<NewsBook>(NO_NEWS)
  /** By conversation. */
  readonly messages = new Signal<MessageBook>(new Map())
  /** By ticket number. */
  readonly watchers = new Signal<ReadonlyMap<string, readonly Watcher[]>>(new Map())
  readonly visitors = new Signal<ReadonlyMap<string, VisitorPresence>>(new Map())
  /** How many of the person's own notices are unread; null until it is told. */
  readonly unread = new Signal<number | null>(null)
  /** By person. */
  readonly staff = new Signal<ReadonlyMap<string, StaffStatus>>(new Map())
  readonly typists = new Signal<ReadonlyMap<string, readonly Typist[]>>(new Map())
  readonly #typingTimers = new Map<string, ReturnType<typeof setTimeout>>()
  #nextNews: NewsBook = NO_NEWS
  readonly #show = later(() => this.news.set(this.#nextNews), GATHER_MS)

  row(number: string): TicketRow | null | undefined {
    return this.#nextNews.get(number)?.row
  }

  addRow(row: TicketRow): void {
    this.#nextNews = withRow(this.#nextNews, row, performance.now())
    this.#show()
  }

  /** A row fetched because it was unknown: what was heard meanwhile is later. */
  addFetchedRow(row: TicketRow, askedAt: number): void {
    const known = this.#nextNews.get(row.number)
    if (known?.row === null && known.heardAt > askedAt) return
    this.#nextNews = withRow(this.#nextNews, row, known?.heardAt ?? askedAt)
    this.#show()
  }

  addGone(number: string): void {
    this.#nextNews = withoutTicket(this.#nextNews, number, performance.now())
    this.#show()
  }

  addMessage(message: TicketMessage): void {
    const books = new Map(this.messages.get())
    const known = books.get(message.conversation) ?? []
    if (known.some(({ id }) => id === message.id)) return
    this.#stopTyping(message.ticket, message.author.id)
    books.delete(message.conversation)
    books.set(message.conversation, [...known, message].slice(-MAX_MESSAGES))
    if (books.size > MAX_CONVERSATIONS) {
      const [oldest] = books.keys()
      if (oldest !== undefined) books.delete(oldest)
    }
    this.messages.set(books)
  }

  setWatchers(number: string, watchers: readonly Watcher[]): void {
    this.watchers.set(new Map(this.watchers.get()).set(number, watchers))
  }

  setStaff({ id, status }: StaffNews): void {
    this.staff.set(new Map(this.staff.get()).set(id, status))
  }

  setVisitor(number: string, presence: VisitorPresence): void {
    this.visitors.set(new Map(this.visitors.get()).set(number, presence))
  }

  setTyping(number: string, typist: Typist): void {
    const others = (this.typists.get().get(number) ?? []).filter(({ id }) => id !== typist.id)
    this.typists.set(new Map(this.typists.get()).set(number, [...others, typist]))
    const key = typingKey(number, typist.id)
    clearTimeout(this.#typingTimers.get(key))
    const timer = setTimeout(() => this.#stopTyping(number, typist.id), TYPING_SHOWN_MS)
    this.#typingTimers.set(key, timer)
  }

  #stopTyping(number: string, id: string | undefined): void {
    const known = this.typists.get().get(number)
    if (!known?.some((typist) => typist.id === id)) return
    const key = typingKey(number, id)
    clearTimeout(this.#typingTimers.get(key))
    this.#typingTimers.delete(key)
    const left = known.filter((typist) => typist.id !== id)
    const next = new Map(this.typists.get())
    if (left.length > 0) next.set(number, left)
    else next.delete(number)
    this.typists.set(next)
  }

  /** After an interruption nobody knows who is looking; the server tells it anew. */
  forgetPresence(): void {
    this.watchers.set(new Map())
    this.visitors.set(new Map())
    this.staff.set(new Map())
    this.unread.set(null)
  }
}

/** The company has no id here. */
function typingKey(number: string, id: string | undefined): string {
  return `${number}/${id ?? ''}`
}
