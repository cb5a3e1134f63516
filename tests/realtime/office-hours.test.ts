import { expect, test } from 'vitest'
import { layouts, startNodes } from '../support/nodes.ts'
import { officeHours } from '../support/office-hours.ts'

const PATIENCE_MS = 4 * 60_000

test.each(layouts)(
  'advisors of two offices lose nothing to each other: %s',
  async (layout) => {
    const nodes = await startNodes(layout)
    const tally = await officeHours(nodes, { offices: 2, advisors: 10, tickets: 60, seconds: 8 })
    expect(tally.changes).toBeGreaterThan(50)
    expect(tally.refused).toBeGreaterThan(0)
    await nodes.close()
  },
  PATIENCE_MS,
)
