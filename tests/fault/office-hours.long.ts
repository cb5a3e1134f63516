import { expect, test } from 'vitest'
import { layouts, startNodes } from '../support/nodes.ts'
import { officeHours } from '../support/office-hours.ts'

test.each(layouts)(
  '50 advisors of 5 offices work on 1,000 tickets for two minutes: %s',
  async (layout) => {
    const nodes = await startNodes(layout)
    const scale = { offices: 5, advisors: 50, tickets: 1_000, seconds: 120 }
    const tally = await officeHours(nodes, scale)
    process.stdout.write(`${layout}: ${JSON.stringify(tally)}\n`)
    expect(tally.changes).toBeGreaterThan(1_000)
    await nodes.close()
  },
)
