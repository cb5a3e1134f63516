import { describe, expect, test } from 'vitest'
import { addressKey, RateLimit } from '../../../server/platform/security/rate-limit.ts'

describe('a token bucket', () => {
  test('lets the burst through, then the rate, and says when to come back', () => {
    let now = 0
    const limit = new RateLimit({ perSecond: 5, burst: 10 }, () => now)
    for (let taken = 0; taken < 10; taken++) limit.take('a')
    expect(() => limit.take('a')).toThrow(
      expect.objectContaining({ code: 'too-many-requests', status: 429, retryAfterMs: 200 }),
    )
    limit.take('b')
    now += 200
    limit.take('a')
    expect(() => limit.take('a')).toThrow()
    now += 1_000_000
    for (let taken = 0; taken < 10; taken++) limit.take('a')
    expect(() => limit.take('a')).toThrow()
  })

  test('a mere check takes nothing', () => {
    const limit = new RateLimit({ perSecond: 1, burst: 1 }, () => 0)
    limit.check('a')
    limit.check('a')
    limit.take('a')
    expect(() => limit.check('a')).toThrow()
  })
})

describe('the key of an address', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    [undefined, 'unknown'],
  ])('%s is %s', (address, key) => {
    expect(addressKey(address)).toBe(key)
  })
})
