import { notifications } from '@mantine/notifications'
import { useEffect, useRef } from 'react'
import { actionKeys } from '../macros/insert-menu.tsx'
import { useProblemNotice } from '../platform/problem-notice.ts'
import { useTexts } from '../platform/texts.tsx'
import type { Acted } from './after-send.ts'
import { useDesk } from './desk.ts'
import { useClosedNotice } from './ticket-actions.tsx'

/** Tells what came of what was to be done with a message, wherever one looks by then. */
export function AfterSendNotices() {
  const { actionsAfter } = useDesk()
  const tell = useTelling()
  const latest = useRef(tell)
  latest.current = tell
  useEffect(
    () => actionsAfter.last.subscribe(() => latest.current(actionsAfter.last.get())),
    [actionsAfter],
  )
  return null
}

function useTelling(): (acted: Acted | null) => void {
  const { t } = useTexts()
  const tellClosed = useClosedNotice()
  const tellProblem = useProblemNotice()
  return (acted) => {
    if (acted?.kind === 'done' && acted.wanted.status === 'resolved') tellClosed(acted.ticket)
    if (acted?.kind === 'refused') tellProblem(acted.error)
    if (acted?.kind !== 'conflict') return
    const { status, assignee } = acted.wanted
    const actions = actionKeys({
      ...((status === 'waiting' || status === 'resolved') && { status }),
      ...(assignee && { assignToMe: true }),
    })
    notifications.show({
      color: 'yellow',
      message: t('macros.not-done', {
        number: acted.current.number,
        actions: actions.map((key) => t(`macros.action.${key}`)).join(', '),
      }),
      closeButtonProps: { 'aria-label': t('console.close') },
    })
  }
}

/** After sending and closing one goes on to the next ticket, unless one has gone elsewhere already. */
export function useNextAfterSend(number: string, onClosed: () => void): void {
  const { actionsAfter } = useDesk()
  const latest = useRef(onClosed)
  latest.current = onClosed
  useEffect(
    () =>
      actionsAfter.last.subscribe(() => {
        const acted = actionsAfter.last.get()
        const isClosed = acted?.kind === 'done' && acted.ticket.status === 'resolved'
        if (isClosed && acted.ticket.number === number) latest.current()
      }),
    [actionsAfter, number],
  )
}
