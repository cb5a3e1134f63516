import { signal } from '@preact/signals'
import type { ProblemDocument } from '../../../server/contract/common.ts'
import type {
  ChatPresence,
  ConversationState,
  Message,
  SessionEvent,
} from '../../../server/contract/conversations.ts'
import type { LiveSocket } from '../live.ts'
import { loadLater } from '../platform/later.ts'

/** Put in by the build (`vite.config.ts`). */
declare const __LIVE_ADDRESS__: string

/** faults.md 48: shorter breaks are not worth a word. */
const SILENT_BREAK_MS = 2_000
const FIRST_PATIENCE_MS = 8_000
const REPLY_MS = 8_000
const SESSION_MS = 12_000
/** A short break ends with the first try; a restarted service takes longer than that to be back. */
const FIRST_TRY_MS = 350
const SHORTEST_WAIT_MS = 50
const FIRST_SPREAD_MS = 1_800
/** faults.md G5: a thousand clients are back within ten seconds of a restart. */
const LONGEST_SPREAD_MS = 8_000
/** Several events announce one waking up. */
const SAME_WAKING_MS = 1_500
const SPREAD_GROWTH = 1.7

/** Refusals that no further attempt changes. */
const FINAL_REFUSALS = ['/problems/foreign-origin', '/problems/unknown-office']

export type Connection = 'idle' | 'connecting' | 'online' | 'reconnecting' | 'offline' | 'refused'
export type Ack<Data> = ({ ok: true } & Data) | { ok: false; error: ProblemDocument }

/** What a request answers when the service did not: it may or may not have been done. */
const UNREACHABLE: { ok: false; error: ProblemDocument } = {
  ok: false,
  error: { type: '/problems/unreachable', title: '', status: 0 },
}

export type LinkPlan = {
  origin: string
  auth: () => object
  onSession: (session: SessionEvent) => void
  onMessage: (message: Message) => void
  onState: (state: ConversationState) => void
  onTyping: (typist: string) => void
  onPresence: (presence: ChatPresence) => void
  onRefused: (problem: ProblemDocument) => void
  /** The page woke up with a connection that may be dead. */
  onDoubt: () => void
}

/**
 * The connection to the service: endless attempts with jitter, at once when the page comes back, and
 * no word about breaks that nobody would notice. Socket.IO's own reconnection cannot be hurried, so
 * each attempt is made here.
 */
export class Link {
  readonly status = signal<Connection>('idle')
  readonly #plan: LinkPlan
  #socket: LiveSocket | undefined
  #orderTransports: ((socket: LiveSocket, attempt: number) => void) | undefined
  #isWanted = false
  #isListening = false
  #attempt = 0
  #startedAt = 0
  #retry: number | undefined
  #patience: number | undefined
  #sessionWait: number | undefined

  constructor(plan: LinkPlan) {
    this.#plan = plan
  }

  /** Connects if nothing did so before. */
  start(): void {
    if (this.#isWanted) return
    this.#isWanted = true
    this.status.value = 'connecting'
    this.#sayLater(FIRST_PATIENCE_MS)
    this.#listenToPage()
    void this.#connect()
  }

  /** Starts afresh: another token, or a connection that does not answer. */
  restart(): void {
    if (!this.#isWanted) {
      this.start()
      return
    }
    this.#attempt = 0
    this.#sayLater(SILENT_BREAK_MS)
    void this.#connect()
  }

  /** Asks the service something; a connection that does not answer in time is replaced. */
  async request<Data>(event: string, data: object, patienceMs = REPLY_MS): Promise<Ack<Data>> {
    const socket = this.#socket
    if (!socket?.connected) return UNREACHABLE
    try {
      const reply: Ack<Data> = await socket.timeout(patienceMs).emitWithAck(event, data)
      if (this.#isSaid() && navigator.onLine) this.#settle()
      return reply
    } catch {
      if (socket.connected) this.restart()
      return UNREACHABLE
    }
  }

  async #connect(): Promise<void> {
    window.clearTimeout(this.#retry)
    window.clearTimeout(this.#sessionWait)
    const socket = this.#socket ?? (await this.#load())
    if (!socket) return this.#tryLater()
    this.#startedAt = Date.now()
    socket.disconnect()
    this.#orderTransports?.(socket, this.#attempt)
    this.#sessionWait = window.setTimeout(() => this.#tryLater(), SESSION_MS)
    socket.connect()
  }

  async #load(): Promise<LiveSocket | undefined> {
    try {
      const live = await loadLater<typeof import('../live.ts')>(__LIVE_ADDRESS__)
      this.#orderTransports = live.orderTransports
      this.#socket ??= this.#wire(live.makeSocket(this.#plan.origin, this.#plan.auth))
    } catch {
      return undefined
    }
    return this.#socket
  }

  #wire(socket: LiveSocket): LiveSocket {
    const plan = this.#plan
    socket.on('session', (session: SessionEvent) => {
      this.#settle()
      plan.onSession(session)
    })
    socket.on('message', plan.onMessage)
    socket.on('conversation', plan.onState)
    socket.on('typing', ({ author }: { author: { name: string } }) => plan.onTyping(author.name))
    socket.on('presence', plan.onPresence)
    socket.on('connect_error', (error: Error & { data?: ProblemDocument }) => {
      if (error.data && FINAL_REFUSALS.includes(error.data.type)) this.#giveUp(error.data)
      else this.#tryLater()
    })
    socket.on('disconnect', (reason) => {
      if (reason === 'io client disconnect') return
      this.#sayLater(SILENT_BREAK_MS)
      this.#tryLater()
    })
    return socket
  }

  #settle(): void {
    this.#attempt = 0
    window.clearTimeout(this.#retry)
    window.clearTimeout(this.#patience)
    window.clearTimeout(this.#sessionWait)
    this.#patience = undefined
    this.status.value = 'online'
  }

  #giveUp(problem: ProblemDocument): void {
    this.#isWanted = false
    window.clearTimeout(this.#patience)
    window.clearTimeout(this.#sessionWait)
    this.status.value = 'refused'
    this.#plan.onRefused(problem)
  }

  #tryLater(): void {
    window.clearTimeout(this.#retry)
    window.clearTimeout(this.#sessionWait)
    const spread =
      this.#attempt === 0 ? FIRST_TRY_MS : FIRST_SPREAD_MS * SPREAD_GROWTH ** (this.#attempt - 1)
    this.#attempt += 1
    const waitMs = SHORTEST_WAIT_MS + Math.random() * Math.min(spread, LONGEST_SPREAD_MS)
    this.#retry = window.setTimeout(() => void this.#connect(), waitMs)
  }

  /** Says that there is no connection, unless one is back by then. */
  #sayLater(afterMs: number): void {
    if (this.#patience !== undefined || this.#isSaid()) return
    this.#patience = window.setTimeout(() => {
      this.#patience = undefined
      this.status.value = navigator.onLine ? 'reconnecting' : 'offline'
    }, afterMs)
  }

  #isSaid(): boolean {
    return this.status.value === 'reconnecting' || this.status.value === 'offline'
  }

  #wake(): void {
    if (!this.#isWanted) return
    if (this.#socket?.connected) this.#plan.onDoubt()
    else if (Date.now() - this.#startedAt > SAME_WAKING_MS) this.restart()
  }

  #listenToPage(): void {
    if (this.#isListening) return
    this.#isListening = true
    window.addEventListener('online', () => this.#wake())
    window.addEventListener('offline', () => {
      if (this.#isWanted) this.status.value = 'offline'
    })
    window.addEventListener('pageshow', ({ persisted }) => {
      if (persisted) this.#wake()
    })
    // An open connection keeps a page out of the browser's back-forward cache.
    window.addEventListener('pagehide', () => this.#socket?.disconnect())
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#wake()
    })
  }
}
