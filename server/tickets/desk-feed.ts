import type { TicketMessage, TicketRow, TicketTyping } from '../contract/tickets.ts'
import { conversationById, type Delivery } from '../conversations/service.ts'
import type { App, Context } from '../platform/context.ts'
import { LANGS, type Lang } from '../platform/i18n.ts'
import { roomsOf } from './access.ts'
import { listedTicket } from './inbox/store.ts'
import { presentRow, presentTicketMessage } from './present.ts'
import { type Ticket, ticketOfConversation } from './store.ts'

const MAX_KNOWN = 50_000

export type DeskPresence = { ticket: string; visitorOnline: boolean; visitorRead: number }
type Heard<T> = (news: { rooms: string[] } & T) => void
/** A row is read for whoever hears of it, and what comes next waits for that. */
type HeardRow = (news: { rooms: string[]; row: () => Promise<TicketRow> }) => Promise<void>

/**
 * Turns delivered messages and changed tickets into news for the rooms of the office that has the
 * ticket now. What it must look up first keeps its place in the order: who sees a message also sees the
 * status that it brought about.
 */
export class DeskFeed {
  readonly #app: App
  readonly #officeOf = new Map<string, string>()
  /** An office keeps its region, so its rooms are put together once. */
  readonly #roomsOf = new Map<string, string[]>()
  #waiting: Promise<void> | undefined
  #onMessage: Heard<{ message: () => TicketMessage }> = () => {}
  #onTicket: HeardRow = async () => {}
  #onGone: Heard<{ number: string }> = () => {}
  #onPresence: Heard<{ presence: DeskPresence }> = () => {}
  #onTyping: Heard<{ typing: TicketTyping }> = () => {}

  constructor(app: App) {
    this.#app = app
    app.conversations.feed.onDelivered((delivery) => this.#inOrder(() => this.#message(delivery)))
    app.news.on('ticket-changed', ({ number, officeId, leftOfficeId }) => {
      this.#remember(number, officeId)
      this.#inOrder(() => this.#ticket(number, officeId, leftOfficeId))
    })
    app.news.on('visitor-read', ({ id }) => this.tellPresence(id))
    app.news.on('visitor-typing', ({ id }) => this.#typing(id, { kind: 'visitor' }))
    app.news.on('staff-typing', ({ id, userId, name }) => {
      this.#typing(id, { kind: 'advisor', id: userId, name })
    })
  }

  onMessage(listen: Heard<{ message: () => TicketMessage }>): void {
    this.#onMessage = listen
  }

  onTicket(listen: HeardRow): void {
    this.#onTicket = listen
  }

  onGone(listen: Heard<{ number: string }>): void {
    this.#onGone = listen
  }

  onPresence(listen: Heard<{ presence: DeskPresence }>): void {
    this.#onPresence = listen
  }

  onMacros(listen: Heard<object>): void {
    this.#app.news.on('macros-changed', ({ officeId }) => {
      const offices = officeId === null ? this.#app.offices.offices.map(({ id }) => id) : [officeId]
      listen({ rooms: [...new Set(offices.flatMap((id) => this.#allRooms(id)))] })
    })
  }

  onTyping(listen: Heard<{ typing: TicketTyping }>): void {
    this.#onTyping = listen
  }

  /** Whether the company's page is open, and how far it has read. */
  tellPresence(conversationId: string): void {
    this.#withTicket(conversationId, async ({ number, office_id }) => {
      const conversation = await conversationById(this.#app.db.read, conversationId)
      const visitorRead = conversation?.visitor_read_seq ?? 0
      // Asked last: of two who come and go at once, the later word must be the true one.
      const visitorOnline = this.#app.conversations.isVisitorOnline(conversationId)
      const presence = { ticket: number, visitorOnline, visitorRead }
      this.#onPresence({ rooms: this.#allRooms(office_id), presence })
    })
  }

  /** Runs at once, unless something before it is still being looked up. */
  #inOrder(work: () => Promise<void> | void): void {
    if (this.#waiting === undefined) {
      const outcome = work()
      if (outcome instanceof Promise) this.#wait(outcome)
      return
    }
    this.#wait(this.#waiting.then(work))
  }

  #wait(outcome: Promise<void>): void {
    const waiting = outcome
      .catch((error: unknown) => this.#app.log.error({ err: error }, 'desk news failed'))
      .then(() => {
        if (this.#waiting === waiting) this.#waiting = undefined
      })
    this.#waiting = waiting
  }

  #message({ row, ticket }: Delivery): Promise<void> | void {
    if (ticket === null && row.author_kind !== 'advisor' && !this.#isFromElsewhere()) return
    const officeId = ticket === null ? undefined : this.#officeOf.get(ticket)
    if (ticket !== null && officeId !== undefined) return this.#tellMessage(row, ticket, officeId)
    return this.#lookUp(row)
  }

  /** On one node alone a delivery always knows its ticket; other nodes' messages come without it. */
  #isFromElsewhere(): boolean {
    return this.#app.db.engine === 'postgres'
  }

  async #lookUp(row: Delivery['row']): Promise<void> {
    const found = await ticketOfConversation(this.#app.db.read, row.conversation_id)
    if (!found) return
    this.#remember(found.number, found.office_id)
    this.#tellMessage(row, found.number, found.office_id)
  }

  #tellMessage(row: Delivery['row'], number: string, officeId: string): void {
    const rooms = this.#allRooms(officeId)
    this.#onMessage({ rooms, message: () => presentTicketMessage(row, number) })
  }

  async #ticket(number: string, officeId: string, leftOfficeId: string | undefined): Promise<void> {
    if (leftOfficeId) {
      const staying = new Set(this.#allRooms(officeId))
      const left = this.#allRooms(leftOfficeId).filter((room) => !staying.has(room))
      this.#onGone({ rooms: left, number })
    }
    for (const lang of LANGS) {
      const rooms = this.#rooms(officeId, lang)
      await this.#onTicket({ rooms, row: () => this.#row(number, lang) })
    }
  }

  async #row(number: string, lang: Lang): Promise<TicketRow> {
    const ticket = await listedTicket(this.#app.db.read, number)
    if (!ticket) throw new Error(`ticket ${number} is missing`)
    return presentRow(this.#context(lang), ticket)
  }

  /** Passing news, outside the order of messages. */
  #withTicket(conversationId: string, work: (ticket: Ticket) => Promise<void> | void): void {
    ticketOfConversation(this.#app.db.read, conversationId)
      .then((ticket) => ticket && work(ticket))
      .catch((error: unknown) => this.#app.log.error({ err: error }, 'desk news failed'))
  }

  #typing(conversationId: string, author: TicketTyping['author']): void {
    this.#withTicket(conversationId, ({ number, office_id }) => {
      this.#onTyping({ rooms: this.#allRooms(office_id), typing: { ticket: number, author } })
    })
  }

  #rooms(officeId: string, lang: Lang): string[] {
    return roomsOf(this.#app.offices.require(officeId), lang)
  }

  #allRooms(officeId: string): string[] {
    const known = this.#roomsOf.get(officeId)
    if (known) return known
    const rooms = LANGS.flatMap((lang) => this.#rooms(officeId, lang))
    this.#roomsOf.set(officeId, rooms)
    return rooms
  }

  #remember(number: string, officeId: string): void {
    if (this.#officeOf.size >= MAX_KNOWN) this.#officeOf.clear()
    this.#officeOf.set(number, officeId)
  }

  #context(lang: Lang): Context {
    return { app: this.#app, actor: { kind: 'system' }, lang, requestId: '' }
  }
}
