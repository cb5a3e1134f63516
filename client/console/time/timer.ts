import { useEffect } from 'react'
import type { Preferences } from '../platform/preferences.ts'

const TICK_MS = 5_000
/** Without a key or a move for so long nobody is at work on it. */
const IDLE_MS = 60_000
const MINUTE_MS = 60_000
/** A computer that slept is not somebody who worked. */
const MAX_STEP_MS = 2 * TICK_MS
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** How long this person has had each ticket open and in use, in this browser. */
export class TimeBook {
  readonly #preferences: Preferences
  readonly #owner: string

  constructor(preferences: Preferences, owner: string) {
    this.#preferences = preferences
    this.#owner = owner
  }

  add(ticket: string, ms: number): void {
    const spent = this.#spent(ticket) + Math.min(ms, MAX_STEP_MS)
    this.#preferences.set(this.#key(ticket), String(Math.round(spent)))
  }

  /** Whole minutes to propose; 0 where there is nothing to speak of. */
  minutes(ticket: string): number {
    return Math.round(this.#spent(ticket) / MINUTE_MS)
  }

  /** Its time has been written down: from here it counts anew. */
  clear(ticket: string): void {
    this.#preferences.remove(this.#key(ticket))
  }

  #spent(ticket: string): number {
    const kept = Number(this.#preferences.get(this.#key(ticket)))
    return Number.isFinite(kept) && kept > 0 ? kept : 0
  }

  #key(ticket: string): string {
    return `time:${this.#owner}:${ticket}`
  }
}

/** Counts while the ticket is on the screen, the window is looked at, and somebody moves. */
export function useTimer(book: TimeBook, ticket: string, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return
    let lastSign = performance.now()
    let lastTick = lastSign
    const notice = () => {
      lastSign = performance.now()
    }
    const tick = () => {
      const now = performance.now()
      const isAtWork = !document.hidden && now - lastSign < IDLE_MS
      if (isAtWork) book.add(ticket, now - lastTick)
      lastTick = now
    }
    const timer = setInterval(tick, TICK_MS)
    for (const sign of SIGNS) document.addEventListener(sign, notice, { passive: true })
    return () => {
      tick()
      clearInterval(timer)
      for (const sign of SIGNS) document.removeEventListener(sign, notice)
    }
  }, [book, ticket, isOn])
}
