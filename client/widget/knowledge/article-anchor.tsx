import type { ComponentChildren } from 'preact'
import type { Chat } from '../conversations/chat.ts'
import { isForNewTab } from '../platform/server-html.tsx'
import { go } from '../shell/navigation.ts'

type Props = {
  chat: Chat
  slug: string
  lang: string | null
  url: string
  section?: string
  class?: string
  children: ComponentChildren
}

/** A real link to a guide that opens inside the chat. */
export function ArticleAnchor({ chat, slug, lang, url, section = '', children, ...rest }: Props) {
  const open = (event: MouseEvent) => {
    if (isForNewTab(event)) return
    event.preventDefault()
    go(chat, { name: 'article', slug, lang, section })
  }
  return (
    <a {...rest} href={url} target="_blank" rel="noopener" onClick={open}>
      {children}
    </a>
  )
}
