import { randomUUID } from 'node:crypto'
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client'
import type { Message, SessionEvent } from '../../server/contract/conversations.ts'

export type Answer = {
  status: number
  headers: Headers
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asserts
  json: any
}

const PATIENCE_MS = 10_000

/** Speaks HTTP as a browser page of the service's own origin would. */
export class Client {
  readonly url: string
  cookie = ''
  origin: string | undefined

  constructor(url: string) {
    this.url = url
    this.origin = url
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.origin && { origin: this.origin }),
        ...(this.cookie && { cookie: this.cookie }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: parse(text) }
  }

  get(path: string, headers?: Record<string, string>): Promise<Answer> {
    return this.call('GET', path, undefined, headers)
  }

  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer> {
    return this.call('POST', path, body, headers)
  }

  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer> {
    return this.call('PATCH', path, body, headers)
  }

  async signIn(email: string, password: string): Promise<void> {
    const answer = await this.post('/api/v1/session', { email, password })
    if (answer.status !== 200) throw new Error(`sign in: ${answer.status} ${answer.text}`)
    this.cookie = answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  }

  /** A connection to `/desk` with this client's session. */
  desk(options: Partial<ManagerOptions & SocketOptions> = {}): Line {
    return new Line(this.url, '/desk', {
      extraHeaders: { origin: this.origin ?? '', cookie: this.cookie },
      ...options,
    })
  }
}

/** Sends a page's form as a browser does. */
export function postForm(
  client: Client,
  path: string,
  form: Record<string, string>,
): Promise<Answer> {
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  return client.post(path, new URLSearchParams(form).toString(), type)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type Acknowledgement = {
  ok: boolean
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asserts
  [key: string]: any
}

/** One socket with everything it heard, in order. */
export class Line {
  readonly socket: Socket
  readonly heard: { event: string; data: unknown }[] = []
  refusal: unknown

  constructor(url: string, namespace: string, options: Partial<ManagerOptions & SocketOptions>) {
    this.socket = io(url + namespace, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
      ...options,
    })
    this.socket.onAny((event: string, data: unknown) => void this.heard.push({ event, data }))
    this.socket.on('connect_error', (error) => {
      this.refusal = (error as Error & { data?: unknown }).data ?? error.message
    })
  }

  ask(event: string, data: unknown, patienceMs = PATIENCE_MS): Promise<Acknowledgement> {
    return this.socket.timeout(patienceMs).emitWithAck(event, data)
  }

  /** What was heard under one name, oldest first. */
  all<T>(event: string): T[] {
    return this.heard.filter((entry) => entry.event === event).map(({ data }) => data as T)
  }

  async until<T>(event: string, test: (data: T) => boolean = () => true): Promise<T> {
    return await until(
      () => this.all<T>(event).find(test),
      () => `${event} not heard; heard ${JSON.stringify(this.heard).slice(0, 500)}`,
    )
  }

  async connected(): Promise<this> {
    await until(
      () => this.socket.connected || undefined,
      () => `no connection: ${this.refusal}`,
    )
    return this
  }

  close(): void {
    this.socket.disconnect()
  }
}

/** A visitor on `/chat`. */
export class Visitor extends Line {
  constructor(
    url: string,
    auth: { token?: string; office?: string; lang?: string } = {},
    options: Partial<ManagerOptions & SocketOptions> = {},
  ) {
    super(url, '/chat', { auth, extraHeaders: { origin: url }, ...options })
  }

  session(): Promise<SessionEvent> {
    return this.until<SessionEvent>('session')
  }

  say(text: string, id: string = randomUUID()): Promise<Acknowledgement> {
    return this.ask('message', { id, text })
  }

  messages(): Message[] {
    return this.all<Message>('message')
  }

  /** Asks something no article holds and hands it over. */
  async handOver(overrides: { contact?: object; company?: object; text?: string } = {}): Promise<{
    conversation: string
    ticket: { number: string; url: string }
    ack: Acknowledgement
  }> {
    await this.session()
    const said = await this.say(overrides.text ?? 'El tacógrafo del camión 3 da el error 0x80')
    const { conversation } = said['message']
    const ack = await this.ask('handover', { ...handover(conversation, overrides) })
    return { conversation, ticket: ack['ticket'], ack }
  }
}

/** A valid hand-over of a Granada builder. */
export function handover(
  conversation: string,
  { contact, company }: { contact?: object; company?: object } = {},
): object {
  return {
    conversation,
    contact: { name: 'Manuel Ortega', email: 'manuel@ortega.example', ...contact },
    company: { name: 'Reformas Ortega', nace: 'F', postcode: '18007', ...company },
    consent: true,
  }
}

/** Waits until `find` gives something. */
export async function until<T>(
  find: () => T | undefined | Promise<T | undefined>,
  explain: () => string = () => 'it did not happen',
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const end = Date.now() + patienceMs
  for (;;) {
    const found = await find()
    if (found !== undefined) return found
    if (Date.now() > end) throw new Error(explain())
    await new Promise((next) => setTimeout(next, 15))
  }
}
