import { batch } from '@preact/signals'
import type {
  ConversationState,
  Message,
  MessagePage,
  SessionEvent,
} from '../../../server/contract/conversations.ts'
import { fetchJson } from '../platform/api.ts'
import { type Chat, forgetConversation, hasBegun, storeSession } from './chat.ts'
import {
  countUnread,
  hasGap,
  headOf,
  mergeMessages,
  prependMessages,
  startTimeline,
} from './timeline.ts'

/** Messages shown at once when a conversation is opened again; earlier ones on demand. */
const FIRST_PAGE = 60
const EARLIER_PAGE = 60
const SYNC_MS = 5_000
/** Until what was put into the log has been drawn and passed over by screen readers. */
const HISTORY_SILENCE_MS = 600
const NOT_FOUND = 404
const TYPING_SHOWN_MS = 5_000

const reading = new WeakMap<Chat, Promise<void>>()

/** A connection stands: takes the token, and what was missed. Resolves when nothing is missing. */
export async function welcome(chat: Chat, session: SessionEvent): Promise<void> {
  const isOther = chat.session !== null && chat.session.visitor !== session.visitor
  const hadMessages = chat.timeline.value.items.length > 0 || chat.receipt.value !== null
  batch(() => {
    if (session.reset || (isOther && chat.session?.visitor !== '')) {
      forgetConversation(chat)
      chat.isExpired.value = session.reset === true && (hadMessages || hasBegun(chat))
    }
    chat.session = { token: session.token, visitor: session.visitor }
    if (hasBegun(chat)) storeSession(chat)
    chat.conversation.value = session.conversation
    if (session.conversation === null) chat.visitorRead.value = 0
    if (chat.timeline.value.items.length === 0) {
      chat.timeline.value = startTimeline(Math.max(0, session.seq - FIRST_PAGE))
    }
  })
  await catchUp(chat)
}

/** Fetches everything after the last message without a gap; calls during a fetch share it. */
export function catchUp(chat: Chat): Promise<void> {
  const work = reading.get(chat) ?? readMissing(chat).finally(() => reading.delete(chat))
  reading.set(chat, work)
  return work
}

async function readMissing(chat: Chat): Promise<void> {
  for (let isMore = chat.conversation.value !== null; isMore; ) {
    const after = headOf(chat.timeline.value)
    const ack = await chat.link.request<{ messages: Message[]; last: number }>(
      'sync',
      { conversation: chat.conversation.value, after },
      SYNC_MS,
    )
    if (!ack.ok) {
      if (ack.error.status === NOT_FOUND) forgetConversation(chat)
      if (ack.error.status === 0) return
      break
    }
    receive(chat, ack.messages)
    const head = headOf(chat.timeline.value)
    isMore = head > after && head < ack.last
  }
  if (chat.isLoaded.value) return
  chat.isLoaded.value = true
  window.setTimeout(() => (chat.isLogLive.value = true), HISTORY_SILENCE_MS)
}

/** Takes messages in, whichever way they came; each one counts once. */
function receive(chat: Chat, messages: readonly Message[]): void {
  const before = countUnread(chat.timeline.value, chat.visitorRead.value)
  batch(() => {
    chat.timeline.value = mergeMessages(chat.timeline.value, messages)
    for (const { id, author } of messages) {
      if (author.kind === 'visitor' && chat.outbox.find(id)) chat.outbox.settle(id)
      if (author.kind === 'advisor') chat.typist.value = null
    }
    chat.outgoing.value = chat.outbox.all()
  })
  const unread = countUnread(chat.timeline.value, chat.visitorRead.value)
  const isHidden = !chat.isOpen.value && chat.visitorRead.value !== Number.MAX_SAFE_INTEGER
  if (isHidden && unread > before) {
    chat.announcement.value = chat.t.value('widget.unread.announced', { n: unread })
  }
}

/** A message that was pushed: what may be missing before it is fetched. */
export function receivePushed(chat: Chat, message: Message): void {
  if (chat.conversation.value === null) chat.conversation.value = message.conversation
  receive(chat, [message])
  if (chat.isLoaded.value && hasGap(chat.timeline.value)) void catchUp(chat)
  if (message.answer?.decision === 'human_request' && chat.isOpen.value) openHandover(chat)
}

function openHandover(chat: Chat): void {
  const isReading = chat.views.value.at(-1)?.name === 'conversation'
  if (isReading) chat.views.value = [...chat.views.value, { name: 'handover' }]
}

export function receiveState(chat: Chat, state: ConversationState): void {
  batch(() => {
    if (state.staffRead > chat.staffRead.value && chat.isLogLive.value) {
      chat.staffReadAt.value = new Date().toISOString()
    }
    tellChanges(chat, state.ticket)
    chat.staffRead.value = state.staffRead
    const isFirst = chat.visitorRead.value === Number.MAX_SAFE_INTEGER
    chat.visitorRead.value = isFirst
      ? state.visitorRead
      : Math.max(chat.visitorRead.value, state.visitorRead)
    chat.ticket.value = state.ticket
  })
}

function tellChanges(chat: Chat, next: ConversationState['ticket']): void {
  const before = chat.ticket.value
  if (!before || !next || !chat.isLogLive.value) return
  const t = chat.t.value
  const isReopened = before.status === 'resolved' && next.status === 'open'
  if (before.status !== next.status) chat.isReopened.value = isReopened
  if (next.advisor && next.advisor !== before.advisor) {
    chat.announcement.value = t('widget.ticket.joined', { name: next.advisor })
  } else if (isReopened) {
    chat.announcement.value = t('widget.ticket.reopened')
  }
}

const typingTimers = new WeakMap<Chat, number>()

export function receiveTyping(chat: Chat, name: string): void {
  window.clearTimeout(typingTimers.get(chat))
  chat.typist.value = name
  const stop = () => (chat.typist.value = null)
  typingTimers.set(chat, window.setTimeout(stop, TYPING_SHOWN_MS))
}

/** Puts the page of messages before the first loaded one in front. */
export async function loadEarlier(chat: Chat): Promise<void> {
  const { base } = chat.timeline.value
  const after = Math.max(0, base - EARLIER_PAGE)
  const path = `/api/v1/conversations/${chat.conversation.value}/messages`
  const query = `after=${after}&limit=${base - after}`
  const page = await fetchJson<MessagePage>(chat, `${path}?${query}`, chat.session?.token)
  chat.isLogLive.value = false
  chat.timeline.value = prependMessages(chat.timeline.value, page.items, after)
  window.setTimeout(() => (chat.isLogLive.value = true), HISTORY_SILENCE_MS)
}
