import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChatPresence } from '../../server/contract/conversations.ts'
import type { StaffNews } from '../../server/contract/together.ts'
import { type Client, type Line, until } from '../support/client.ts'
import { layouts, type Nodes, startNodes } from '../support/nodes.ts'

const MINUTE = 60_000
const OFFICE = 'granada-biotech'

describe.each(layouts)('who is there on %s', (layout) => {
  let nodes: Nodes
  let ana: Client
  let bea: Client
  let id: string
  let line: Line
  let colleague: Line
  let outsider: Line

  beforeAll(async () => {
    nodes = await startNodes(layout)
    ana = await nodes.staff({ name: 'Ana Belén Ruiz', office: OFFICE })
    bea = await nodes.forVisitors.staff({ name: 'Beatriz Soto', office: OFFICE })
    id = (await ana.get('/api/v1/me')).json.id
    colleague = await bea.desk().connected()
    outsider = await (await nodes.staff()).desk().connected()
    // Away, so that the office is there for the public through Ana alone.
    expect((await bea.patch('/api/v1/desk', { status: 'away' })).status).toBe(200)
    line = await ana.desk().connected()
  })

  afterAll(async () => {
    expect(outsider.all<StaffNews>('staff').filter((news) => news.id === id)).toEqual([])
    for (const each of [line, colleague, outsider]) each.close()
    await nodes.close()
  })

  const heard = (status: StaffNews['status']) =>
    until(
      () =>
        colleague.all<StaffNews>('staff').findLast((news) => news.id === id)?.status === status ||
        undefined,
      () => `${status} not heard: ${JSON.stringify(colleague.all('staff'))}`,
      MINUTE,
    )

  const isPublic = (isThere: boolean) =>
    until(async () => {
      const { json } = await nodes.forVisitors.anonymous.get('/api/v1/offices')
      const office = json.items.find(({ slug }: { slug: string }) => slug === OFFICE)
      return office.someoneThere === isThere || undefined
    })

  test('what a person chooses is seen by colleagues, and the public sees whether someone is there', async () => {
    const visitor = nodes.visitor()
    await visitor.handOver({ company: { name: 'Software Ortega', nace: 'J' } })
    const told = (someoneThere: boolean) =>
      until(
        () =>
          visitor.all<ChatPresence>('presence').at(-1)?.someoneThere === someoneThere || undefined,
      )
    await heard('online')
    await isPublic(true)
    await told(true)
    for (const status of ['away', 'online', 'transfers-only', 'offline'] as const) {
      const set = await ana.patch('/api/v1/desk', { status })
      expect(set.json).toMatchObject({ status, chosen: status })
      await heard(status)
      await isPublic(status === 'online')
      await told(status === 'online')
      const { json } = await bea.get('/api/v1/staff')
      const row = json.items.find((each: { id: string }) => each.id === id)
      expect(row).toMatchObject({ name: 'Ana Belén Ruiz', status, live: 0 })
    }
    await ana.patch('/api/v1/desk', { status: 'online' })
    await heard('online')
    visitor.close()
  })

  test('who closes the console is away at once; who comes back is as before', async () => {
    line.close()
    await heard('away')
    await isPublic(false)
    expect((await ana.get('/api/v1/desk')).json).toMatchObject({ status: 'away', chosen: 'online' })
    line = await ana.desk().connected()
    await heard('online')
  })

  test('R9: a connection that breaks and comes back is not told at all', async () => {
    const count = colleague.all('staff').length
    line.socket.io.engine.close()
    await until(() => !line.socket.connected || undefined)
    await line.connected()
    await new Promise((next) => setTimeout(next, 500))
    expect(colleague.all('staff')).toHaveLength(count)
  })

  test(
    'R16: one that stays away is told within a minute',
    async () => {
      const lostAt = Date.now()
      line.socket.io.reconnection(false)
      line.socket.io.engine.close()
      await heard('away')
      expect(Date.now() - lostAt).toBeLessThan(MINUTE)
      await isPublic(false)
    },
    2 * MINUTE,
  )
})
