import { isIPv6 } from 'node:net'
import { Problem } from '../problem.ts'

const MAX_KEYS = 100_000

type Bucket = { tokens: number; at: number }

/**
 * Token buckets by key: `perSecond` refills, up to `burst`. Bounded in memory: when over 100,000 keys
 * are known the oldest half is forgotten, which only ever lets more through.
 */
export class RateLimit {
  readonly #perSecond: number
  readonly #burst: number
  readonly #now: () => number
  readonly #buckets = new Map<string, Bucket>()

  constructor(limit: { perSecond: number; burst: number }, now = () => performance.now()) {
    this.#perSecond = limit.perSecond
    this.#burst = limit.burst
    this.#now = now
  }

  /** @throws too-many-requests (429) with `retryAfterMs` */
  take(key: string): void {
    const bucket = this.#refill(key)
    if (bucket.tokens < 1) throw this.#refusal(bucket)
    bucket.tokens -= 1
  }

  /** As `take`, but counts nothing: for limits that count failures only. */
  check(key: string): void {
    const bucket = this.#refill(key)
    if (bucket.tokens < 1) throw this.#refusal(bucket)
  }

  #refusal(bucket: Bucket): Problem {
    const retryAfterMs = Math.ceil(((1 - bucket.tokens) / this.#perSecond) * 1000)
    const values = { seconds: Math.ceil(retryAfterMs / 1000) }
    return new Problem('too-many-requests', 429, { retryAfterMs, values })
  }

  #refill(key: string): Bucket {
    const now = this.#now()
    const known = this.#buckets.get(key)
    const bucket = known ?? { tokens: this.#burst, at: now }
    bucket.tokens = Math.min(
      this.#burst,
      bucket.tokens + ((now - bucket.at) / 1000) * this.#perSecond,
    )
    bucket.at = now
    if (!known) this.#remember(key, bucket)
    return bucket
  }

  #remember(key: string, bucket: Bucket): void {
    if (this.#buckets.size >= MAX_KEYS) {
      let forget = MAX_KEYS / 2
      for (const old of this.#buckets.keys()) {
        if (forget-- === 0) break
        this.#buckets.delete(old)
      }
    }
    this.#buckets.set(key, bucket)
  }
}

/** One household or office per key: IPv4 as it is, IPv6 by its /64 network. */
export function addressKey(address: string | undefined): string {
  const plain = (address ?? 'unknown').replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('::')
  const start = head === '' ? [] : head.split(':')
  const end = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : 8 - start.length - end.length
  const groups = [...start, ...Array<string>(Math.max(0, zeros)).fill('0'), ...end]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
