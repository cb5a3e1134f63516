import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { ConversationState } from '../../../server/contract/conversations.ts'
import type { WidgetConfig } from '../../../server/contract/offices.ts'
import type { Lang, Translate } from '../../shared/i18n.ts'
import { type Embedding, storagePrefix } from '../platform/embedding.ts'
import { browserStorage, openStore, readRecord, type Store } from '../platform/store.ts'
import { randomUuid } from '../platform/uuid.ts'
import type { Link } from './link.ts'
import { type Outbox, type Outgoing, openOutbox } from './outbox.ts'
import { countUnread, startTimeline, type Timeline } from './timeline.ts'

/** contract.md §5: a visitor's token is good for 30 days from its last use. */
const LIFETIME_MS = 30 * 24 * 60 * 60 * 1000

/** `focus`: the writing box keeps the keyboard after a question was sent from another view. */
export type View =
  | { name: 'home' }
  | { name: 'conversation'; focus?: 'box' }
  | { name: 'handover' }
  | { name: 'reroute' }
  | { name: 'article'; slug: string; lang: string | null; section: string }

export type Ticket = NonNullable<ConversationState['ticket']>
export type Session = { token: string; visitor: string }
export const TEXT_SIZES = ['m', 'l', 'xl'] as const
export type TextSize = (typeof TEXT_SIZES)[number]

/** What the office's name, reason and promise were at hand-over; kept, since no later event has them. */
type Receipt = {
  number: string
  office: string
  reasons: string[]
  email: string
  replyHours: number
}

/** Everything the chat knows. Actions take it first; components read its signals. */
export type Chat = {
  readonly at: Embedding
  /** Whether it opens over a website, fills a page, or is the page of one ticket. */
  readonly place: 'panel' | 'page' | 'ticket'
  /** Names the data of this embedding among what its website stores. */
  readonly scope: string
  readonly store: Store
  readonly outbox: Outbox
  /** Unfinished texts by name, kept over a reload only once the visitor has begun. */
  readonly drafts: Map<string, string>
  link: Link
  session: Session | null

  readonly config: Signal<WidgetConfig>
  readonly lang: Signal<Lang>
  readonly t: Signal<Translate>
  readonly textSize: Signal<TextSize>

  readonly views: Signal<readonly View[]>
  readonly isOpen: Signal<boolean>
  readonly isPageVisible: Signal<boolean>

  readonly conversation: Signal<string | null>
  readonly timeline: Signal<Timeline>
  readonly outgoing: Signal<readonly Outgoing[]>
  /** False until the messages there are have been read once: "none" is not known before. */
  readonly isLoaded: Signal<boolean>
  /** Off while history comes in, so that screen readers do not read it out. */
  readonly isLogLive: Signal<boolean>
  readonly ticket: Signal<Ticket | null>
  /** Opened again while this page looked on. */
  readonly isReopened: Signal<boolean>
  readonly receipt: Signal<Receipt | null>
  readonly staffRead: Signal<number>
  /** When this page saw the office's read mark move; null where it had moved before. */
  readonly staffReadAt: Signal<string | null>
  readonly visitorRead: Signal<number>
  readonly typist: Signal<string | null>
  /** Whether an advisor of the office that has the ticket is at the desk. */
  readonly isOfficeThere: Signal<boolean>
  /** Answers that were voted on, by message id. */
  readonly votes: Signal<Readonly<Record<string, boolean>>>
  /** A passing trouble of the service in its own words. */
  readonly trouble: Signal<string | null>
  readonly isExpired: Signal<boolean>
  readonly isStorageBlocked: Signal<boolean>
  /** Said once to screen readers. */
  readonly announcement: Signal<string>
  readonly unread: ReadonlySignal<number>
}

export type ChatOptions = {
  at: Embedding
  place: Chat['place']
  scope: string
  t: Translate
  token: string | null
}

/** The chat's state, with what an earlier visit left; nothing is stored or connected yet. */
export function createChat({ at, place, scope, t, token }: ChatOptions): Omit<Chat, 'link'> {
  const store = openStore(storagePrefix(scope), browserStorage())
  forgetExpired(store)
  const outbox = openOutbox(store, { id: randomUuid, now: Date.now })
  const timeline = signal(startTimeline(0))
  const visitorRead = signal(Number.MAX_SAFE_INTEGER)
  const unread = computed(() => countUnread(timeline.value, visitorRead.value))
  return {
    drafts: new Map(),
    ...{ at, place, scope, store, outbox, timeline, visitorRead, unread },
    session: token === null ? storedSession(store) : { token, visitor: '' },
    config: signal(at.config),
    lang: signal(at.lang),
    t: signal(t),
    textSize: signal(storedTextSize(store)),
    views: signal<readonly View[]>([{ name: place === 'ticket' ? 'conversation' : 'home' }]),
    isOpen: signal(place !== 'panel'),
    isPageVisible: signal(document.visibilityState === 'visible'),
    conversation: signal<string | null>(null),
    outgoing: signal<readonly Outgoing[]>(outbox.all()),
    isLoaded: signal(false),
    isLogLive: signal(false),
    ticket: signal<Ticket | null>(null),
    isReopened: signal(false),
    receipt: signal(storedReceipt(store)),
    staffRead: signal(0),
    staffReadAt: signal<string | null>(null),
    typist: signal<string | null>(null),
    isOfficeThere: signal(false),
    votes: signal(readRecord(store, 'votes') as Record<string, boolean>),
    trouble: signal<string | null>(null),
    isExpired: signal(false),
    isStorageBlocked: signal(false),
    announcement: signal(''),
  }
}

export function storedSession(store: Store): Session | null {
  const { token, visitor } = readRecord(store, 'session')
  return typeof token === 'string' && typeof visitor === 'string' ? { token, visitor } : null
}

/** Whether the visitor has written: only from then on may anything be stored. */
export function hasBegun(chat: Pick<Chat, 'store' | 'place'>): boolean {
  if (chat.place === 'ticket') return true
  return chat.store.get('session') !== null || chat.store.keys('out:').length > 0
}

export function readDraft(chat: Chat, name: string): string {
  return chat.drafts.get(name) ?? chat.store.get(`draft:${name}`) ?? ''
}

export function keepDraft(chat: Chat, name: string, text: string): void {
  chat.drafts.set(name, text)
  if (text === '') chat.store.remove(`draft:${name}`)
  else if (hasBegun(chat)) chat.store.set(`draft:${name}`, text)
}

export function storeSession(chat: Chat): void {
  // The ticket page gets a token with each visit.
  if (!chat.session || chat.place === 'ticket') return
  chat.store.set('session', JSON.stringify({ ...chat.session, at: Date.now() }))
  chat.isStorageBlocked.value = chat.store.isBlocked()
}

/** The messages and the ticket of the session that is over; texts still to be sent stay. */
export function forgetConversation(chat: Chat): void {
  chat.conversation.value = null
  chat.timeline.value = startTimeline(0)
  chat.ticket.value = null
  chat.receipt.value = null
  chat.staffRead.value = 0
  chat.staffReadAt.value = null
  chat.visitorRead.value = 0
  chat.store.remove('receipt')
}

function forgetExpired(store: Store): void {
  const { at } = readRecord(store, 'session')
  if (typeof at !== 'number' || Date.now() - at < LIFETIME_MS) return
  for (const key of store.keys('')) if (!key.startsWith('out:')) store.remove(key)
}

function storedTextSize(store: Store): TextSize {
  return TEXT_SIZES.find((size) => size === store.get('size')) ?? 'm'
}

function storedReceipt(store: Store): Receipt | null {
  const receipt = readRecord(store, 'receipt') as Partial<Receipt>
  return Array.isArray(receipt.reasons) ? (receipt as Receipt) : null
}
