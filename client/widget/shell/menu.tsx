import { IconDots } from '@tabler/icons-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { LANGS } from '../../shared/i18n.ts'
import { type Chat, hasBegun, TEXT_SIZES } from '../conversations/chat.ts'
import { endConversation } from '../conversations/delivery.ts'
import { Icon } from './icon.tsx'
import { setLanguage, setTextSize } from './preferences.ts'

/** Language, text size, and the end of the conversation in this browser. */
export function Menu({ chat }: { chat: Chat }) {
  const t = chat.t.value
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isOpen) return
    place.current?.querySelector('input')?.focus()
    return whenLeft(place.current, () => setOpen(false))
  }, [isOpen])
  const close = () => {
    setOpen(false)
    opener.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    close()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears Escape on behalf of what is inside
    <div class="menu-place" ref={place} onKeyDown={isOpen ? onKeyDown : undefined}>
      <button
        ref={opener}
        type="button"
        class="icon-button"
        aria-label={t('widget.menu.open')}
        aria-expanded={isOpen}
        onClick={() => (isOpen ? close() : setOpen(true))}
      >
        <Icon of={IconDots} size={22} />
      </button>
      {isOpen && (
        <div class="menu">
          <Language chat={chat} />
          <Size chat={chat} />
          {chat.place !== 'ticket' && hasBegun(chat) && <End chat={chat} onEnd={close} />}
        </div>
      )}
    </div>
  )
}

/** Pressing elsewhere and tabbing away close a menu. */
function whenLeft(place: HTMLElement | null, leave: () => void): () => void {
  const root = place?.getRootNode()
  const check = (event: Event) => {
    const { target } = event
    const isAround = target instanceof Node && target.contains(place)
    if (
      target instanceof Node &&
      !place?.contains(target) &&
      (event.type === 'pointerdown' || !isAround)
    ) {
      leave()
    }
  }
  root?.addEventListener('pointerdown', check)
  root?.addEventListener('focusin', check)
  return () => {
    root?.removeEventListener('pointerdown', check)
    root?.removeEventListener('focusin', check)
  }
}

function Language({ chat }: { chat: Chat }) {
  return (
    <fieldset class="segments">
      <legend>{chat.t.value('widget.menu.language')}</legend>
      {LANGS.map((lang) => (
        <label key={lang} lang={lang}>
          <input
            type="radio"
            name="lang"
            checked={chat.lang.value === lang}
            onChange={() => void setLanguage(chat, lang)}
          />
          <span>{chat.t.value(`widget.menu.lang-${lang}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Size({ chat }: { chat: Chat }) {
  return (
    <fieldset class="segments">
      <legend>{chat.t.value('widget.menu.text-size')}</legend>
      {TEXT_SIZES.map((size) => (
        <label key={size}>
          <input
            type="radio"
            name="size"
            checked={chat.textSize.value === size}
            onChange={() => setTextSize(chat, size)}
          />
          <span>{chat.t.value(`widget.menu.size-${size}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** Asks first: what was said is gone from this browser afterwards. */
function End({ chat, onEnd }: { chat: Chat; onEnd: () => void }) {
  const t = chat.t.value
  const [isAsking, setAsking] = useState(false)
  const no = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isAsking) no.current?.focus()
  }, [isAsking])
  const end = () => {
    endConversation(chat)
    onEnd()
  }
  if (!isAsking) {
    return (
      <button type="button" class="secondary wide" onClick={() => setAsking(true)}>
        {t('widget.menu.end')}
      </button>
    )
  }
  return (
    <fieldset class="stack">
      <legend>
        {t(chat.ticket.value ? 'widget.menu.end-with-ticket' : 'widget.menu.end-question')}
      </legend>
      <div class="pair">
        <button ref={no} type="button" class="secondary" onClick={() => setAsking(false)}>
          {t('widget.menu.end-no')}
        </button>
        <button type="button" class="primary danger" onClick={end}>
          {t('widget.menu.end-yes')}
        </button>
      </div>
    </fieldset>
  )
}
