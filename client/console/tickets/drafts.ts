import type { SavedDraft, TicketDraft } from '../../../server/contract/drafts.ts'
import { MacroActions } from '../../../server/contract/macros.ts'
import type { Preferences } from '../platform/preferences.ts'
import { Signal } from '../platform/signal.ts'

export type DraftKind = 'public' | 'internal'
export type DraftKey = { ticket: string; kind: DraftKind }

export type Draft = {
  text: string
  /** The last public message that its writer had seen when beginning it. */
  seq: number
  /** What is done to the ticket once it is sent. */
  actions: MacroActions
  /** The service's copy that this is based on; null where it has none. */
  base: string | null
  /** Whether the service has it as it is. */
  isSaved: boolean
  at: string
}

const NONE: Draft = { text: '', seq: 0, actions: {}, base: null, isSaved: true, at: '' }

/**
 * Unsent texts by ticket and kind. Every keystroke is kept in this browser, so that nothing can take it
 * away; `DraftSync` brings them to the service, where the person's other devices find them.
 */
export class DraftBook {
  /** Changes with every change of any draft. */
  readonly changes = new Signal(0)
  /** Whether the last change will survive the page. */
  readonly isKept = new Signal(true)
  /** The draft that was written to last. */
  readonly written = new Signal<DraftKey | null>(null)
  readonly #preferences: Preferences
  readonly #owner: string
  readonly #known = new Map<string, Draft>()
  readonly #older = new Map<string, string>()

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
    const actions = text === '' ? {} : before.actions
    this.#edit(ticket, kind, { text, actions, seq: before.text === '' ? seq : before.seq })
  }

  setActions(ticket: string, kind: DraftKind, actions: MacroActions): void {
    this.#edit(ticket, kind, { actions })
  }

  /** The writer has seen everything up to `seq`. */
  catchUp(ticket: string, kind: DraftKind, seq: number): void {
    if (this.get(ticket, kind).text !== '') this.#edit(ticket, kind, { seq })
  }

  clear(ticket: string, kind: DraftKind): void {
    this.#edit(ticket, kind, { text: '', seq: 0, actions: {} })
  }

  /** A text of the same person that another device had; it can be taken back until it is put away. */
  older(ticket: string, kind: DraftKind): string | undefined {
    return this.#older.get(this.#key(ticket, kind))
  }

  putAwayOlder(ticket: string, kind: DraftKind): void {
    this.#older.delete(this.#key(ticket, kind))
    this.#changed()
  }

  /** The two change places, so that neither is lost. */
  takeOlder(ticket: string, kind: DraftKind, seq: number): void {
    const older = this.older(ticket, kind)
    if (older === undefined) return
    const { text } = this.get(ticket, kind)
    this.write(ticket, kind, older, seq)
    if (text.trim() === '') this.putAwayOlder(ticket, kind)
    else this.#offer(ticket, kind, text)
  }

  /** Those that the service does not have as they are. */
  unsaved(): DraftKey[] {
    const start = `draft:${this.#owner}:`
    return this.#preferences.keys(start).flatMap((key) => {
      const [ticket = '', kind] = key.slice(start.length).split(':')
      if (kind !== 'public' && kind !== 'internal') return []
      return this.get(ticket, kind).isSaved ? [] : [{ ticket, kind }]
    })
  }

  /** The service has taken `sent`; what has been written since is still to come. */
  saved(ticket: string, kind: DraftKind, sent: Draft, { draft, replaced }: SavedDraft): void {
    const now = this.get(ticket, kind)
    const isSaved = now.text === sent.text && now.actions === sent.actions && now.seq === sent.seq
    this.#put(ticket, kind, { ...now, base: draft?.version ?? null, isSaved })
    if (replaced && replaced.text.trim() !== '') this.#offer(ticket, kind, replaced.text)
  }

  /** Brings together what stands here and what the service has: the later one wins, the other is offered. */
  merge(ticket: string, kind: DraftKind, theirs: TicketDraft | undefined): void {
    const mine = this.get(ticket, kind)
    switch (choose(mine, theirs)) {
      case 'mine':
        if (theirs && theirs.version !== mine.base) this.#offer(ticket, kind, theirs.text)
        break
      case 'theirs':
        this.#put(ticket, kind, theirs ? adopted(theirs) : NONE)
        if (!mine.isSaved) this.#offer(ticket, kind, mine.text)
        break
      case 'neither':
        break
    }
  }

  #offer(ticket: string, kind: DraftKind, text: string): void {
    if (text.trim() === '' || text === this.get(ticket, kind).text) return
    this.#older.set(this.#key(ticket, kind), text)
    this.#changed()
  }

  #edit(ticket: string, kind: DraftKind, change: Partial<Draft>): void {
    const at = new Date().toISOString()
    this.#put(ticket, kind, { ...this.get(ticket, kind), ...change, isSaved: false, at })
    this.written.set({ ticket, kind })
  }

  #put(ticket: string, kind: DraftKind, draft: Draft): void {
    const key = this.#key(ticket, kind)
    this.#known.set(key, draft)
    // What was put away stays in mind until the service knows of it.
    const isOver = draft.text === '' && (draft.isSaved || draft.base === null)
    if (isOver) this.#preferences.remove(key)
    else this.isKept.set(this.#preferences.set(key, JSON.stringify(draft)))
    this.#changed()
  }

  #changed(): void {
    this.changes.set(this.changes.get() + 1)
  }

  #key(ticket: string, kind: DraftKind): string {
    return `draft:${this.#owner}:${ticket}:${kind}`
  }
}

function choose(mine: Draft, theirs: TicketDraft | undefined): 'mine' | 'theirs' | 'neither' {
  if (!theirs) return mine.isSaved && mine.text !== '' ? 'theirs' : 'neither'
  if (mine.isSaved || mine.text === theirs.text) return 'theirs'
  if (mine.base === theirs.version) return 'mine'
  const isUntouched = mine.text === '' && mine.base === null
  return isUntouched || mine.at < theirs.updatedAt ? 'theirs' : 'mine'
}

function adopted({ text, seq, actions, version, updatedAt }: TicketDraft): Draft {
  return { text, seq, actions, base: version, isSaved: true, at: updatedAt }
}

function asDraft(value: unknown): Draft {
  if (typeof value !== 'object' || value === null) return NONE
  const { text, seq, actions, base, isSaved, at } = value as Record<string, unknown>
  if (typeof text !== 'string' || typeof seq !== 'number') return NONE
  return {
    ...{ text, seq },
    actions: MacroActions.safeParse(actions).data ?? {},
    base: typeof base === 'string' ? base : null,
    isSaved: isSaved === true,
    at: typeof at === 'string' ? at : '',
  }
}

/** Puts an insertion into a text as a paragraph of its own. */
export function withParagraph(text: string, paragraph: string): string {
  const before = text.trimEnd()
  return before === '' ? `${paragraph}\n` : `${before}\n\n${paragraph}\n`
}
