import { afterEach, describe, expect, test, vi } from 'vitest'
import { changeTicket } from '../../../client/console/tickets/ticket-change.ts'
import { row } from './fixtures.ts'

const ana = { id: 'ana', name: 'Ana' }
const diego = { id: 'diego', name: 'Diego' }

/** The server as it stands; answers 412 to another version, else 500 to show that it got through. */
function serve(...current: ReturnType<typeof row>[]) {
  const asked: (string | null)[] = []
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
    const version = new Headers(init.headers).get('If-Match')
    asked.push(version)
    const now = current.length > 1 ? current.shift() : current[0]
    const isOutdated = version !== `"${now?.version}"`
    const status = isOutdated ? 412 : 500
    const body = { type: '/problems/x', title: 'x', status, ...(isOutdated && { current: now }) }
    return new Response(JSON.stringify(body), { status })
  })
  return asked
}

afterEach(() => vi.unstubAllGlobals())

describe('changing a ticket', () => {
  test('is repeated on top of a change that decides nothing about it', async () => {
    const asked = serve(row('GR-1', { version: 2, subject: 'nuevo' }))
    await expect(changeTicket(row('GR-1'), { assignee: 'me' })).rejects.toThrow('x')
    expect(asked).toEqual(['"1"', '"2"'])
  })

  test('stops where someone else was faster', async () => {
    const current = row('GR-1', { version: 2, assignee: diego })
    const asked = serve(current)
    const wanted = { assignee: 'me' }
    expect(await changeTicket(row('GR-1'), wanted)).toEqual({ kind: 'conflict', current, wanted })
    expect(asked).toHaveLength(1)
  })

  test('stops where the status was changed, and after three tries', async () => {
    const closed = row('GR-1', { version: 2, status: 'resolved' })
    serve(closed)
    expect((await changeTicket(row('GR-1'), { status: 'open' })).kind).toBe('conflict')
    const asked = serve(...[2, 3, 4, 5].map((version) => row('GR-1', { version, assignee: ana })))
    const basis = row('GR-1', { assignee: ana })
    expect((await changeTicket(basis, { status: 'resolved' })).kind).toBe('conflict')
    expect(asked).toHaveLength(3)
  })
})
