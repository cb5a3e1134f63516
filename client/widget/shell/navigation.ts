import type { Chat, View } from '../conversations/chat.ts'

export function currentView(chat: Chat): View {
  return chat.views.value.at(-1) ?? { name: 'home' }
}

export function go(chat: Chat, view: View): void {
  chat.views.value = [...chat.views.value, view]
}

/** Leaves forms behind: the way back leads to where the chat began. */
export function goToConversation(chat: Chat, focus?: 'box'): void {
  const [first] = chat.views.value
  const view: View = focus ? { name: 'conversation', focus } : { name: 'conversation' }
  chat.views.value = first?.name === 'home' ? [first, view] : [view]
}

export function goBack(chat: Chat): void {
  if (chat.views.value.length > 1) chat.views.value = chat.views.value.slice(0, -1)
}
