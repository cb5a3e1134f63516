import { IconArrowDown } from '@tabler/icons-preact'
import type { ComponentChildren, RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Message } from '../../../server/contract/conversations.ts'
import { formatDivider, isSameDay } from '../platform/dates.ts'
import { Icon } from '../shell/icon.tsx'
import { Activity } from './activity.tsx'
import type { Chat } from './chat.ts'
import { MessageItem } from './message-item.tsx'
import { OutgoingItem } from './outgoing-item.tsx'
import { loadEarlier } from './reception.ts'

const NEAR_END_PX = 60
const TOP_GAP_PX = 12

/** The messages, those still being sent below them, and what belongs after them. */
export function Log({ chat, children }: { chat: Chat; children: ComponentChildren }) {
  const t = chat.t.value
  const body = useRef<HTMLElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [isBehind, showEnd] = useScrolling(chat, body, content)
  const { base, items } = chat.timeline.value
  const shown = new Set(items.map(({ id }) => id))
  const waiting = chat.outgoing.value.filter(({ id }) => !shown.has(id))
  return (
    <div class="body-place">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <section class="body" ref={body} tabIndex={0} aria-label={t('widget.log')}>
        <div class="content" ref={content}>
          {base > 0 && chat.isLoaded.value && <Earlier chat={chat} />}
          {!chat.isLoaded.value && chat.conversation.value !== null && <Skeleton />}
          <div
            role="log"
            aria-label={t('widget.log')}
            aria-live={chat.isLogLive.value ? 'polite' : 'off'}
          >
            <ol class="log">
              {items.map((message, index) => (
                <MessageItem
                  key={message.id}
                  chat={chat}
                  message={message}
                  day={dayOf(chat, message, items[index - 1])}
                  isLast={index === items.length - 1 && waiting.length === 0}
                />
              ))}
              {waiting.map((item) => (
                <OutgoingItem key={item.id} chat={chat} item={item} />
              ))}
            </ol>
          </div>
          <Activity chat={chat} />
          {children}
        </div>
      </section>
      {isBehind && (
        <button type="button" class="to-end" onClick={showEnd}>
          <Icon of={IconArrowDown} size={18} />
          {t('widget.to-end')}
        </button>
      )}
    </div>
  )
}

function dayOf(chat: Chat, { at }: Message, before: Message | undefined): string | null {
  if (before && isSameDay(before.at, at)) return null
  // A conversation of today needs no date.
  if (!before && chat.timeline.value.base === 0 && isSameDay(at, new Date().toISOString()))
    return null
  return formatDivider(chat.t.value, chat.lang.value, at, new Date())
}

function Earlier({ chat }: { chat: Chat }) {
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle')
  const load = () => {
    setState('loading')
    loadEarlier(chat).then(
      () => setState('idle'),
      () => setState('failed'),
    )
  }
  const t = chat.t.value
  return (
    <div class="earlier">
      <button type="button" class="secondary" onClick={load} aria-busy={state === 'loading'}>
        {t('widget.earlier')}
      </button>
      {state === 'failed' && (
        <p class="error" role="alert">
          {t('widget.failed')}
        </p>
      )}
    </div>
  )
}

function Skeleton() {
  return (
    <div class="skeleton" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  )
}

/** Follows the end of the log while the visitor is there, and says when something came below. */
function useScrolling(
  chat: Chat,
  body: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
): [isBehind: boolean, showEnd: () => void] {
  const isAtEnd = useRef(true)
  const height = useRef(0)
  const [isBehind, setBehind] = useState(false)
  const { base, items } = chat.timeline.value
  const waiting = chat.outgoing.value.length

  // Earlier messages came in above: what is being read stays where it is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the loaded part begins earlier
  useLayoutEffect(() => {
    const area = body.current
    if (!area || height.current === 0) return
    area.scrollTop += area.scrollHeight - height.current
    height.current = area.scrollHeight
  }, [base])

  const newest = items.at(-1)
  useLayoutEffect(() => {
    if (!isAtEnd.current && newest?.author.kind !== 'visitor') setBehind(true)
  }, [newest])

  useLayoutEffect(() => {
    if (waiting > 0) isAtEnd.current = true
  }, [waiting])

  useEffect(() => {
    const area = body.current
    if (!area || !content.current) return
    const follow = new ResizeObserver(() => {
      if (isAtEnd.current) area.scrollTop = readingPoint(area)
      height.current = area.scrollHeight
    })
    const notice = () => {
      // What was added since the last look is not what the visitor scrolled away from, nor is what went.
      const seen = Math.min(height.current, area.scrollHeight)
      isAtEnd.current = seen - area.scrollTop - area.clientHeight < NEAR_END_PX
      if (isAtEnd.current) setBehind(false)
    }
    follow.observe(content.current)
    // Banners and a phone's keyboard leave less room.
    follow.observe(area)
    area.addEventListener('scroll', notice, { passive: true })
    return () => {
      follow.disconnect()
      area.removeEventListener('scroll', notice)
    }
  }, [body, content])

  return [isBehind, () => body.current?.scrollTo({ top: body.current.scrollHeight })]
}

/** The end of the log, or, where the last answer is longer than the window, the question above it. */
function readingPoint(area: HTMLElement): number {
  const end = area.scrollHeight - area.clientHeight
  const items = [...area.querySelectorAll<HTMLElement>('.log > li')]
  const last = items.at(-1)
  // After a system line comes what is to be done now: what happens next, the rating.
  if (last?.classList.contains('system')) return end
  const start = last?.classList.contains('bot') ? (items.at(-2) ?? last) : last
  return start ? Math.min(end, start.offsetTop - TOP_GAP_PX) : end
}
