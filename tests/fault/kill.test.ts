import { expect, test } from 'vitest'
import { killLoop } from './kill.ts'

test('case 2: five kills lose, double and disorder nothing', async () => {
  const { acknowledged } = await killLoop(5)
  expect(acknowledged).toBeGreaterThan(100)
})
