import type { Socket } from 'socket.io'
import type { PresenceBoard } from '../platform/realtime/presence-board.ts'

/**
 * The open pages of each conversation on this node, and whether there is one on any. A map of our own
 * instead of Socket.IO's rooms: nearly always one page is told something, and a broadcast costs twice an
 * `emit`.
 */
export class VisitorPages {
  readonly #pages = new Map<string, Set<Socket>>()
  readonly #offices = new Map<string, string>()
  readonly #board: PresenceBoard

  constructor(board: PresenceBoard) {
    this.#board = board
  }

  add(conversationId: string, page: Socket): void {
    const pages = this.#pages.get(conversationId)
    if (pages) pages.add(page)
    else this.#pages.set(conversationId, new Set([page]))
    this.#board.enter(conversationId, 'visitor')
  }

  remove(conversationId: string, page: Socket): void {
    const pages = this.#pages.get(conversationId)
    if (!pages?.delete(page)) return
    if (pages.size === 0) {
      this.#pages.delete(conversationId)
      this.#offices.delete(conversationId)
    }
    this.#board.leave(conversationId, 'visitor')
  }

  /** Hears, on every node, when a visitor's first page opens and when the last one closes. */
  onChange(listen: (conversationId: string) => void): void {
    this.#board.onChange(listen)
  }

  /** Whether the visitor has a page open, on whichever node. */
  isOnline(conversationId: string): boolean {
    return this.#pages.has(conversationId) || this.#board.isAnyone(conversationId)
  }

  isHere(conversationId: string): boolean {
    return this.#pages.has(conversationId)
  }

  /** Remembers which office has the conversation, as long as a page of it is open. */
  place(conversationId: string, officeId: string): void {
    if (this.#pages.has(conversationId)) this.#offices.set(conversationId, officeId)
  }

  /** Conversations of an office that have a page open on this node. */
  ofOffice(officeId: string): string[] {
    return [...this.#offices].flatMap(([id, office]) => (office === officeId ? [id] : []))
  }

  tell(conversationId: string, event: string, data: unknown): void {
    for (const page of this.#pages.get(conversationId) ?? []) page.emit(event, data)
  }
}
