import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { overdueQuery, waitingQuery } from '../../server/tickets/assignment/store.ts'
import { noticesQuery } from '../../server/tickets/notices/store.ts'
import { planOf } from '../support/plans.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

describe.each(ENGINES)('lists of working together on %s', (engine) => {
  let service: Service

  beforeAll(async () => {
    service = await startService({ engine, content: 'few' })
  })

  afterAll(() => service.close())

  test.each([
    ['tickets_waiting', () => waitingQuery(service.app.db.read, 'an office', 50)],
    ['ticket_assignments_due', () => overdueQuery(service.app.db.read, '2026-12-01', 100)],
    [
      'notices_newest',
      () => noticesQuery(service.app.db.read, 'someone', { at: '2026-12-01', id: 'x' }, 30),
    ],
  ])('%s gives them in order', async (index, make) => {
    const words = await planOf(service, make().compile())
    // An empty table costs PostgreSQL the same by any index in this order.
    const expected = engine === 'sqlite' ? index : '(ticket|notices)'
    expect(words).toMatch(new RegExp(`using (covering )?(index )?${expected}`, 'i'))
    expect(words).not.toMatch(/SCAN tickets$|TEMP B-TREE|Seq Scan|Sort/m)
  })
})
