import { notifications } from '@mantine/notifications'
import { useEffect, useRef } from 'react'
import { useActionWords } from '../macros/action-words.ts'
import type { Acted } from '../outgoing/outgoing-desk.ts'
import { useTexts } from '../platform/texts.tsx'
import { useDesk } from './desk.ts'
import { useClosedNotice } from './ticket-actions.tsx'

/** Tells what came of what was to be done with a message, wherever one looks by then. */
export function AfterSendNotices() {
  const { outgoing } = useDesk()
  const tell = useTelling()
  const latest = useRef(tell)
  latest.current = tell
  useEffect(() => outgoing.acted.subscribe(() => latest.current(outgoing.acted.get())), [outgoing])
  return null
}

function useTelling(): (acted: Acted | null) => void {
  const { t } = useTexts()
  const tellClosed = useClosedNotice()
  const wordsOf = useActionWords()
  return (acted) => {
    if (acted?.kind === 'done' && acted.wanted.status === 'resolved') tellClosed(acted.ticket)
    if (acted?.kind !== 'conflict') return
    const { number, wanted } = acted
    notifications.show({
      color: 'yellow',
      message: t('macros.not-done', { number, actions: wordsOf(wanted).join(', ') }),
      closeButtonProps: { 'aria-label': t('console.close') },
    })
  }
}

/** After sending and closing one goes on to the next ticket, unless one has gone elsewhere already. */
export function useNextAfterSend(number: string, onClosed: () => void): void {
  const { outgoing } = useDesk()
  const latest = useRef(onClosed)
  latest.current = onClosed
  useEffect(() => {
    const stopActed = outgoing.acted.subscribe(() => {
      const acted = outgoing.acted.get()
      const isClosed = acted?.kind === 'done' && acted.ticket.status === 'resolved'
      if (isClosed && acted.ticket.number === number) latest.current()
    })
    const stopHeld = outgoing.held.subscribe(() => {
      const held = outgoing.held.get()
      const isClosing = held?.reply.after?.wanted.status === 'resolved'
      if (isClosing && held.number === number && held.reply.kind === 'soon') latest.current()
    })
    return () => {
      stopActed()
      stopHeld()
    }
  }, [outgoing, number])
}
