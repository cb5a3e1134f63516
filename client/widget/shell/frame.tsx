import { useEffect, useRef } from 'preact/hooks'
import type { Chat } from '../conversations/chat.ts'
import { Conversation } from '../conversations/conversation.tsx'
import { Article } from '../knowledge/article.tsx'
import { Home } from '../offices/home.tsx'
import { HandoverView } from '../tickets/handover-view.tsx'
import { RerouteView } from '../tickets/reroute-view.tsx'
import { Banners } from './banners.tsx'
import { currentView } from './navigation.ts'
import { TITLE_ID, Top } from './top.tsx'

type Props = { chat: Chat; onClose?: () => void }

/** Everything inside the window or page: title, banners, the present view. */
export function Frame({ chat, onClose }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const view = currentView(chat)
  const isOpen = chat.isOpen.value
  const isFirst = useRef(chat.place !== 'panel')
  useEffect(() => {
    // A page that has just been loaded keeps the browser's own focus.
    if (isOpen && !isFirst.current) focusView(frame.current, view.name, 'focus' in view)
    isFirst.current = false
  }, [view, isOpen])
  return (
    <div ref={frame} class={`frame text-${chat.textSize.value} ${chat.place}`}>
      <Top chat={chat} onClose={onClose} />
      <Banners chat={chat} />
      <Present chat={chat} />
    </div>
  )
}

function Present({ chat }: { chat: Chat }) {
  const view = currentView(chat)
  switch (view.name) {
    case 'home':
      return <Home chat={chat} />
    case 'conversation':
      return <Conversation chat={chat} />
    case 'handover':
      return <HandoverView chat={chat} />
    case 'reroute':
      return <RerouteView chat={chat} />
    case 'article':
      return <Article chat={chat} view={view} />
  }
}

/** The title, so that no keyboard covers half a phone, or the box that was being written in. */
function focusView(frame: HTMLElement | null, name: string, toBox: boolean): void {
  const target = toBox && name === 'conversation' ? 'textarea' : `#${TITLE_ID}`
  frame?.querySelector<HTMLElement>(target)?.focus({ preventScroll: true })
}
