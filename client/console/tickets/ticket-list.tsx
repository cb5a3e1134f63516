import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import type { TicketRow as Row } from '../../../server/contract/tickets.ts'
import { useTexts } from '../platform/texts.tsx'
import type { InboxAddress } from './address.ts'
import { TicketRow } from './ticket-row.tsx'

/** Three lines of text with their space; rows measure themselves afterwards. */
const ROW_PX = 92
const OVERSCAN = 6
const LOAD_WITHIN_ROWS = 8

type Props = {
  rows: Row[]
  address: InboxAddress
  hasMore: boolean
  isLoadingMore: boolean
  onMore(): void
}

/** Only the rows in sight are in the page, however long the list is. */
export function TicketList({ rows, address, hasMore, isLoadingMore, onMore }: Props) {
  const { t } = useTexts()
  const box = useRef<HTMLDivElement>(null)
  const reachable = rows.find(({ number }) => number === address.number) ?? rows[0]
  const virtual = useRows(rows, box, reachable)
  useOpenRowInSight(rows, address.number, virtual.scrollToIndex)
  const items = virtual.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !isLoadingMore && lastShown >= rows.length - LOAD_WITHIN_ROWS) onMore()
  }, [hasMore, isLoadingMore, lastShown, rows.length, onMore])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that bubble up from the links inside
    <div className="rows" ref={box} onKeyDown={(event) => moveFocus(event, virtual.scrollToIndex)}>
      <ul className="plain-list rows-inner" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = rows[index]
          return (
            row && (
              <li
                key={key}
                data-index={index}
                aria-setsize={hasMore ? -1 : rows.length}
                aria-posinset={index + 1}
                ref={virtual.measureElement}
                style={{ transform: `translateY(${start}px)` }}
              >
                <TicketRow row={row} address={address} isReachable={row === reachable} />
              </li>
            )
          )
        })}
      </ul>
      {isLoadingMore && <p className="rows-more muted small">{t('console.loading')}</p>}
    </div>
  )
}

/** The focused row and the one that Tab reaches stay in the page though they may be scrolled away. */
function useRows(rows: Row[], box: React.RefObject<HTMLDivElement | null>, reachable?: Row) {
  const numbers = useMemo(() => rows.map(({ number }) => number), [rows])
  return useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    getItemKey: (index) => numbers[index] ?? index,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan)
      const to = Math.min(count - 1, endIndex + overscan)
      const shown = Array.from({ length: to - from + 1 }, (_, offset) => from + offset)
      const kept = [focusedNumber(box.current), reachable?.number]
      const outside = kept
        .map((number) => numbers.indexOf(number ?? ''))
        .filter((index) => index !== -1 && (index < from || index > to))
      return [...new Set([...shown, ...outside])].sort((a, b) => a - b)
    },
  })
}

function focusedNumber(box: HTMLElement | null): string | undefined {
  const { activeElement } = document
  if (!(activeElement instanceof HTMLElement) || !box?.contains(activeElement)) return undefined
  return activeElement.getAttribute('data-number') ?? undefined
}

/** Opening a ticket by key, or by a link from elsewhere, brings its row into sight. */
function useOpenRowInSight(
  rows: Row[],
  open: string | null,
  show: (index: number, options: { align: 'auto' }) => void,
): void {
  const index = rows.findIndex(({ number }) => number === open)
  const shown = useRef<string | null>(null)
  useEffect(() => {
    if (index === -1 || shown.current === open) return
    shown.current = open
    show(index, { align: 'auto' })
  }, [index, open, show])
}

const STEPS: Record<string, 1 | -1 | undefined> = { ArrowDown: 1, ArrowUp: -1 }

function moveFocus(event: React.KeyboardEvent<HTMLElement>, show: (index: number) => void): void {
  const step = STEPS[event.key]
  if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return
  event.preventDefault()
  focusRow(event.currentTarget, step, show)
}

/** Moves the focus from the focused row, or to the first one. @returns whether there was one */
export function focusRow(
  box: HTMLElement,
  step: 1 | -1,
  show: (index: number) => void = () => {},
): boolean {
  const item = document.activeElement?.closest<HTMLElement>('li[data-index]')
  const index = item && box.contains(item) ? Number(item.getAttribute('data-index')) + step : 0
  const target = box.querySelector<HTMLElement>(`li[data-index="${index}"] a`)
  if (!target) return false
  show(index)
  target.focus({ preventScroll: true })
  target.scrollIntoView({ block: 'nearest' })
  return true
}
