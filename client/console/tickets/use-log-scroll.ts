import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { TicketMessage } from '../../../server/contract/tickets.ts'

const NEAR_END_PX = 48

/** Where each conversation was left, for coming back to it. */
const places = new Map<string, number>()

type Seen = { number: string; first: string | undefined; last: string | undefined; height: number }

/**
 * Starts at the end; stays there while new messages come; elsewhere it stays where it is, also when
 * older messages are put above, and says that something new stands below.
 */
export function useLogScroll(number: string, messages: TicketMessage[], pendingCount: number) {
  const box = useRef<HTMLElement>(null)
  const list = useRef<HTMLOListElement>(null)
  const seen = useRef<Seen | null>(null)
  const atEnd = useRef(true)
  const lastTop = useRef(0)
  const [isAtEnd, setAtEnd] = useState(true)
  const [hasNewBelow, setNewBelow] = useState(false)
  const first = messages[0]?.id
  const last = messages.at(-1)?.id

  const note = useCallback(() => {
    const { current } = box
    if (!current) return
    const isNear = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR_END_PX
    // Text that grows (a font arrives) leaves the end behind too; only a person scrolls up.
    const wentUp = current.scrollTop < lastTop.current
    lastTop.current = current.scrollTop
    atEnd.current = isNear || (atEnd.current && !wentUp)
    setAtEnd(atEnd.current)
    if (atEnd.current) setNewBelow(false)
    places.set(number, atEnd.current ? Number.POSITIVE_INFINITY : current.scrollTop)
  }, [number])

  const toEnd = useCallback(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight
    note()
  }, [note])

  useLayoutEffect(() => {
    const { current } = box
    if (!current || last === undefined) return
    const before = seen.current
    seen.current = { number, first, last, height: current.scrollHeight }
    if (before?.number !== number) atEnd.current = beginAt(current, places.get(number))
    else if (before.first !== first) current.scrollTop += current.scrollHeight - before.height
    else if (atEnd.current) current.scrollTop = current.scrollHeight
    else if (before.last !== last) setNewBelow(true)
    note()
  }, [number, first, last, note])

  // An own message is always followed.
  useEffect(() => {
    if (pendingCount > 0) toEnd()
  }, [pendingCount, toEnd])

  useStaysAtEnd(box, list, atEnd)
  return { box, list, isAtEnd, hasNewBelow, toEnd, onScroll: note }
}

/** @returns whether that is the end */
function beginAt(box: HTMLElement, place = Number.POSITIVE_INFINITY): boolean {
  box.scrollTop = Math.min(place, box.scrollHeight)
  return place === Number.POSITIVE_INFINITY
}

/** The composer grows, pictures of text wrap anew: the end stays in sight. */
function useStaysAtEnd(
  box: React.RefObject<HTMLElement | null>,
  list: React.RefObject<HTMLElement | null>,
  atEnd: React.RefObject<boolean>,
): void {
  useEffect(() => {
    const { current } = box
    if (!current || !list.current) return
    const observer = new ResizeObserver(() => {
      if (atEnd.current) current.scrollTop = current.scrollHeight
    })
    observer.observe(current)
    observer.observe(list.current)
    return () => observer.disconnect()
  }, [box, list, atEnd])
}
