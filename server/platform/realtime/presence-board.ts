import { randomUUID } from 'node:crypto'
import type { News } from './news.ts'

const SECOND = 1_000
/** Entries of a node that fell silent are gone after a minute (faults.md case 110). */
const ANNOUNCE_EVERY_MS = 25 * SECOND
const EXPIRE_AFTER_MS = 55 * SECOND
const LOOK_EVERY_MS = 4 * SECOND

declare module './news.ts' {
  interface NewsTopics {
    presence: { board: string; node: string; entries: Entry[]; isPresent: boolean }
  }
}

type Entry = { key: string; member: string; label: string }
type Member = { label: string; count: number }

/** Who is where, over all nodes: people looking at a ticket, advisors of an office, a visitor's page. */
export class PresenceBoard {
  readonly #name: string
  readonly #news: News
  readonly #node = randomUUID()
  readonly #here = new Map<string, Map<string, Member>>()
  readonly #elsewhere = new Map<string, Map<string, { entry: Entry; until: number }>>()
  readonly #listeners: ((key: string) => void)[] = []
  readonly #timers: NodeJS.Timeout[]

  constructor(name: string, news: News) {
    this.#name = name
    this.#news = news
    news.on('presence', (told) => {
      if (told.board === name && told.node !== this.#node) this.#hear(told)
    })
    this.#timers = [
      setInterval(() => this.#announceAll(), ANNOUNCE_EVERY_MS).unref(),
      setInterval(() => this.#forgetSilentNodes(), LOOK_EVERY_MS).unref(),
    ]
  }

  onChange(listen: (key: string) => void): void {
    this.#listeners.push(listen)
  }

  /** One more connection of `member` at `key`; several connections of one person count once. */
  enter(key: string, member: string, label = ''): void {
    const members = this.#here.get(key) ?? new Map<string, Member>()
    this.#here.set(key, members)
    const known = members.get(member)
    members.set(member, { label, count: (known?.count ?? 0) + 1 })
    if (!known) this.#changed(key, { key, member, label }, true)
  }

  leave(key: string, member: string): void {
    const members = this.#here.get(key)
    const known = members?.get(member)
    if (!members || !known) return
    known.count -= 1
    if (known.count > 0) return
    members.delete(member)
    if (members.size === 0) this.#here.delete(key)
    this.#changed(key, { key, member, label: known.label }, false)
  }

  isAnyone(key: string): boolean {
    return this.#here.has(key) || this.members(key).length > 0
  }

  members(key: string): { member: string; label: string }[] {
    const found = new Map<string, string>()
    for (const [member, { label }] of this.#here.get(key) ?? []) found.set(member, label)
    const now = Date.now()
    for (const { entry, until } of this.#elsewhere.get(key)?.values() ?? []) {
      if (until > now) found.set(entry.member, entry.label)
    }
    return [...found].map(([member, label]) => ({ member, label }))
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer)
  }

  #changed(key: string, entry: Entry, isPresent: boolean): void {
    this.#news.tell('presence', {
      board: this.#name,
      node: this.#node,
      entries: [entry],
      isPresent,
    })
    for (const listen of this.#listeners) listen(key)
  }

  #announceAll(): void {
    for (const [key, members] of this.#here) {
      const entries = [...members].map(([member, { label }]) => ({ key, member, label }))
      this.#news.tell('presence', { board: this.#name, node: this.#node, entries, isPresent: true })
    }
  }

  #hear(told: { node: string; entries: Entry[]; isPresent: boolean }): void {
    for (const entry of told.entries) {
      const known = this.#elsewhere.get(entry.key) ?? new Map()
      this.#elsewhere.set(entry.key, known)
      const id = `${told.node}/${entry.member}`
      const isNew = told.isPresent !== known.has(id)
      if (told.isPresent) known.set(id, { entry, until: Date.now() + EXPIRE_AFTER_MS })
      else known.delete(id)
      if (known.size === 0) this.#elsewhere.delete(entry.key)
      if (isNew) for (const listen of this.#listeners) listen(entry.key)
    }
  }

  #forgetSilentNodes(): void {
    const now = Date.now()
    for (const [key, known] of this.#elsewhere) {
      const silent = [...known].filter(([, { until }]) => until <= now)
      for (const [id] of silent) known.delete(id)
      if (known.size === 0) this.#elsewhere.delete(key)
      if (silent.length > 0) for (const listen of this.#listeners) listen(key)
    }
  }
}
