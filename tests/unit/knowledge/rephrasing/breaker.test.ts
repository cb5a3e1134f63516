import { expect, test } from 'vitest'
import { Breaker } from '../../../../server/knowledge/rephrasing/breaker.ts'

const HALF_A_MINUTE = 30_000

function brokenAt(now: number): Breaker {
  const breaker = new Breaker()
  for (let at = 0; at < 3; at += 1) {
    expect(breaker.mayTry(now)).toBe(true)
    breaker.failed(now)
  }
  return breaker
}

test('two failures and a success are nothing, three failures a pause', () => {
  const breaker = new Breaker()
  for (let at = 0; at < 10; at += 1) {
    breaker.failed(0)
    breaker.failed(0)
    breaker.succeeded()
    expect(breaker.mayTry(0)).toBe(true)
  }
  expect(brokenAt(0).mayTry(HALF_A_MINUTE - 1)).toBe(false)
})

test('after the pause one attempt finds out, the others wait for it', () => {
  const breaker = brokenAt(0)
  expect(breaker.isOpen(HALF_A_MINUTE - 1)).toBe(true)
  expect(breaker.mayTry(HALF_A_MINUTE)).toBe(true)
  expect(breaker.mayTry(HALF_A_MINUTE)).toBe(false)
  breaker.succeeded()
  expect(breaker.mayTry(HALF_A_MINUTE)).toBe(true)
  expect(breaker.isOpen(HALF_A_MINUTE)).toBe(false)
})

test('pauses grow up to five minutes, and an attempt that was called off leaves the next', () => {
  const breaker = brokenAt(0)
  let now = HALF_A_MINUTE
  const pauses = Array.from({ length: 6 }, () => {
    expect(breaker.mayTry(now)).toBe(true)
    const pauseMs = breaker.failed(now)
    expect(breaker.mayTry(now + pauseMs - 1)).toBe(false)
    now += pauseMs
    return pauseMs
  })
  expect(pauses).toEqual([60_000, 120_000, 240_000, 300_000, 300_000, 300_000])
  expect(breaker.mayTry(now)).toBe(true)
  breaker.gaveUp()
  expect(breaker.mayTry(now)).toBe(true)
})

test('failures that were under way together make one pause', () => {
  const breaker = brokenAt(0)
  for (let at = 0; at < 5; at += 1) expect(breaker.failed(10)).toBe(0)
  expect(breaker.mayTry(HALF_A_MINUTE)).toBe(true)
})
