import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Chat } from '../conversations/chat.ts'
import { Frame } from './frame.tsx'
import { currentView, goToConversation } from './navigation.ts'
import { TITLE_ID } from './top.tsx'

/** ux-spec.md §2: up to here the chat takes the whole screen. */
const PHONE = '(max-width: 560px)'

/** The chat over an office's website: a dialog on phones, a panel beside the page elsewhere. */
export function Panel({ chat }: { chat: Chat }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const isOpen = chat.isOpen.value
  // Before the effects inside: they move the focus, which only what is shown can take.
  useLayoutEffect(() => {
    const element = dialog.current
    if (!element || !isOpen) return
    const phone = window.matchMedia(PHONE)
    const change = () => {
      hide(element)
      show(element, phone.matches)
    }
    show(element, phone.matches)
    phone.addEventListener('change', change)
    return () => {
      phone.removeEventListener('change', change)
      hide(element)
    }
  }, [isOpen])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    closePanel(chat)
  }
  const onCancel = (event: Event) => {
    event.preventDefault()
    closePanel(chat)
  }
  const announcement = chat.announcement.value
  return (
    <>
      <dialog
        ref={dialog}
        class="window"
        aria-labelledby={TITLE_ID}
        onKeyDown={onKeyDown}
        onCancel={onCancel}
      >
        {isOpen && <Frame chat={chat} onClose={() => closePanel(chat)} />}
        <p class="unseen" role="status">
          {isOpen && announcement}
        </p>
      </dialog>
      <p class="unseen" role="status">
        {!isOpen && announcement}
      </p>
    </>
  )
}

export function openPanel(chat: Chat): void {
  chat.announcement.value = ''
  if (chat.unread.value > 0 && currentView(chat).name === 'home') goToConversation(chat)
  chat.isOpen.value = true
}

export function closePanel(chat: Chat): void {
  chat.announcement.value = ''
  chat.isOpen.value = false
}

/** Both ways lead to the top layer, where no theme's z-index reaches. */
function show(element: HTMLDialogElement, isPhone: boolean): void {
  const canFloat = 'showPopover' in element
  if (isPhone) element.showModal()
  else if (!canFloat) (element as HTMLDialogElement).show()
  else {
    element.popover = 'manual'
    element.showPopover()
  }
}

function hide(element: HTMLDialogElement): void {
  if (element.open) element.close()
  if ('hidePopover' in element && element.popover) {
    element.hidePopover()
    element.popover = null
  }
}
