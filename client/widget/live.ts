import { io, type Socket } from 'socket.io-client'

export type LiveSocket = Socket

const ATTEMPT_MS = 10_000

/** The visitors' namespace. When to connect is the link's decision (`conversations/link.ts`). */
export function makeSocket(origin: string, auth: () => object): LiveSocket {
  return io(`${origin}/chat`, {
    path: '/socket.io',
    auth: (send) => send(auth()),
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    timeout: ATTEMPT_MS,
    autoConnect: false,
    reconnection: false,
    forceNew: true,
  })
}

/** Polling first every third time: a network that swallows WebSockets silently never reports failure. */
export function orderTransports(socket: LiveSocket, attempt: number): void {
  const order = ['websocket', 'polling'] as const
  socket.io.opts.transports = attempt % 3 === 2 ? [...order].reverse() : [...order]
}
