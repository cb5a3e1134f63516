import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TicketSort } from '../../server/contract/properties.ts'
import { type ListFilter, listTickets, pageQueries } from '../../server/tickets/inbox/store.ts'
import { newTicket } from '../support/desk.ts'
import { planOfRaw } from '../support/plans.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const NOTHING: ListFilter['narrowing'] = {
  words: [],
  assigneeId: undefined,
  section: undefined,
  nuts2: undefined,
  topic: undefined,
  channel: undefined,
  lang: undefined,
  tag: undefined,
  priority: undefined,
  createdUntil: undefined,
  dueUntil: undefined,
  isSnoozed: undefined,
}
const NARROW: ListFilter['narrowing'] = {
  ...NOTHING,
  words: ['ortega'],
  section: 'F',
  tag: 'iva',
  priority: 'high',
  dueUntil: '2026-12-01',
}
const PAGE = { isAwake: false, assigneeId: undefined, after: undefined, limit: 50 }

type Place = Pick<ListFilter, 'statuses' | 'isAwake' | 'assigneeId'>

/** The built-in views of one office. */
const VIEWS: Record<string, Place> = {
  unassigned: { statuses: ['open'], isAwake: true, assigneeId: null },
  mine: { statuses: ['open', 'waiting'], isAwake: true, assigneeId: 'someone' },
  open: { statuses: ['open'], isAwake: true, assigneeId: undefined },
  waiting: { statuses: ['waiting'], isAwake: false, assigneeId: undefined },
  resolved: { statuses: ['resolved'], isAwake: false, assigneeId: undefined },
  all: { statuses: undefined, isAwake: false, assigneeId: undefined },
}

describe.each(ENGINES)('lists of tickets on %s', (engine) => {
  let service: Service
  let office: string

  beforeAll(async () => {
    service = await startService({ engine })
    office = service.app.offices.bySlug('granada-construction')?.id ?? ''
  })

  afterAll(() => service.close())

  const expectIndexed = (plan: string, name: string) => {
    expect(plan, name).toMatch(
      /using (covering )?index tickets_|Index (Only )?Scan.* using tickets_/i,
    )
    expect(plan, name).not.toMatch(/SCAN tickets$|TEMP B-TREE|Seq Scan|Sort/m)
  }

  const sorts = ['activity', 'due', 'newest', 'oldest'] as const
  const after = { key: '2026-06-01T00:00:00.000Z', id: 'x' }

  const casesOf = (sort: TicketSort) =>
    Object.entries(VIEWS).flatMap(([name, view]) =>
      [[office], undefined].flatMap((officeIds) =>
        [undefined, after].flatMap((position) =>
          [NOTHING, NARROW].map((narrowing) => {
            const place = sort === 'activity' ? view : { ...view, assigneeId: undefined }
            const filter = { ...PAGE, ...place, officeIds, sort, narrowing, after: position }
            return { name: `${name} ${officeIds} ${position?.key} ${narrowing.tag}`, filter }
          }),
        ),
      ),
    )

  test.each(sorts)('by %s every view reads an index in its order', async (sort) => {
    const cases = casesOf(sort)
    expect(cases).toHaveLength(48)
    for (const { name, filter } of cases) {
      const queries = pageQueries(filter)
      if (!queries) throw new Error(`${name} has no lists`)
      expectIndexed(await planOfRaw(service, queries.found), name)
      if (queries.ends)
        expectIndexed(await planOfRaw(service, queries.ends), `${name}, where it ends`)
    }
  })

  test('a plan without its index is told apart', async () => {
    const sorted = sql`select id from tickets where office_id = ${office} order by updated_at limit 50`
    const words = await planOfRaw(service, sorted)
    expect(() => expectIndexed(words, 'no index')).toThrow(/TEMP B-TREE|Sort/)
  })

  test('a narrow list looks at a bounded number of rows and goes on where it stopped', async () => {
    const { visitor, number } = await newTicket(service)
    visitor.close()
    await makeOlder(number, 4_500)
    const wanted = { ...PAGE, officeIds: [office], statuses: undefined, sort: 'newest' as const }
    const narrowing = { ...NOTHING, lang: 'eu' }
    const pages: string[][] = []
    let next: ListFilter['after']
    do {
      const page = await listTickets(service.app.db.read, { ...wanted, narrowing, after: next })
      pages.push(page.rows.map((row) => row.number))
      next = page.next
    } while (next)
    expect(pages.length).toBeGreaterThan(2)
    expect(pages.length).toBeLessThan(10)
    expect(pages.flat()).toEqual(['ZZ-1', 'ZZ-4500'])
  })

  /** Copies of a ticket, each a minute older; the first and the last in Basque. */
  async function makeOlder(number: string, count: number): Promise<void> {
    const { read } = service.app.db
    const ticket = await read
      .selectFrom('tickets')
      .selectAll()
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    const from = Date.parse(ticket.created_at)
    const rows = Array.from({ length: count }, (_, index) => {
      const at = new Date(from - (index + 1) * 60_000).toISOString()
      const lang = index === 0 || index === count - 1 ? 'eu' : 'es'
      const own = { id: `old-${index}`, number: `ZZ-${index + 1}`, lang, created_at: at }
      return { ...ticket, ...own, last_at: at, status: 'resolved' as const }
    })
    await service.app.db.inTransaction(async ({ db }) => {
      for (let done = 0; done < count; done += 500) {
        await db
          .insertInto('tickets')
          .values(rows.slice(done, done + 500))
          .execute()
      }
    })
  }
})
