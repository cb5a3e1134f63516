import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionEvent } from '../../server/contract/conversations.ts'
import { until } from '../support/client.ts'
import { type Nodes, startNodes } from '../support/nodes.ts'

let nodes: Nodes

beforeAll(async () => {
  nodes = await startNodes('two nodes on postgres')
})

afterAll(async () => {
  await nodes.close()
})

/** Ends the connections over which the nodes hear of each other. */
async function cutNews(): Promise<number> {
  const client = new pg.Client({
    connectionString: nodes.forVisitors.app.config.secrets.databaseUrl,
  })
  await client.connect()
  const { rowCount } = await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ilike 'listen %'`,
  )
  await client.end()
  return rowCount ?? 0
}

test('case 110: what a node could not hear is there after its clients come back by themselves', async () => {
  const visitor = nodes.visitor()
  const { conversation, ticket } = await visitor.handOver()
  const { token } = await visitor.session()
  visitor.socket.auth = { token }
  const desk = await (await nodes.staff()).desk().connected()
  const sessions = visitor.all<SessionEvent>('session').length
  expect(await cutNews()).toBe(2)
  const said = await desk.ask('message', {
    id: randomUUID(),
    ticket: ticket.number,
    text: 'Nadie lo oye',
    visibility: 'public',
  })
  const { seq } = said['message']
  const session = await until(() => visitor.all<SessionEvent>('session')[sessions])
  expect(session).toMatchObject({ conversation, seq })
  const { messages } = await visitor.ask('sync', { conversation, after: seq - 1 })
  expect(messages).toMatchObject([{ text: 'Nadie lo oye' }])
  await desk.connected()
  visitor.close()
  desk.close()
})
