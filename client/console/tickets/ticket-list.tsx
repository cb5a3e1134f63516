import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import type { TicketRow as Row } from '../../../server/contract/tickets.ts'
import { RowPick } from '../bulk/row-pick.tsx'
import type { Selection } from '../bulk/selection.ts'
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
  /** Null for whoever may not change tickets. */
  selection: Selection | null
  hasMore: boolean
  isLoadingMore: boolean
  onMore(): void
}

/** Only the rows in sight are in the page, however long the list is. */
export function TicketList({ rows, address, selection, hasMore, isLoadingMore, onMore }: Props) {
  const { t } = useTexts()
  const box = useRef<HTMLDivElement>(null)
  const reachable = rows.find(({ number }) => number === address.number) ?? rows[0]
  const virtual = useRows(rows, box, reachable)
  useOpenRowInSight(rows, address.number, virtual.scrollToIndex)
  const keep = useKeptFocus(rows, box)
  const items = virtual.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !isLoadingMore && lastShown >= rows.length - LOAD_WITHIN_ROWS) onMore()
  }, [hasMore, isLoadingMore, lastShown, rows.length, onMore])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that bubble up from the links inside
    <div
      className="rows"
      ref={box}
      {...keep}
      onKeyDown={(event) => moveFocus(event, { show: virtual.scrollToIndex, rows, selection })}
    >
      <ul className="plain-list rows-inner" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = rows[index]
          return (
            row && (
              <li
                key={key}
                data-index={index}
                data-ticket={row.number}
                data-selected={selection?.has(row.number) || undefined}
                aria-setsize={hasMore ? -1 : rows.length}
                aria-posinset={index + 1}
                ref={virtual.measureElement}
                style={{ transform: `translateY(${start}px)` }}
              >
                {selection && (
                  <RowPick row={row} selection={selection} isReachable={row === reachable} />
                )}
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
  return activeElement.closest('li')?.getAttribute('data-ticket') ?? undefined
}

/** A focused row that leaves the list (someone took it) hands the focus to the one in its place. */
function useKeptFocus(rows: Row[], box: React.RefObject<HTMLDivElement | null>) {
  const held = useRef<{ number: string; index: number } | null>(null)
  useEffect(() => {
    const { current } = held
    if (!current) return
    const index = rows.findIndex(({ number }) => number === current.number)
    if (index !== -1) held.current = { ...current, index }
    else if (document.activeElement === document.body) {
      const place = Math.min(current.index, rows.length - 1)
      const links = box.current?.querySelectorAll<HTMLElement>(`li[data-index="${place}"] a`)
      links?.[0]?.focus({ preventScroll: true })
    }
  }, [rows, box])
  return {
    onFocus() {
      const number = focusedNumber(box.current)
      const index = rows.findIndex((row) => row.number === number)
      held.current = number === undefined ? null : { number, index }
    },
    onBlur(event: React.FocusEvent) {
      const isStill = rows.some(({ number }) => number === held.current?.number)
      if (event.relatedTarget !== null || isStill) held.current = null
    },
  }
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

type InList = { show(index: number): void; rows: Row[]; selection: Selection | null }

/** Arrows go through the rows, with Shift they choose them; Ctrl+A chooses all. */
function moveFocus(event: React.KeyboardEvent<HTMLElement>, { show, rows, selection }: InList) {
  const isCtrl = event.ctrlKey || event.metaKey
  if (isCtrl && event.key === 'a' && selection) {
    event.preventDefault()
    selection.all()
  }
  const step = STEPS[event.key]
  if (step === undefined || isCtrl || event.altKey) return
  event.preventDefault()
  const from = focusedNumber(event.currentTarget)
  if (!focusRow(event.currentTarget, step, show) || !event.shiftKey) return
  const to = focusedNumber(event.currentTarget)
  const isKnown = rows.some(({ number }) => number === to)
  if (from !== undefined && to !== undefined && isKnown) selection?.extend(from, to)
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
