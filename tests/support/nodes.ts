import { expect } from 'vitest'
import { type Client, Visitor } from './client.ts'
import { type Service, startService } from './service.ts'

const LAYOUTS = ['one node on sqlite', 'two nodes on postgres'] as const
type Layout = (typeof LAYOUTS)[number]

/** Visitors connect to one node, staff to the other; with one node both are the same. */
export type Nodes = {
  forVisitors: Service
  forStaff: Service
  visitor(auth?: { token?: string; office?: string; lang?: string }): Visitor
  staff: Service['staff']
  close(): Promise<void>
}

export const layouts = [...LAYOUTS]

export async function startNodes(layout: Layout, environment: Environment = {}): Promise<Nodes> {
  const start = layout === 'one node on sqlite' ? one : two
  const [forVisitors, forStaff] = await start(environment)
  return {
    ...{ forVisitors, forStaff },
    visitor: (auth = { office: 'granada-construction' }) => new Visitor(forVisitors.url, auth),
    staff: (who) => forStaff.staff(who),
    async close() {
      expect(forVisitors.errors).toEqual([])
      expect(forStaff.errors).toEqual([])
      await forStaff.close()
      if (forVisitors !== forStaff) await forVisitors.close()
    },
  }
}

type Environment = Record<string, string>

async function one(environment: Environment): Promise<[Service, Service]> {
  const service = await startService({ environment })
  return [service, service]
}

async function two(more: Environment): Promise<[Service, Service]> {
  const environment = { SECRET: 'a secret that both nodes of a test share', ...more }
  const first = await startService({ engine: 'postgres', environment })
  const { databaseUrl } = first.app.config.secrets
  const second = await startService({ engine: 'postgres', environment, databaseUrl })
  return [first, second]
}

/** Changes a ticket as it is now. */
export async function change(client: Client, number: string, what: object): Promise<void> {
  const { headers } = await client.get(`/api/v1/tickets/${number}`)
  const etag = headers.get('etag') ?? ''
  const answer = await client.patch(`/api/v1/tickets/${number}`, what, { 'if-match': etag })
  expect(answer.status).toBe(200)
}
