import { expect, test } from 'vitest'
import { killLoop } from './kill.ts'

test('case 1: a hundred kills lose, double and disorder nothing', async () => {
  const { acknowledged, readyMs } = await killLoop(100)
  const sorted = [...readyMs].sort((a, b) => a - b)
  process.stdout.write(
    `${acknowledged} acknowledged; ready again after ${Math.round(sorted[50] ?? 0)} ms (median), ` +
      `${Math.round(sorted.at(-1) ?? 0)} ms (max)\n`,
  )
  expect(acknowledged).toBeGreaterThan(5_000)
})
