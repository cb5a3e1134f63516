import { io, type Socket } from 'socket.io-client'
import { ProblemDocument } from '../../../server/contract/common.ts'
import { Signal } from './signal.ts'

const ANSWER_WITHIN_MS = 10_000
const RETRY_MS = 2_000
/** Shorter interruptions are not worth a banner. */
const SAY_SO_AFTER_MS = 3_000

type LinkState = 'connecting' | 'connected' | 'away'

type Handlers = Record<string, (data: unknown) => void>

type LinkParts = {
  handlers: Handlers
  /** Connected, or connected again: what was missed has to be fetched. */
  onConnected(isAgain: boolean): void
  /** The server closed the door: perhaps the session is over. */
  onTurnedAway(): Promise<boolean>
}

/** The realtime door `/desk` (contract.md §5), kept open as long as the session holds. */
export class DeskLink {
  readonly state = new Signal<LinkState>('connecting')
  readonly #parts: LinkParts
  readonly #socket: Socket
  #hasConnected = false
  #isClosed = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #awayTimer: ReturnType<typeof setTimeout> | undefined

  constructor(parts: LinkParts) {
    this.#parts = parts
    this.#socket = io('/desk', { transports: ['websocket', 'polling'], autoConnect: false })
    this.#socket.on('connect', () => this.#connected())
    this.#socket.on('disconnect', (reason) => this.#lost(reason === 'io server disconnect'))
    this.#socket.on('connect_error', (error) => this.#lost(isTurnedAway(error)))
    for (const [event, handle] of Object.entries(parts.handlers)) this.#socket.on(event, handle)
  }

  open(): void {
    this.#socket.connect()
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    clearTimeout(this.#awayTimer)
    this.#socket.disconnect()
  }

  /** Tells the server something that may get lost: it is not queued while there is no connection. */
  tell(event: 'watch' | 'typing' | 'read', data: object): void {
    if (!this.#socket.connected) return
    this.#socket.timeout(ANSWER_WITHIN_MS).emit(event, data, () => {})
  }

  #connected(): void {
    clearTimeout(this.#awayTimer)
    this.#awayTimer = undefined
    this.state.set('connected')
    this.#parts.onConnected(this.#hasConnected)
    this.#hasConnected = true
  }

  #lost(byServer: boolean): void {
    if (this.#isClosed) return
    this.#awayTimer ??= setTimeout(() => this.state.set('away'), SAY_SO_AFTER_MS)
    // socket.io tries again by itself, except where the server itself said goodbye.
    if (byServer && !this.#socket.active) this.#comeBack()
  }

  #comeBack(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      void this.#parts.onTurnedAway().then((mayReturn) => {
        if (mayReturn && !this.#isClosed) this.#socket.connect()
      })
    }, RETRY_MS)
  }
}

function isTurnedAway(error: Error): boolean {
  return 'data' in error && ProblemDocument.safeParse(error.data).success
}
