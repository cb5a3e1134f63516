import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweepReferrals } from '../../server/tickets/transfer/sweep.ts'
import type { Client } from '../support/client.ts'
import { newTicket } from '../support/desk.ts'
import { planOfRaw } from '../support/plans.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'
import { referralsOf, transfer } from '../support/transfer.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const MORNING = new Date('2026-11-24T09:30:00Z')
const environment = {
  SUPPORT_SESSION_TTL_MINUTES: '10080',
  SECRET: 'a secret that both nodes of a test share',
}

async function pending(service: Service, client: Client): Promise<string> {
  const { visitor, number } = await newTicket(service)
  visitor.close()
  expect((await transfer(client, number)).status).toBe(200)
  return number
}

describe.each(ENGINES)('referrals on %s', (engine) => {
  let service: Service
  let ana: Client

  beforeAll(async () => {
    service = await startService({ engine, environment })
    service.clock.now = MORNING
    ana = await service.staff()
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  test('the database itself refuses an office twice, a fourth move, and a move to the same office', async () => {
    const number = await pending(service, ana)
    const [row] = await referralsOf(service, number)
    if (!row) throw new Error('not sent on')
    const insert = (change: object) =>
      service.app.db.inTransaction((tx) =>
        tx.db
          .insertInto('referrals')
          .values({ ...row, id: randomUUID(), ...change })
          .execute(),
      )
    const other = service.app.offices.bySlug('valencia-transport')?.id
    await expect(insert({ position: 2 })).rejects.toThrow(/unique/i)
    await expect(insert({ to_office_id: other })).rejects.toThrow(/unique/i)
    await expect(insert({ to_office_id: other, position: 4 })).rejects.toThrow(/check/i)
    const here = { from_office_id: other, to_office_id: other, position: 2 }
    await expect(insert(here)).rejects.toThrow(/check/i)
    await insert({ to_office_id: other, position: 2 })
  })

  test('what waits, what is late and what was handed over are read from an index', async () => {
    const office = service.app.offices.bySlug('granada-construction')?.id ?? ''
    const queries = {
      referrals_pending: sql`select * from referrals
        where state = 'pending' and accept_by <= ${'2026'} order by accept_by limit 100`,
      referrals_handed_over: sql`select id from referrals
        where from_office_id = ${office} and id < ${'x'} order by id desc limit 50`,
      referrals_position: sql`select * from referrals
        where ticket_id = ${'x'} order by position`,
    }
    for (const [index, query] of Object.entries(queries)) {
      const plan = await planOfRaw(service, query)
      expect(plan, index).toContain(index)
      expect(plan, index).not.toMatch(/SCAN referrals(?! USING)|Seq Scan|TEMP B-TREE/)
    }
  })
})

test('of two nodes one sends on what was not accepted', async () => {
  const first = await startService({ engine: 'postgres', environment })
  const { databaseUrl } = first.app.config.secrets
  const second = await startService({ engine: 'postgres', environment, databaseUrl })
  const nodes = [first, second]
  for (const node of nodes) node.clock.now = MORNING
  const ana = await first.staff()
  const numbers = await Promise.all(Array.from({ length: 4 }, () => pending(first, ana)))
  for (const node of nodes) node.clock.now = new Date(MORNING.getTime() + DAY_MS)
  const done = await Promise.all([...nodes, ...nodes].map((node) => sweepReferrals(node.app)))
  // One that lost a race leaves the rest to the next round.
  await sweepReferrals(first.app)
  expect(done.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(numbers.length)
  for (const number of numbers) {
    const moves = await referralsOf(first, number)
    expect(moves.map(({ state }) => state)).toEqual(['expired', expect.any(String)])
    const lines = await first.app.db.read
      .selectFrom('messages')
      .innerJoin('tickets', 'tickets.conversation_id', 'messages.conversation_id')
      .select('messages.id')
      .where('tickets.number', '=', number)
      .where('messages.text', 'like', '%pasa a la oficina%')
      .execute()
    expect(lines).toHaveLength(2)
  }
  for (const node of nodes) {
    expect(node.errors).toEqual([])
    await node.close()
  }
}, 120_000)

test('a restart forgets none', async () => {
  const before = await startService({ environment })
  before.clock.now = new Date(Date.now() - 20 * DAY_MS)
  const number = await pending(before, await before.staff())
  await before.app.db.inTransaction((tx) =>
    tx.db
      .updateTable('referrals')
      .set({ accept_by: new Date(Date.now() - DAY_MS).toISOString() })
      .execute(),
  )
  await before.stop()
  const after = await startService({ environment, dataDir: before.dataDir })
  await expect
    .poll(async () => (await referralsOf(after, number)).length, { timeout: 60_000 })
    .toBe(2)
  expect(after.errors).toEqual([])
  await after.close()
  rmSync(before.dataDir, { recursive: true, force: true })
}, 120_000)
