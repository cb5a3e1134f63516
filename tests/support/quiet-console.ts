import { afterEach, expect, vi } from 'vitest'

/** An unexpected `console.error` fails the test that caused it. */
const spy = vi.spyOn(console, 'error')

afterEach(() => {
  const said = spy.mock.calls.map((call) => call.map(String).join(' '))
  spy.mockClear()
  expect(said, 'unexpected console.error').toEqual([])
})
