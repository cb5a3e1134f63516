import type { Preferences } from '../platform/preferences.ts'
import { Signal } from '../platform/signal.ts'

export type DraftKind = 'public' | 'internal'

/** An unsent text, and the last public message its writer had seen when beginning it. */
type Draft = { text: string; seq: number }

const NONE: Draft = { text: '', seq: 0 }

/** Unsent texts by ticket and kind. Every keystroke is kept, so that nothing can take it away. */
export class DraftBook {
  /** Changes with every change of any draft. */
  readonly changes = new Signal(0)
  /** Whether the last change will survive the page. */
  readonly isKept = new Signal(true)
  readonly #preferences: Preferences
  readonly #owner: string
  readonly #known = new Map<string, Draft>()

  constructor(preferences: Preferences, owner: string) {
    this.#preferences = preferences
    this.#owner = owner
  }

  get(ticket: string, kind: DraftKind): Draft {
    const key = this.#key(ticket, kind)
    const known = this.#known.get(key)
    if (known) return known
    const draft = asDraft(this.#preferences.read(key))
    this.#known.set(key, draft)
    return draft
  }

  /** @param seq the last public message in sight; it counts from the first keystroke on */
  write(ticket: string, kind: DraftKind, text: string, seq: number): void {
    const before = this.get(ticket, kind)
    this.#put(ticket, kind, { text, seq: before.text === '' ? seq : before.seq })
  }

  /** The writer has seen everything up to `seq`. */
  catchUp(ticket: string, kind: DraftKind, seq: number): void {
    const before = this.get(ticket, kind)
    if (before.text !== '') this.#put(ticket, kind, { ...before, seq })
  }

  clear(ticket: string, kind: DraftKind): void {
    this.#put(ticket, kind, NONE)
  }

  #put(ticket: string, kind: DraftKind, draft: Draft): void {
    const key = this.#key(ticket, kind)
    this.#known.set(key, draft)
    if (draft.text === '') this.#preferences.remove(key)
    else this.isKept.set(this.#preferences.set(key, JSON.stringify(draft)))
    this.changes.set(this.changes.get() + 1)
  }

  #key(ticket: string, kind: DraftKind): string {
    return `draft:${this.#owner}:${ticket}:${kind}`
  }
}

function asDraft(value: unknown): Draft {
  if (typeof value !== 'object' || value === null) return NONE
  const { text, seq } = value as Record<string, unknown>
  return typeof text === 'string' && typeof seq === 'number' ? { text, seq } : NONE
}

/** Puts an insertion into a text as a paragraph of its own. */
export function withParagraph(text: string, paragraph: string): string {
  const before = text.trimEnd()
  return before === '' ? `${paragraph}\n` : `${before}\n\n${paragraph}\n`
}
