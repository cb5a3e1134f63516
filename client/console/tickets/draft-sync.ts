import {
  type DraftKind as KindThere,
  MAX_DRAFT,
  type PutDraft,
  type SavedDraft,
  type TicketDraft,
} from '../../../server/contract/drafts.ts'
import type { Draft, DraftBook, DraftKey, DraftKind } from './drafts.ts'

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

  constructor(parts: SyncParts) {
    this.#parts = parts
  }

  /** Follows what is written from now on. @returns what stops it */
  open(): () => void {
    const { written } = this.#parts.book
    const stop = written.subscribe(() => {
      const key = written.get()
      if (key) this.#later(key, this.#isEmpty(key) ? 0 : SAVE_AFTER_MS)
    })
    return () => {
      stop()
      for (const timer of this.#timers.values()) clearTimeout(timer)
      this.#timers.clear()
    }
  }

  /** Takes over what other devices have written for this ticket. */
  async load(ticket: string): Promise<void> {
    const { book } = this.#parts
    const before = KINDS.map((kind) => ({ kind, asked: book.get(ticket, kind) }))
    const items = await this.#parts.load(ticket).catch(() => undefined)
    if (!items) return
    for (const { kind, asked } of before) {
      if (this.#isNewer({ ticket, kind }, asked)) continue
      const theirs = items.find((item) => item.kind === THERE[kind])
      book.merge(ticket, kind, theirs)
    }
    this.release()
  }

  /** Saved since, or just being saved: what was read is older than that. */
  #isNewer(key: DraftKey, asked: Draft): boolean {
    const now = this.#parts.book.get(key.ticket, key.kind)
    const isSavedSince = now.base !== asked.base || (now.isSaved && !asked.isSaved)
    return isSavedSince || this.#onTheWay.has(nameOf(key))
  }

  /** Brings what had to wait: for a connection, for signing in again, for the next second. */
  release(): void {
    for (const key of this.#parts.book.unsaved()) this.#later(key, 0)
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
