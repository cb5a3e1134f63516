import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type Line, until } from '../support/client.ts'
import { newTicket } from '../support/desk.ts'
import { type Nodes, startNodes } from '../support/nodes.ts'

const RULE = '/api/v1/office-assignment/granada-construction'

let nodes: Nodes
let admin: Client
const desks: Line[] = []

beforeAll(async () => {
  nodes = await startNodes('two nodes on postgres')
  admin = await nodes.staff({ role: 'office-admin' })
  // Two people at each node; the admin has no desk open.
  for (const node of [nodes.forVisitors, nodes.forStaff, nodes.forVisitors, nodes.forStaff]) {
    desks.push(await (await node.staff()).desk().connected())
  }
})

afterAll(async () => {
  for (const desk of desks) desk.close()
  await nodes.close()
})

const db = () => nodes.forStaff.app.db.read

async function openTickets(): Promise<{ number: string; assignee_id: string | null }[]> {
  return await db().selectFrom('tickets').select(['number', 'assignee_id']).execute()
}

async function givenEvents(): Promise<number> {
  const rows = await db()
    .selectFrom('ticket_events')
    .select('ticket_id')
    .where('kind', '=', 'auto-assigned')
    .execute()
  return rows.length
}

test('two nodes give out each ticket once, evenly, and to nobody more than the limit', async () => {
  expect((await admin.patch(RULE, { mode: 'round-robin', maxLive: 4 })).status).toBe(200)
  const made = Array.from({ length: 20 }, (_, index) =>
    newTicket(index % 2 === 0 ? nodes.forVisitors : nodes.forStaff),
  )
  for (const { visitor } of await Promise.all(made)) visitor.close()
  await until(async () => (await givenEvents()) >= 16 || undefined)
  const tickets = await openTickets()
  const counts = new Map<string, number>()
  for (const { assignee_id } of tickets) {
    if (assignee_id) counts.set(assignee_id, (counts.get(assignee_id) ?? 0) + 1)
  }
  expect([...counts.values()]).toEqual([4, 4, 4, 4])
  expect(tickets.filter(({ assignee_id }) => assignee_id === null)).toHaveLength(4)
  expect(await givenEvents()).toBe(16)
})

test('what waited is given as soon as there is room', async () => {
  await nodes.forVisitors.app.db.inTransaction((tx) =>
    tx.db
      .updateTable('tickets')
      .set({ status: 'resolved' })
      .where('assignee_id', 'is not', null)
      .execute()
      .then(() => {}),
  )
  expect((await admin.patch(RULE, { mode: 'least-busy' })).status).toBe(200)
  await until(async () => (await givenEvents()) === 20 || undefined)
  const live = await db().selectFrom('advisor_loads').select('live').where('live', '>', 0).execute()
  expect(live.map((row) => row.live)).toEqual([1, 1, 1, 1])
})
