import type { ProblemDocument } from '../../../server/contract/common.ts'
import { storagePrefix } from '../platform/embedding.ts'
import { type Chat, forgetConversation, storedSession, storeSession } from './chat.ts'
import type { Ack } from './link.ts'
import { nextToSend, type Outgoing } from './outbox.ts'
import { catchUp } from './reception.ts'
import { echoOf, hasGap, mergeMessages } from './timeline.ts'

const TOO_MANY_REQUESTS = 429
const SERVER_FAULT = 500
const DEFAULT_WAIT_MS = 2_000
/** Another tab had its chance to send what it wrote. */
const OTHER_TABS_TURN_MS = 1_500

type Posted = { message: { id: string; conversation: string; seq: number; at: string } }

/** Sends are one after the other, so that they arrive in the order they were written. */
const sending = new WeakSet<Chat>()
/** Asked to send while the last look at the outbox may already have been taken. */
const askedAgain = new WeakSet<Chat>()

/** Keeps a text, shows it as being sent, and sends it as soon as there is a connection. */
export function say(chat: Chat, text: string): Outgoing {
  const item = chat.outbox.add(text)
  chat.isStorageBlocked.value = chat.store.isBlocked()
  refreshOutbox(chat)
  chat.link.start()
  void flush(chat)
  return item
}

export function sayAgain(chat: Chat, id: string): void {
  chat.outbox.retry(id)
  refreshOutbox(chat)
  void flush(chat)
}

function refreshOutbox(chat: Chat): void {
  chat.outgoing.value = chat.outbox.all()
}

/** Sends what waits, in order, until nothing does or the connection fails. */
export async function flush(chat: Chat): Promise<void> {
  askedAgain.add(chat)
  if (sending.has(chat)) return
  sending.add(chat)
  try {
    while (askedAgain.delete(chat)) await sendWaiting(chat)
  } finally {
    sending.delete(chat)
  }
}

async function sendWaiting(chat: Chat): Promise<void> {
  let isDone = false
  while (!isDone && chat.session && chat.link.status.value === 'online') {
    isDone = await alone(chat, () => sendNext(chat, chat.session))
  }
}

/** Resolves with whether `id` was acknowledged within `patienceMs`. */
export function whenSent(chat: Chat, id: string, patienceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isSent: boolean) => {
      window.clearTimeout(timer)
      stop()
      resolve(isSent)
    }
    const timer = window.setTimeout(() => end(false), patienceMs)
    let stop = () => {}
    stop = chat.outgoing.subscribe((items) => {
      const item = items.find((each) => each.id === id)
      if (!item || item.refusal !== undefined) queueMicrotask(() => end(item === undefined))
    })
  })
}

/** Follows what other tabs of this website do with the shared outbox and token. */
export function followOtherTabs(chat: Chat): void {
  const prefix = storagePrefix(chat.scope)
  window.addEventListener('storage', ({ key, newValue }) => {
    if (!key?.startsWith(prefix)) return
    refreshOutbox(chat)
    if (key === `${prefix}session` && newValue === null) return leave(chat)
    const stored = storedSession(chat.store)
    if (stored) adopt(chat, stored)
    if (nextToSend(chat.outgoing.value))
      window.setTimeout(() => void flush(chat), OTHER_TABS_TURN_MS)
  })
}

/** Ends the conversation in this browser; what the office has, it keeps. */
export function endConversation(chat: Chat): void {
  for (const key of chat.store.keys('')) chat.store.remove(key)
  leave(chat)
}

function leave(chat: Chat): void {
  chat.session = null
  chat.drafts.clear()
  forgetConversation(chat)
  refreshOutbox(chat)
  chat.isExpired.value = false
  chat.views.value = [{ name: 'home' }]
  chat.link.restart()
}

/** One tab sends at a time; the service stores each id once even where browsers have no locks. */
function alone<Result>(chat: Chat, work: () => Promise<Result>): Promise<Result> {
  const locks: LockManager | undefined = navigator.locks
  if (!locks) return work()
  return locks.request(storagePrefix(chat.scope), work) as Promise<Result>
}

/** Sends the oldest text; true when there is nothing to be done now. */
async function sendNext(chat: Chat, session: Chat['session']): Promise<boolean> {
  refreshOutbox(chat)
  const item = nextToSend(chat.outgoing.value)
  if (!item) return true
  const stored = storedSession(chat.store)
  if (stored && adopt(chat, stored)) return true
  if (session) storeSession(chat)
  const ack = await chat.link.request<Posted>('message', { id: item.id, text: item.text })
  return settle(chat, item, ack)
}

function settle(chat: Chat, item: Outgoing, ack: Ack<Posted>): boolean {
  if (!ack.ok) return refuse(chat, item, ack.error)
  chat.trouble.value = null
  chat.isExpired.value = false
  chat.conversation.value = ack.message.conversation
  chat.timeline.value = mergeMessages(chat.timeline.value, [echoOf(ack.message, item.text)])
  chat.outbox.settle(item.id)
  refreshOutbox(chat)
  if (hasGap(chat.timeline.value)) void catchUp(chat)
  return false
}

function refuse(chat: Chat, item: Outgoing, problem: ProblemDocument): boolean {
  if (problem.status === 0) return true
  if (problem.status !== TOO_MANY_REQUESTS && problem.status < SERVER_FAULT) {
    chat.outbox.refuse(item.id, problem.detail ?? problem.title)
    refreshOutbox(chat)
    return false
  }
  if (problem.status >= SERVER_FAULT) chat.trouble.value = problem.detail ?? problem.title
  window.setTimeout(() => void flush(chat), problem.retryAfterMs ?? DEFAULT_WAIT_MS)
  return true
}

/** Another tab began the conversation first: this one goes on with it. */
function adopt(chat: Chat, stored: NonNullable<Chat['session']>): boolean {
  if (chat.place === 'ticket') return false
  const isSame = chat.session?.visitor === stored.visitor
  chat.session = stored
  if (!isSame) chat.link.restart()
  return !isSame
}
