import type { QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { Me } from '../../../server/contract/accounts.ts'
import { SavedDraft, TicketDrafts } from '../../../server/contract/drafts.ts'
import { NoticeNews } from '../../../server/contract/notices.ts'
import type { Ticket, TicketMessage, TicketRow } from '../../../server/contract/tickets.ts'
import { StaffNews } from '../../../server/contract/together.ts'
import type { Translate } from '../../shared/i18n.ts'
import { isSignedIn, type SessionGate } from '../accounts/session.ts'
import { showBrowserNotice } from '../notices/browser-notice.ts'
import { NOTICES } from '../notices/notices-key.ts'
import { OutgoingDesk } from '../outgoing/outgoing-desk.ts'
import { callApi, isPassing, isRefusal } from '../platform/api.ts'
import { DeskLink } from '../platform/desk-link.ts'
import { later } from '../platform/later.ts'
import type { Preferences } from '../platform/preferences.ts'
import { problemText } from '../platform/problem.tsx'
import { SAVED_VIEWS } from '../views/queries.ts'
import { DraftSync } from './draft-sync.ts'
import { DraftBook } from './drafts.ts'
import { Heard } from './heard.ts'
import { Outbox, type Outcome, type Pending } from './outbox.ts'
import { fetchedRow, fetchNewest, isWhole, keys, type Page } from './queries.ts'
import { SeenBook } from './seen.ts'
import { readMessage, readRow, readTyping, readWatchers, withActivity } from './ticket-news.ts'

const REFRESH_MS = 800
const TICKET_REFRESH_MS = 250
/** Of a list that goes on further, what is heard changes the rows that are there. */
const PAGES_ASKED_AGAIN = 4

type DeskParts = {
  me: Me
  client: QueryClient
  gate: SessionGate
  preferences: Preferences
  words: () => Translate
}

/** One advisor's desk: what was heard, what is being written, and what is on its way. */
export class Desk {
  readonly me: Me
  readonly preferences: Preferences
  readonly heard = new Heard()
  readonly drafts: DraftBook
  readonly draftSync: DraftSync
  readonly outgoing: OutgoingDesk
  readonly seen: SeenBook
  readonly outbox: Outbox
  readonly link: DeskLink
  readonly #parts: DeskParts
  readonly #changed = new Set<string>()
  #watched: string | null = null
  readonly #refreshTickets = later(() => this.#refetchChanged(), TICKET_REFRESH_MS)
  readonly #refreshCounts = later(() => this.#refetchCounts(), REFRESH_MS)
  readonly #refreshNewest = later(() => void this.#fetchNewest(), REFRESH_MS)

  constructor(parts: DeskParts) {
    const { me, preferences, gate } = parts
    this.#parts = parts
    this.me = me
    this.preferences = preferences
    this.drafts = new DraftBook(preferences, me.id)
    this.draftSync = openSync(this.drafts)
    this.outgoing = new OutgoingDesk({
      client: parts.client,
      drafts: this.drafts,
      learn: (ticket) => this.learn(ticket),
    })
    this.seen = new SeenBook(preferences, me.id)
    this.outbox = new Outbox({
      preferences,
      owner: me.id,
      send: (pending) => this.#send(pending),
      onSent: (message) => this.#hearMessage(message),
    })
    this.link = new DeskLink({
      handlers: this.#handlers(),
      onConnected: () => this.#catchUp(),
      onTurnedAway: () => mayReturn(gate),
    })
  }

  /** Starts to listen. @returns what stops it */
  open(): () => void {
    this.link.open()
    const stopSaving = this.#keepDrafts()
    const stopFollowing = this.#parts.gate.renewals.subscribe(() => {
      this.link.open()
      void this.#parts.client.invalidateQueries()
      this.outbox.release()
      this.draftSync.release()
    })
    return () => {
      stopFollowing()
      stopSaving()
      this.link.close()
      this.outbox.close()
    }
  }

  /** A page out of sight may not come back: what it holds is saved at once. */
  #keepDrafts(): () => void {
    const stop = this.draftSync.open()
    const leave = () => this.draftSync.release()
    document.addEventListener('visibilitychange', leave)
    return () => {
      stop()
      document.removeEventListener('visibilitychange', leave)
    }
  }

  /** Tells colleagues which ticket is being looked at; null is none. */
  watch(number: string | null): void {
    this.#watched = number
    this.link.tell('watch', { ticket: number })
  }

  /** What a change answered is the newest state of its ticket. */
  learn(ticket: Ticket): void {
    this.#parts.client.setQueryData(keys.ticket(ticket.number), ticket)
    this.learnRow(rowOf(ticket))
  }

  learnRow(row: TicketRow): void {
    this.heard.addRow(row)
    this.#refreshCounts()
  }

  #handlers(): Record<string, (data: unknown) => void> {
    return {
      ticket: (data) => {
        const row = readRow(data)
        if (row) this.#hearRow(row)
      },
      'ticket-gone': (data) => {
        const { number } = data as { number?: unknown }
        if (typeof number === 'string') this.#hearGone(number)
      },
      views: () => void this.#parts.client.invalidateQueries({ queryKey: SAVED_VIEWS }),
      message: (data) => {
        const message = readMessage(data)
        if (message) this.#hearMessage(message)
      },
      macros: () => void this.#parts.client.invalidateQueries({ queryKey: ['macros'] }),
      watchers: (data) => {
        const told = readWatchers(data)
        if (told) this.heard.setWatchers(told.ticket, told.watchers)
      },
      staff: (data) => {
        const news = StaffNews.loose().safeParse(data)
        if (news.success) this.heard.setStaff(news.data)
      },
      notice: (data) => this.#hearNotice(data),
      typing: (data) => {
        const typing = readTyping(data)
        if (typing) this.heard.setTyping(typing.ticket, typing.author)
      },
      presence: (data) => {
        const { ticket, visitorOnline, visitorRead } = data as Record<string, unknown>
        const readSeq = typeof visitorRead === 'number' ? visitorRead : 0
        const presence = { isOnline: visitorOnline === true, readSeq }
        if (typeof ticket === 'string') this.heard.setVisitor(ticket, presence)
      },
    }
  }

  #hearNotice(data: unknown): void {
    const news = NoticeNews.loose().safeParse(data)
    if (!news.success) return
    const { unread, notice, isAlert } = news.data
    this.heard.unread.set(unread)
    void this.#parts.client.invalidateQueries({ queryKey: NOTICES })
    if (notice && isAlert) showBrowserNotice(notice)
  }

  #hearRow(row: TicketRow): void {
    this.heard.addRow(row)
    this.#touch(row.number)
  }

  #hearGone(number: string): void {
    this.heard.addGone(number)
    this.#touch(number)
  }

  #touch(number: string): void {
    this.#changed.add(number)
    this.#refreshTickets()
    this.#refreshCounts()
  }

  #hearMessage(message: TicketMessage): void {
    this.heard.addMessage(message)
    const known = this.heard.row(message.ticket)
    if (known === null) return
    const row = known ?? fetchedRow(this.#parts.client, message.ticket)
    if (row) this.heard.addRow(withActivity(rowOf(row), message))
    else this.#refreshNewest()
  }

  /** Connected: what was fetched before may lack what was said meanwhile. */
  #catchUp(): void {
    this.heard.forgetPresence()
    if (this.#watched !== null) this.watch(this.#watched)
    const { client } = this.#parts
    const missed = [keys.lists, keys.counts, ['ticket'], ['messages'], ['staff'], ['desk'], NOTICES]
    for (const queryKey of missed) {
      void client.invalidateQueries({ queryKey })
    }
    this.outbox.release()
    if (this.#watched !== null) void this.draftSync.load(this.#watched)
    this.draftSync.release()
  }

  #refetchChanged(): void {
    const { client } = this.#parts
    for (const number of this.#changed) {
      void client.invalidateQueries({ queryKey: keys.ticket(number) })
    }
    this.#changed.clear()
  }

  #refetchCounts(): void {
    const { client } = this.#parts
    void client.invalidateQueries({ queryKey: keys.counts })
    // Only the server knows what a search finds.
    void client.invalidateQueries({
      queryKey: keys.lists,
      predicate: ({ queryKey, state }) =>
        !isWhole(String(queryKey[2])) && pagesOf(state.data) <= PAGES_ASKED_AGAIN,
    })
  }

  async #fetchNewest(): Promise<void> {
    const page = await fetchNewest().catch(() => undefined)
    for (const row of page?.items ?? []) this.heard.addFetchedRow(row, page?.askedAt ?? 0)
  }

  async #send(pending: Pending): Promise<Outcome> {
    try {
      // Sent again after a break it is the same message.
      const { message } = await this.outgoing.post(pending)
      return { kind: 'sent', message }
    } catch (error) {
      // Another tab of this browser has taken it back: its text is a draft again.
      if (isRefusal(error, 409)) return { kind: 'sent', message: null }
      if (isRefusal(error, 401)) {
        this.#parts.gate.end()
        return { kind: 'signed-out' }
      }
      if (isPassing(error)) return { kind: 'unreachable' }
      return { kind: 'failed', problem: problemText(error, this.#parts.words()) }
    }
  }
}

function openSync(book: DraftBook): DraftSync {
  const pathOf = (ticket: string) => `/tickets/${ticket}/drafts`
  return new DraftSync({
    book,
    isPassing,
    load: async (ticket) => (await callApi(pathOf(ticket), { reply: TicketDrafts })).items,
    save: (ticket, kind, body) =>
      callApi(`${pathOf(ticket)}/${kind}`, { method: 'PUT', body, reply: SavedDraft }),
  })
}

function pagesOf(data: unknown): number {
  return (data as { pages: Page[] } | undefined)?.pages.length ?? 0
}

async function mayReturn(gate: SessionGate): Promise<boolean> {
  const holds = await isSignedIn().catch(() => true)
  if (!holds) gate.end()
  return holds
}

/** The line of a list for a ticket that may come with more. */
function rowOf(ticket: TicketRow): TicketRow {
  const { number, status, version, subject, channel, lang, office, assignee, sector } = ticket
  const { createdAt, updatedAt, lastAt, dueAt, toAccept } = ticket
  const { priority, topic, tags, snoozed } = ticket
  return {
    ...{ number, status, version, subject, channel, lang, office, assignee, sector },
    ...{ createdAt, updatedAt, lastAt, dueAt, toAccept, priority, topic, tags, snoozed },
    contact: { name: ticket.contact.name },
    company: { name: ticket.company.name },
  }
}

export const DeskContext = createContext<Desk | null>(null)

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('DeskContext is missing')
  return desk
}
