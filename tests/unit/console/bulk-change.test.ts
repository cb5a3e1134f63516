import { describe, expect, test } from 'vitest'
import { changeOf, undoOf } from '../../../client/console/bulk/bulk-change.ts'
import { row } from './fixtures.ts'

const ana = { id: 'ana', name: 'Ana' }
const luis = { id: 'luis', name: 'Luis' }
const topic = { slug: 'web', label: 'Web' }

describe('a change of many rows', () => {
  test('asks of each row only what it does not have yet', () => {
    const mine = row('GR-1', { assignee: ana, priority: 'high', topic, snoozed: 'reply' })
    const wanted = { assignee: 'me', priority: 'high', topic: 'web', snoozed: 'reply' } as const
    expect(changeOf(mine, wanted, 'ana')).toEqual({})
    expect(changeOf(row('GR-2'), wanted, 'ana')).toEqual(wanted)
    expect(changeOf(row('GR-3'), { assignee: 'none', topic: null }, 'ana')).toEqual({})
    expect(changeOf(mine, { assignee: 'none', topic: null }, 'ana')).toEqual({
      assignee: 'none',
      topic: null,
    })
  })

  test('tags come to those of each row, or go from them', () => {
    const tagged = row('GR-1', { tags: ['iva', 'web'] })
    const tags = { add: ['kit', 'iva'], remove: ['web'] }
    expect(changeOf(tagged, { tags }, 'ana')).toEqual({ tags: ['iva', 'kit'] })
    expect(
      changeOf(row('GR-2', { tags: ['iva'] }), { tags: { add: ['iva'], remove: [] } }, 'ana'),
    ).toEqual({})
  })

  test('is taken back to what each row had', () => {
    const before = row('GR-1', { status: 'waiting', snoozed: 'reply', tags: ['iva'] })
    const now = row('GR-1', { status: 'resolved', assignee: ana, version: 2 })
    // Closing assigned it and woke it as well.
    expect(undoOf({ before, now, change: { status: 'resolved' } })).toEqual({
      status: 'waiting',
      assignee: 'none',
      snoozed: 'reply',
    })
    const moved = { before: row('GR-2', { assignee: luis }), now: row('GR-2', { assignee: ana }) }
    expect(undoOf({ ...moved, change: { assignee: 'ana' } })).toEqual({ assignee: 'luis' })
    const set = { priority: 'urgent', topic: 'web', tags: ['kit'] } as const
    const change = { ...set, tags: [...set.tags] }
    expect(undoOf({ before: row('GR-3'), now: row('GR-3'), change })).toEqual({
      priority: 'normal',
      topic: null,
      tags: [],
    })
  })
})
