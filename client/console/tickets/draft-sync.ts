import {
  type DraftKind as KindThere,
  MAX_DRAFT,
  type PutDraft,
  type SavedDraft,
  type TicketDraft,
} from '../../../server/contract/drafts.ts'
import type { DraftBook, DraftKey, DraftKind } from './drafts.ts'

/** As long as one goes on typing, not more often than this. */
const SAVE_AFTER_MS = 1_000
const TRY_AGAIN_MS = 5_000

const THERE: Record<DraftKind, KindThere> = { public: 'reply', internal: 'note' }
const KINDS: readonly DraftKind[] = ['public', 'internal']

type SyncParts = {
  book: DraftBook
  /** @throws when the service cannot be reached, or will not */
  load(ticket: string): Promise<TicketDraft[]>
  save(ticket: string, kind: KindThere, body: PutDraft): Promise<SavedDraft>
  /** Whether it may work later. */
  isPassing(error: unknown): boolean
}

/** Keeps the service's copies of drafts up to those of this browser. */
export class DraftSync {
  readonly #parts: SyncParts
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #onTheWay = new Set<string>()
  readonly #stop: () => void

  constructor(parts: SyncParts) {
    this.#parts = parts
    const { written } = parts.book
    this.#stop = written.subscribe(() => {
      const key = written.get()
      if (key) this.#later(key, this.#isEmpty(key) ? 0 : SAVE_AFTER_MS)
    })
  }

  /** Takes over what other devices have written for this ticket. */
  async load(ticket: string): Promise<void> {
    const items = await this.#parts.load(ticket).catch(() => undefined)
    if (!items) return
    for (const kind of KINDS) {
      const theirs = items.find((item) => item.kind === THERE[kind])
      this.#parts.book.merge(ticket, kind, theirs)
    }
    this.release()
  }

  /** Brings what had to wait: for a connection, for signing in again, for the next second. */
  release(): void {
    for (const key of this.#parts.book.unsaved()) this.#later(key, 0)
  }

  close(): void {
    this.#stop()
    for (const timer of this.#timers.values()) clearTimeout(timer)
  }

  #isEmpty({ ticket, kind }: DraftKey): boolean {
    return this.#parts.book.get(ticket, kind).text === ''
  }

  #later(key: DraftKey, waitMs: number): void {
    const name = nameOf(key)
    const isWaiting = this.#timers.has(name)
    if (isWaiting && waitMs > 0) return
    clearTimeout(this.#timers.get(name))
    const timer = setTimeout(() => {
      this.#timers.delete(name)
      void this.#save(key)
    }, waitMs)
    this.#timers.set(name, timer)
  }

  async #save(key: DraftKey): Promise<void> {
    const { ticket, kind } = key
    const { book } = this.#parts
    const name = nameOf(key)
    const draft = book.get(ticket, kind)
    if (draft.isSaved || draft.text.length > MAX_DRAFT || this.#onTheWay.has(name)) return
    this.#onTheWay.add(name)
    const { text, seq, actions, base } = draft
    try {
      const saved = await this.#parts.save(ticket, THERE[kind], { text, seq, actions, base })
      book.saved(ticket, kind, draft, saved)
      if (!book.get(ticket, kind).isSaved) this.#later(key, SAVE_AFTER_MS)
    } catch (error) {
      // A ticket that has left one's office refuses for good; the text stays in this browser.
      if (this.#parts.isPassing(error)) this.#later(key, TRY_AGAIN_MS)
    } finally {
      this.#onTheWay.delete(name)
    }
  }
}

function nameOf({ ticket, kind }: DraftKey): string {
  return `${ticket} ${kind}`
}
