import type { Chat } from '../conversations/chat.ts'

/** A page of the chat alone begins with a first-level heading; over a website it is one part of it. */
export function headingTag(chat: Chat, depth: 0 | 1): 'h1' | 'h2' | 'h3' {
  const isPart = chat.place === 'panel' || document.querySelector('h1') !== null
  if (depth === 1) return isPart ? 'h3' : 'h2'
  return isPart ? 'h2' : 'h1'
}
