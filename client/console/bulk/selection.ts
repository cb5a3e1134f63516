import { useEffect, useMemo, useRef, useState } from 'react'
import { MAX_BULK } from '../../../server/contract/bulk.ts'
import type { TicketRow } from '../../../server/contract/tickets.ts'
import { announce } from '../platform/announcer.tsx'
import { useTexts } from '../platform/texts.tsx'
import type { LiveList } from '../tickets/use-list.ts'

export type Selection = {
  /** In the order of the list, as they are now. */
  rows: TicketRow[]
  has(number: string): boolean
  toggle(number: string): void
  /** From the row that was chosen last to this one. */
  reach(number: string): void
  /** Goes from one row to the next with Shift: the choice grows, or shrinks on the way back. */
  extend(from: string, to: string): void
  /** All of the view, as many as one request may change. */
  all(): void
  clear(): void
  keep(numbers: readonly string[]): void
}

/** The chosen rows of one list; another list begins anew, and what leaves the list is not chosen any more. */
export function useSelection(list: LiveList, listKey: string): Selection {
  const { rows } = list
  const [state, setState] = useState({ listKey, numbers: new Set<string>() })
  const last = useRef<string | null>(null)
  const chosen = state.listKey === listKey ? state.numbers : NONE
  const set = (numbers: Iterable<string>) => {
    const next = new Set([...numbers].slice(0, MAX_BULK))
    setState({ listKey, numbers: next })
  }
  const selected = useMemo(() => rows.filter(({ number }) => chosen.has(number)), [rows, chosen])
  const fill = useFilling(list, () => set(list.rows.map(({ number }) => number)))
  useCountSaid(selected.length)
  return {
    rows: selected,
    has: (number) => chosen.has(number),
    toggle(number) {
      last.current = number
      set(chosen.has(number) ? [...chosen].filter((one) => one !== number) : [...chosen, number])
    },
    reach(number) {
      set([...chosen, ...between(rows, last.current ?? number, number)])
      last.current = number
    },
    extend(from, to) {
      last.current = to
      const isBack = chosen.has(from) && chosen.has(to)
      set(isBack ? [...chosen].filter((one) => one !== from) : [...chosen, from, to])
    },
    all: fill,
    clear: () => set([]),
    keep: (numbers) => set(numbers),
  }
}

const NONE: ReadonlySet<string> = new Set()

/** Fetches on until there are as many rows as may be chosen, then does what was wanted. */
function useFilling(list: LiveList, done: () => void): () => void {
  const [isFilling, setFilling] = useState(false)
  const { rows, query } = list
  const { hasNextPage, isFetchingNextPage, error, fetchNextPage } = query
  const isFull = rows.length >= MAX_BULK || !hasNextPage || error !== null
  const latest = useRef(done)
  latest.current = done
  useEffect(() => {
    if (!isFilling || isFetchingNextPage) return
    if (!isFull) return void fetchNextPage()
    setFilling(false)
    latest.current()
  }, [isFilling, isFull, isFetchingNextPage, fetchNextPage])
  return () => setFilling(true)
}

function between(rows: readonly TicketRow[], one: string, other: string): string[] {
  const places = [one, other].map((number) => rows.findIndex((row) => row.number === number))
  const [from = -1, to = -1] = places.sort((a, b) => a - b)
  return from === -1 ? [other] : rows.slice(from, to + 1).map(({ number }) => number)
}

/** Whoever does not see the bar hears how many are chosen. */
function useCountSaid(count: number): void {
  const { t } = useTexts()
  const said = useRef(0)
  useEffect(() => {
    if (said.current !== count) announce(t('finding.bulk.count', { count }))
    said.current = count
  }, [count, t])
}
