import type { TicketMessage, TicketRow } from '../../../server/contract/tickets.ts'

/** A moment on one morning, by its minute. */
export function at(minute: number): string {
  return new Date(Date.UTC(2026, 10, 23, 9, minute)).toISOString()
}

export function row(number: string, change: Partial<TicketRow> = {}): TicketRow {
  return {
    number,
    status: 'open',
    version: 1,
    subject: 'Kit digital',
    channel: 'chat',
    lang: 'es',
    office: { slug: 'granada-construction', name: 'Construcción' },
    assignee: null,
    contact: { name: 'Manuel Ortega' },
    company: { name: 'Reformas Ortega' },
    sector: 'Construcción',
    createdAt: at(0),
    updatedAt: at(0),
    lastAt: at(0),
    dueAt: at(120),
    toAccept: false,
    priority: 'normal',
    topic: null,
    tags: [],
    snoozed: null,
    ...change,
  }
}

export function message(seq: number, change: Partial<TicketMessage> = {}): TicketMessage {
  return {
    id: `m${seq}`,
    ticket: 'GR-1',
    conversation: 'c1',
    seq,
    visibility: 'public',
    author: { kind: 'visitor' },
    text: `línea ${seq}`,
    html: `línea ${seq}`,
    at: at(seq),
    ...change,
  }
}

export function note(id: string, minute: number): TicketMessage {
  return {
    ...message(0, { id, at: at(minute), author: { kind: 'advisor', id: 'ana', name: 'Ana' } }),
    seq: null,
    visibility: 'internal',
  }
}

/** `localStorage` without a browser; `isFull` refuses to keep anything more. */
export class FakeStorage implements Storage {
  [key: string]: unknown
  #isFull: boolean

  constructor(isFull = false) {
    this.#isFull = isFull
  }

  get length(): number {
    return Object.keys(this).length
  }

  key(index: number): string | null {
    return Object.keys(this)[index] ?? null
  }

  getItem(key: string): string | null {
    const value = this[key]
    return typeof value === 'string' ? value : null
  }

  setItem(key: string, value: string): void {
    if (this.#isFull) throw new Error('QuotaExceededError')
    this[key] = value
  }

  removeItem(key: string): void {
    delete this[key]
  }

  clear(): void {
    for (const key of Object.keys(this)) delete this[key]
  }
}
