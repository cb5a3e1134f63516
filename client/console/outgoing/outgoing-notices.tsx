import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useRef } from 'react'
import { useLocation, useSearch } from 'wouter'
import { announce } from '../platform/announcer.tsx'
import { useProblemNotice } from '../platform/problem-notice.ts'
import { useTexts } from '../platform/texts.tsx'
import { useDesk } from '../tickets/desk.ts'
import { turnToDraft } from '../tickets/use-insertions.ts'
import type { Held } from './outgoing-desk.ts'
import './outgoing.css'

const LOOK_MS = 250
const idOf = (held: Held) => `outgoing-${held.reply.id}`

/** Says of each reply that leaves as mail that it can still be taken back, wherever one looks by then. */
export function OutgoingNotices() {
  const { t } = useTexts()
  const { outgoing } = useDesk()
  const undo = useTakingBack()
  const latest = useRef({ undo, t })
  latest.current = { undo, t }
  useEffect(
    () =>
      outgoing.held.subscribe(() => {
        const held = outgoing.held.get()
        if (held?.reply.kind === 'soon') showNotice(held, () => latest.current.undo(held))
      }),
    [outgoing],
  )
  useUndoKey(undo)
  return null
}

function showNotice(held: Held, onUndo: () => void): void {
  notifications.show({
    id: idOf(held),
    autoClose: false,
    withCloseButton: false,
    message: <UndoNotice held={held} onUndo={onUndo} />,
  })
}

/** Stays as long as the reply can be taken back and, after that, as long as someone is at it. */
function UndoNotice({ held, onUndo }: { held: Held; onUndo: () => void }) {
  const { t } = useTexts()
  const box = useRef<HTMLSpanElement>(null)
  const { number, reply } = held
  const seconds = useRef(Math.max(1, Math.round((Date.parse(reply.dueAt) - Date.now()) / 1_000)))
  const id = idOf(held)
  useEffect(() => {
    const end = performance.now() + seconds.current * 1_000
    const timer = setInterval(() => {
      const notice = box.current?.closest('.mantine-Notification-root')
      const isInUse = notice?.matches(':hover, :focus-within') ?? false
      if (performance.now() >= end && !isInUse) notifications.hide(id)
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [id])
  const closes = reply.after?.wanted.status === 'resolved'
  return (
    <span className="notice-line" ref={box}>
      {t(closes ? 'outgoing.leaves-and-closes' : 'outgoing.leaves', {
        number,
        seconds: seconds.current,
      })}
      <Button variant="default" size="compact-sm" onClick={onUndo}>
        {t('outgoing.undo')}
      </Button>
    </span>
  )
}

/** Takes a reply back and leads to where its text stands again. */
export function useTakingBack(): (held: Held) => void {
  const { t } = useTexts()
  const { outgoing } = useDesk()
  const tellProblem = useProblemNotice()
  const [path, navigate] = useLocation()
  const search = useSearch()
  return (held) => {
    const { number, reply } = held
    notifications.hide(idOf(held))
    outgoing.takeBack(number, reply.id).then(() => {
      announce(t('outgoing.taken-back'))
      turnToDraft(number, 'public')
      if (!path.startsWith(`/tickets/${number}`)) navigate(`/tickets/${number}?${search}`)
    }, tellProblem)
  }
}

/** Ctrl+Z outside a text, or in an empty one, where it has nothing of its own to take back. */
function useUndoKey(undo: (held: Held) => void): void {
  const { outgoing } = useDesk()
  const latest = useRef(undo)
  latest.current = undo
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const held = outgoing.held.get()
      if (held?.reply.kind !== 'soon' || !isUndo(event)) return
      if (Date.parse(held.reply.dueAt) < Date.now() || isWriting(event.target)) return
      event.preventDefault()
      latest.current(held)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [outgoing])
}

function isUndo(event: KeyboardEvent): boolean {
  const isChord = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey
  return isChord && !event.defaultPrevented && event.key.toLowerCase() === 'z'
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  const field = target.closest('input, textarea')
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    return field.value !== ''
  }
  return target.closest('[contenteditable]') !== null
}
