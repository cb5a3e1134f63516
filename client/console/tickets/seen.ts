import type { TicketRow } from '../../../server/contract/tickets.ts'
import type { Preferences } from '../platform/preferences.ts'
import { Signal } from '../platform/signal.ts'

const MAX_KEPT = 1_000
/** In place of a time: left as unread. */
const UNREAD = ''

/** Up to when this advisor, in this browser, has looked at each ticket. */
export class SeenBook {
  readonly book: Signal<ReadonlyMap<string, string>>
  readonly #preferences: Preferences
  readonly #key: string

  constructor(preferences: Preferences, owner: string) {
    this.#preferences = preferences
    this.#key = `seen:${owner}`
    this.book = new Signal(asBook(preferences.read(this.#key)))
  }

  /** As if it had never been looked at. */
  unmark(number: string): void {
    this.#keep(number, UNREAD)
  }

  mark({ number, lastAt }: Pick<TicketRow, 'number' | 'lastAt'>): void {
    if ((this.book.get().get(number) ?? '') >= lastAt) return
    this.#keep(number, lastAt)
  }

  #keep(number: string, at: string): void {
    const next = new Map(this.book.get())
    next.delete(number)
    next.set(number, at)
    const kept = [...next].slice(-MAX_KEPT)
    this.#preferences.set(this.#key, JSON.stringify(kept))
    this.book.set(new Map(kept))
  }
}

/** Whether something is waiting in it that this advisor has not looked at. */
export function isUnseen(row: TicketRow, seen: ReadonlyMap<string, string>): boolean {
  const at = seen.get(row.number)
  return at === UNREAD || (row.status === 'open' && (at ?? UNREAD) < row.lastAt)
}

function asBook(value: unknown): ReadonlyMap<string, string> {
  if (!Array.isArray(value)) return new Map()
  const entries = value.filter(
    (entry): entry is [string, string] =>
      Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'string',
  )
  return new Map(entries)
}
