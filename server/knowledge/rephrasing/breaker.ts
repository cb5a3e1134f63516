/** So many failures in a row mean that something is broken, not slow once. */
const PATIENCE = 3
const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 300_000

/** Lets nobody wait for what has just failed again and again: after a pause one attempt finds out. */
export class Breaker {
  #failures = 0
  #pausedUntil = 0
  #pauseMs = FIRST_PAUSE_MS
  #isTrying = false

  /** Whether an attempt may be made; each that is made ends in `succeeded`, `failed` or `gaveUp`. */
  mayTry(now: number): boolean {
    if (this.#failures < PATIENCE) return true
    if (now < this.#pausedUntil || this.#isTrying) return false
    this.#isTrying = true
    return true
  }

  isOpen(now: number): boolean {
    return this.#failures >= PATIENCE && now < this.#pausedUntil
  }

  succeeded(): void {
    this.#failures = 0
    this.#pauseMs = FIRST_PAUSE_MS
    this.#isTrying = false
  }

  /** Gives how long nothing is tried now, 0 where the next may. */
  failed(now: number): number {
    this.#failures += 1
    this.#isTrying = false
    if (this.#failures < PATIENCE) return 0
    // Those that were under way together make one pause.
    if (now < this.#pausedUntil) return 0
    const pauseMs = this.#pauseMs
    this.#pausedUntil = now + pauseMs
    this.#pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    return pauseMs
  }

  /** Nothing was learnt: the attempt was called off. */
  gaveUp(): void {
    this.#isTrying = false
  }
}
