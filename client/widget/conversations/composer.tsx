import { IconSend } from '@tabler/icons-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../shell/icon.tsx'
import { type Chat, keepDraft, readDraft } from './chat.ts'
import { tellTyping } from './wiring.ts'

/** contract.md: the longest message, in UTF-16 units. */
const MAX_LENGTH = 4_000

type Props = {
  chat: Chat
  label: string
  /** Under which name an unfinished text is kept, once the visitor has begun. */
  draft: string
  onSend: (text: string) => void
}

/** The box one writes in. Enter sends where there is a keyboard, and breaks the line on touch screens. */
export function Composer({ chat, label, draft, onSend }: Props) {
  const t = chat.t.value
  const box = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useDraft(chat, draft)
  const excess = text.length - MAX_LENGTH
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height
  useEffect(() => growToFit(box.current), [text])
  const send = () => {
    box.current?.focus()
    if (text.trim() === '' || excess > 0) return
    setText('')
    onSend(text.trim())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || isTouch()) return
    event.preventDefault()
    send()
  }
  const write = (value: string) => {
    setText(value)
    tellTyping(chat)
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div class="box">
        <textarea
          ref={box}
          rows={1}
          aria-label={label}
          placeholder={label}
          value={text}
          aria-invalid={excess > 0}
          aria-describedby={excess > 0 ? 'too-long' : undefined}
          onInput={({ currentTarget }) => write(currentTarget.value)}
          onKeyDown={onKeyDown}
          enterkeyhint={isTouch() ? 'enter' : 'send'}
        />
        <button type="submit" class="primary square" aria-label={t('widget.send')}>
          <Icon of={IconSend} />
        </button>
      </div>
      {excess > 0 && (
        <p id="too-long" class="error" role="alert">
          {t('widget.too-long', { n: excess })}
        </p>
      )}
    </form>
  )
}

function useDraft(chat: Chat, name: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => readDraft(chat, name))
  const set = (value: string) => {
    setText(value)
    keepDraft(chat, name, value)
  }
  return [text, set]
}

/** As high as its text, within what the styles allow. */
function growToFit(box: HTMLTextAreaElement | null): void {
  if (!box) return
  box.style.height = 'auto'
  box.style.height = `${box.scrollHeight}px`
}

function isTouch(): boolean {
  return window.matchMedia('(pointer: coarse)').matches
}
