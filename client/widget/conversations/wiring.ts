import { effect } from '@preact/signals'
import type { SessionEvent } from '../../../server/contract/conversations.ts'
import { type Chat, type ChatOptions, createChat, hasBegun } from './chat.ts'
import { flush, followOtherTabs } from './delivery.ts'
import { Link } from './link.ts'
import { catchUp, receivePushed, receiveState, receiveTyping, welcome } from './reception.ts'
import { headOf } from './timeline.ts'

const READING_MS = 500
const TYPING_EVERY_MS = 3_000

/** A chat with its connection; it connects by itself where there is a conversation to go on with. */
export function startChat(options: ChatOptions): Chat {
  const chat = createChat(options) as Chat
  const { origin, office } = chat.at
  chat.link = new Link({
    origin,
    auth: () => ({
      ...(chat.session && { token: chat.session.token }),
      ...(office && { office }),
      lang: chat.lang.value,
    }),
    onSession: (session) => void goOn(chat, session),
    onMessage: (message) => receivePushed(chat, message),
    onState(state) {
      knownRead.set(chat, state.visitorRead)
      receiveState(chat, state)
    },
    onTyping: (name) => receiveTyping(chat, name),
    onPresence: ({ someoneThere }) => (chat.isOfficeThere.value = someoneThere),
    onDoubt: () => void catchUp(chat).then(() => flush(chat)),
    onRefused: (problem) => explain(problem.detail ?? problem.title),
  })
  followOtherTabs(chat)
  document.addEventListener('visibilitychange', () => {
    chat.isPageVisible.value = document.visibilityState === 'visible'
  })
  markAsRead(chat)
  if (hasBegun(chat)) chat.link.start()
  return chat
}

async function goOn(chat: Chat, session: SessionEvent): Promise<void> {
  await welcome(chat, session)
  await flush(chat)
  // What was read while there was no connection, or just before it broke.
  const seq = chat.visitorRead.value
  if (seq !== Number.MAX_SAFE_INTEGER && seq > (knownRead.get(chat) ?? seq)) tellRead(chat, seq)
}

/** How far the service knows the visitor to have read. */
const knownRead = new WeakMap<Chat, number>()

function tellRead(chat: Chat, seq: number): void {
  void chat.link.request('read', { conversation: chat.conversation.value, seq })
}

/** Whether the visitor has the conversation before their eyes. */
function isReading(chat: Chat): boolean {
  const isShown = chat.views.value.at(-1)?.name === 'conversation'
  return isShown && chat.isOpen.value && chat.isPageVisible.value
}

/** Tells the office what was read, a moment after it was shown. */
function markAsRead(chat: Chat): void {
  let timer: number | undefined
  effect(() => {
    window.clearTimeout(timer)
    if (!isReading(chat) || chat.unread.value === 0) return
    const seq = headOf(chat.timeline.value)
    timer = window.setTimeout(() => {
      chat.visitorRead.value = Math.max(chat.visitorRead.value, seq)
      tellRead(chat, seq)
    }, READING_MS)
  })
}

const lastTyping = new WeakMap<Chat, number>()

/** Tells the office that the visitor is writing, now and then; the bot does not care. */
export function tellTyping(chat: Chat): void {
  chat.link.start()
  const isDue = Date.now() - (lastTyping.get(chat) ?? 0) > TYPING_EVERY_MS
  if (!isDue || !chat.ticket.value || chat.link.status.value !== 'online') return
  lastTyping.set(chat, Date.now())
  void chat.link.request('typing', { conversation: chat.conversation.value })
}

/** To whoever runs the website. */
function explain(words: string): void {
  // biome-ignore lint/suspicious/noConsole: the only place where a website's owner looks
  console.info(`OTD Support: ${words}`)
}
