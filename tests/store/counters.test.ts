import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CounterKeeper, countsAtHand } from '../../server/tickets/inbox/counters.ts'
import { type NewTicket, newTicket } from '../support/desk.ts'
import { seededRandom } from '../support/sender.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const CHANGES = 60

describe.each(ENGINES)('counters of tickets at hand on %s', (engine) => {
  let service: Service
  let people: (string | null)[]
  let tickets: NewTicket[]

  beforeAll(async () => {
    service = await startService({ engine, content: 'few' })
    await service.staff()
    await service.staff()
    const staff = await service.app.db.read.selectFrom('users').select('id').execute()
    people = [null, ...staff.map(({ id }) => id)]
    tickets = [await newTicket(service), await newTicket(service), await newTicket(service)]
  })

  afterAll(async () => {
    for (const { visitor } of tickets) visitor.close()
    expect(service.errors).toEqual([])
    await service.close()
  })

  const kept = async (officeIds?: string[]) => {
    const counts = await countsAtHand(service.app.db.read, officeIds)
    return counts
      .filter(({ count }) => count !== 0)
      .map((row) =>
        [row.officeId, row.status, row.assigneeId ?? '', row.isSnoozed, row.count].join(' '),
      )
      .sort()
  }

  const counted = async () => {
    const sums = new Map<string, number>()
    const rows = await service.app.db.read.selectFrom('tickets').selectAll().execute()
    for (const { office_id, status, assignee_id, snoozed_until } of rows) {
      if (status === 'resolved') continue
      const key = [office_id, status, assignee_id ?? '', snoozed_until !== null].join(' ')
      sums.set(key, (sums.get(key) ?? 0) + 1)
    }
    return [...sums].map(([key, count]) => `${key} ${count}`).sort()
  }

  test('whatever is done to tickets, what is kept is what would be counted', async () => {
    const offices = service.app.offices.offices.slice(0, 3).map(({ id }) => id)
    const keeper = new CounterKeeper(service.app)
    const random = seededRandom(3)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
    expect(await kept()).toEqual(await counted())
    for (let step = 0; step < CHANGES; step++) {
      await service.app.db.inTransaction((tx) =>
        tx.db
          .updateTable('tickets')
          .set({
            status: pick(['open', 'waiting', 'resolved'] as const),
            assignee_id: pick(people),
            snoozed_until: pick([null, null, 'reply']),
            office_id: pick(offices),
          })
          .where('number', '=', pick(tickets).number)
          .execute(),
      )
      if (random() < 0.2) await keeper.addUp()
      if (step % 5 === 0) expect(await kept()).toEqual(await counted())
    }
    expect(await kept()).toEqual(await counted())
    await keeper.addUp()
    expect(await kept()).toEqual(await counted())
    const waiting = service.app.db.read.selectFrom('ticket_count_changes').selectAll()
    expect(await waiting.execute()).toEqual([])
    const ofOne = (await counted()).filter((line) => line.startsWith(offices[0] ?? ''))
    expect(await kept([offices[0] ?? ''])).toEqual(ofOne)
  })

  test('a change that is undone leaves no trace in the counters', async () => {
    const before = await kept()
    const undone = service.app.db.inTransaction(async (tx) => {
      await tx.db
        .updateTable('tickets')
        .set({ status: 'open', assignee_id: people[1] ?? null })
        .execute()
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await kept()).toEqual(before)
  })
})
