import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client, Line } from '../support/client.ts'
import { layouts, type Nodes, startNodes } from '../support/nodes.ts'

describe.each(layouts)('news of saved views on %s', (layout) => {
  let nodes: Nodes
  const people: Record<string, Client> = {}
  const lines: Record<string, Line> = {}

  beforeAll(async () => {
    nodes = await startNodes(layout)
    Object.assign(people, {
      head: await nodes.staff({ role: 'office-admin' }),
      ana: await nodes.staff(),
      noa: await nodes.staff({ office: 'granada-biotech' }),
      elena: await nodes.staff({ role: 'programme-manager' }),
      editor: await nodes.staff({ role: 'editor' }),
    })
    for (const [name, client] of Object.entries(people)) {
      lines[name] = await client.desk().connected()
    }
  })

  afterAll(async () => {
    for (const line of Object.values(lines)) line.close()
    await nodes.close()
  })

  const heardBy = () =>
    Object.fromEntries(
      Object.entries(lines).map(([name, line]) => [name, line.all('views').length]),
    )
  /** Whoever hears it last has heard it by then; a short while later nobody else has. */
  const gained = async (act: () => Promise<unknown>, by: string): Promise<string[]> => {
    const before = heardBy()
    await act()
    await expect.poll(() => heardBy()[by]).toBeGreaterThan(before[by] ?? 0)
    await new Promise((resolve) => setTimeout(resolve, 200))
    return Object.entries(heardBy()).flatMap(([name, count]) =>
      count > (before[name] ?? 0) ? [name] : [],
    )
  }
  const as = (name: string) => people[name] as Client
  const view = (visibility: string) => ({ name: 'Vista', visibility, filters: { view: 'open' } })

  test('go to those whom the view is for, when it comes, changes and goes', async () => {
    const own = () => as('ana').post('/api/v1/views', view('private'))
    expect(await gained(own, 'ana')).toEqual(['ana'])
    const ofAll = () => as('elena').post('/api/v1/views', view('network'))
    expect(await gained(ofAll, 'noa')).toEqual(['head', 'ana', 'noa', 'elena'])
    let id = ''
    const ofOffice = async () => {
      id = (await as('head').post('/api/v1/views', view('office'))).json.id
    }
    expect(await gained(ofOffice, 'ana')).toEqual(['head', 'ana'])
    const path = () => `/api/v1/views/${id}`
    const version = (number: number) => ({ 'if-match': `"${number}"` })
    const rename = () => as('head').patch(path(), { name: 'Otra' }, version(1))
    expect(await gained(rename, 'ana')).toEqual(['head', 'ana'])
    // Taken back for oneself: those who had it hear that too.
    const hide = () => as('head').patch(path(), { visibility: 'private' }, version(2))
    expect(await gained(hide, 'ana')).toEqual(['head', 'ana'])
    const remove = () => as('head').call('DELETE', path(), undefined, version(3))
    expect(await gained(remove, 'head')).toEqual(['head'])
  })
})
