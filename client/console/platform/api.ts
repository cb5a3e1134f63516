import type { z } from 'zod'
import { ProblemDocument } from '../../../server/contract/common.ts'

const PATIENCE_MS = 20_000

/** The service said no, and why, in words for the reader. */
export class Refusal extends Error {
  readonly status: number
  readonly problem: ProblemDocument

  constructor(problem: ProblemDocument) {
    super(problem.title)
    this.status = problem.status
    this.problem = problem
  }
}

/** No answer: no network, a server that restarts, or one that took too long. */
export class Unreachable extends Error {}

type Call<Schema extends z.ZodType | null> = {
  reply: Schema
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  /** Sent as `If-Match`: the version that the change is based on. */
  version?: number
  /** Sent as `Idempotency-Key`: however often it is sent, it happens once. */
  key?: string
  /** Language of refusals before anyone has signed in. */
  lang?: string
  signal?: AbortSignal
}

type Answer<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

/**
 * One request to the service; its answer is parsed with the contract.
 * @throws Refusal, Unreachable
 */
export async function callApi<Schema extends z.ZodType | null>(
  path: string,
  call: Call<Schema>,
): Promise<Answer<Schema>> {
  const response = await send(path, call)
  const text = await response.text().catch((cause: unknown) => {
    throw new Unreachable(path, { cause })
  })
  if (!response.ok) throw asRefusal(response.status, text)
  if (call.reply === null) return undefined as Answer<Schema>
  return readReply(call.reply, JSON.parse(text)) as Answer<Schema>
}

async function send(path: string, call: Call<z.ZodType | null>): Promise<Response> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS)
  call.signal?.addEventListener('abort', () => stop.abort())
  try {
    return await fetch(`/api/v1${path}`, {
      method: call.method ?? 'GET',
      credentials: 'same-origin',
      headers: headersOf(call),
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal: stop.signal,
    })
  } catch (cause) {
    if (call.signal?.aborted) throw cause
    throw new Unreachable(path, { cause })
  } finally {
    clearTimeout(timer)
  }
}

function headersOf({ body, version, key, lang }: Call<z.ZodType | null>): Record<string, string> {
  return {
    Accept: 'application/json',
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...(version !== undefined && { 'If-Match': `"${version}"` }),
    ...(key !== undefined && { 'Idempotency-Key': key }),
    ...(lang !== undefined && { 'Accept-Language': lang }),
  }
}

function asRefusal(status: number, text: string): Error {
  // A proxy in front answers in its own words while the service restarts.
  if (status === 502 || status === 503 || status === 504) return new Unreachable(String(status))
  try {
    return new Refusal(ProblemDocument.parse(JSON.parse(text)))
  } catch {
    return new Refusal({ type: 'about:blank', title: '', status })
  }
}

/**
 * Parses with the contract. Keys that only a newer server knows are let pass: a console stays open over
 * an update of the service.
 */
function readReply<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const isOnlyNewer = parsed.error.issues.every(({ code }) => code === 'unrecognized_keys')
  if (isOnlyNewer) return value as z.output<Schema>
  throw parsed.error
}

const TOO_MANY_REQUESTS = 429
const STORAGE_FULL = 507

/** Trouble that goes by without anyone changing the request. */
export function isPassing(error: unknown): boolean {
  if (error instanceof Unreachable) return true
  return isRefusal(error, TOO_MANY_REQUESTS) || isRefusal(error, STORAGE_FULL)
}

export function isRefusal(error: unknown, status: number): error is Refusal {
  return error instanceof Refusal && error.status === status
}
