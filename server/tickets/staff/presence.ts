import type { App, StaffActor } from '../../platform/context.ts'
import type { StaffStatus } from '../../platform/db/together-tables.ts'
import type { PresenceBoard } from '../../platform/realtime/presence-board.ts'
import { chosenStatuses } from './store.ts'

declare module '../../platform/context.ts' {
  interface App {
    staff: StaffPresence
  }
}

declare module '../../platform/realtime/news.ts' {
  interface NewsTopics {
    /** A member of staff chose a status. */
    'staff-status': { userId: string; status: StaffStatus }
  }
}

/** A lost connection may be a reload or a tunnel. With the ping of 25 s it is told within a minute (R16). */
const GRACE_MS = 20_000
/** After a start, staff whose browsers have not come back yet are not taken for gone. */
const RETURN_MS = 60_000
/** The board's place of those who belong to no office. */
const NO_OFFICE = 'network'
/** Chosen by nobody: away only because of no connection. */
const DEFAULT: StaffStatus = 'online'

type StatusNews = { place: string; userId: string; status: StaffStatus }

/** Who is there, over all nodes: what each has chosen, as far as its connection bears it out. */
export class StaffPresence {
  readonly #app: App
  readonly #board: PresenceBoard
  readonly #chosen = new Map<string, StaffStatus>()
  /** By place, what was last said of each. */
  readonly #told = new Map<string, Map<string, StaffStatus>>()
  readonly #listeners: ((news: StatusNews) => void)[] = []
  readonly #staffedListeners: ((officeId: string) => void)[] = []
  readonly #startedAt = Date.now()

  constructor(app: App, board: PresenceBoard) {
    this.#app = app
    this.#board = board
    board.onChange((place) => this.#compare(place))
    app.news.on('staff-status', ({ userId, status }) => {
      this.#chosen.set(userId, status)
      this.#compareAll()
    })
    app.news.onMissed(() => void this.load())
  }

  /** Reads what everyone has chosen: staff are few. */
  async load(): Promise<void> {
    try {
      for (const { user_id, status } of await chosenStatuses(this.#app.db.read)) {
        this.#chosen.set(user_id, status)
      }
      this.#compareAll()
    } catch (error) {
      this.#app.log.error({ err: error }, 'could not read who is there')
    }
  }

  enter(actor: StaffActor): void {
    this.#board.enter(placeOf(actor), actor.userId, actor.name)
  }

  /** `wasLost`: the connection broke and may come back. */
  leave(actor: StaffActor, wasLost: boolean): void {
    const leave = () => this.#board.leave(placeOf(actor), actor.userId)
    if (wasLost) setTimeout(leave, GRACE_MS).unref()
    else leave()
  }

  /** Hears of every change of a status that colleagues see. */
  onStatus(listen: (news: StatusNews) => void): void {
    this.#listeners.push(listen)
  }

  /** Hears of offices where someone may have come or gone for the public. */
  onChange(listen: (officeId: string) => void): void {
    this.#staffedListeners.push(listen)
  }

  chosen(userId: string): StaffStatus {
    return this.#chosen.get(userId) ?? DEFAULT
  }

  /** What colleagues see: without a connection nobody takes anything. */
  statusOf(officeId: string | null, userId: string): StaffStatus {
    const chosen = this.chosen(userId)
    return chosen === 'offline' || this.isConnected(officeId, userId) ? chosen : 'away'
  }

  /** Whether what waits for this person should wait no longer: it signed off, or its connection is gone. */
  hasLeft(officeId: string, userId: string): boolean {
    if (this.chosen(userId) === 'offline') return true
    const isEarly = Date.now() - this.#startedAt < RETURN_MS
    return !isEarly && !this.isConnected(officeId, userId)
  }

  /** Whether someone of the office takes new consultations now. */
  isAnyone(officeId: string): boolean {
    return this.#board.members(officeId).some(({ member }) => this.chosen(member) === 'online')
  }

  isConnected(officeId: string | null, userId: string): boolean {
    const place = officeId ?? NO_OFFICE
    return this.#board.members(place).some(({ member }) => member === userId)
  }

  #compareAll(): void {
    for (const place of this.#told.keys()) this.#compare(place)
  }

  #compare(place: string): void {
    const before = this.#told.get(place) ?? new Map<string, StaffStatus>()
    const now = new Map(
      this.#board.members(place).map(({ member }) => [member, this.chosen(member)] as const),
    )
    this.#told.set(place, now)
    for (const [userId, status] of now) {
      if (before.get(userId) !== status) this.#tell({ place, userId, status })
    }
    for (const userId of before.keys()) {
      if (now.has(userId)) continue
      const status = this.chosen(userId) === 'offline' ? 'offline' : 'away'
      this.#tell({ place, userId, status })
    }
    for (const listen of this.#staffedListeners) listen(place)
  }

  #tell(news: StatusNews): void {
    for (const listen of this.#listeners) listen(news)
  }
}

function placeOf({ scope }: StaffActor): string {
  return scope.kind === 'office' ? scope.officeId : NO_OFFICE
}
