import { describe, expect, test } from 'vitest'
import { menuOptions } from '../../../client/console/macros/menu-options.ts'
import { queryAfter, slashBefore } from '../../../client/console/macros/slash.ts'
import { afterSend, asAfterSend } from '../../../client/console/tickets/after-send.ts'
import type { Macro } from '../../../server/contract/macros.ts'
import { at, row } from './fixtures.ts'

const macro = (id: string, name: string, es = 'x'): Macro => ({
  ...{ id, name, version: 1, visibility: 'office', office: null, texts: { es }, actions: {} },
  ...{ mayChange: true, updatedAt: at(0), isDeleted: false },
})
const guide = (slug: string, title: string) => ({ slug, title, url: `/${slug}`, summary: '' })

describe('the slash', () => {
  test.each([
    ['/', 1, 0],
    ['Hola /', 6, 5],
    ['Hola\n/', 6, 5],
    ['y/', 2, undefined],
    ['http:/', 6, undefined],
    ['//', 2, undefined],
    ['/ ', 2, undefined],
  ])('%j opens the menu at the start of a line or word only', (text, caret, start) => {
    expect(slashBefore(text, caret)).toBe(start)
  })

  test.each([
    ['/', 1, ''],
    ['/bono digital', 13, 'bono digital'],
    ['/bono', 3, 'bo'],
    ['/ 5', 3, undefined],
    ['/a\n', 3, undefined],
    ['bono', 3, undefined],
    ['/', 0, undefined],
  ])('%j before %i asks for', (text, caret, query) => {
    expect(queryAfter(text, 0, caret)).toBe(query)
  })
})

describe('what the menu offers', () => {
  const macros = [
    macro('1', 'Cierre', 'Un saludo final'),
    macro('2', 'Saludo'),
    macro('3', 'Otro saludo'),
  ]
  const guides = [guide('crm', 'Elegir un CRM'), guide('kit', 'Bono digital')]
  const suggested = [guide('kit', 'Bono digital')]
  const ids = (part: Parameters<typeof menuOptions>[1], query: string) =>
    menuOptions({ macros, guides, suggested }, part, query).map(({ id }) => id)

  test('without words: all macros, and the guides that fit the conversation', () => {
    expect(ids('all', '')).toEqual(['macro-1', 'macro-2', 'macro-3', 'guide-kit'])
  })

  test('names that begin so come first, then names, then texts; accents and capitals do not count', () => {
    expect(ids('all', 'SALÚDO')).toEqual(['macro-2', 'macro-3', 'macro-1'])
    expect(ids('all', 'crm elegir')).toEqual(['guide-crm'])
    expect(ids('all', 'nada de eso')).toEqual([])
  })

  test('one kind alone', () => {
    expect(ids('guides', '')).toEqual(['guide-kit'])
    expect(ids('macros', 'o')).not.toContain('guide-crm')
  })
})

describe('after a message', () => {
  const free = row('GR-1')
  const hers = row('GR-1', { assignee: { id: 'ana', name: 'Ana' }, status: 'waiting' })

  test('only what the message does not do itself is left to do', () => {
    expect(afterSend(free, 'public', 'ana', { status: 'waiting', assignToMe: true })).toBe(
      undefined,
    )
    expect(afterSend(hers, 'internal', 'ana', { status: 'waiting', assignToMe: true })).toBe(
      undefined,
    )
    expect(afterSend(free, 'internal', 'ana', { assignToMe: true })).toEqual({
      wanted: { assignToMe: true },
      assignee: null,
    })
  })

  test('it is done to the ticket as the reply leaves it', () => {
    const ana = '01890a5d-ac96-774b-bcce-b302099a8057'
    const known = { ...hers, assignee: { id: ana, name: 'Ana' } }
    const after = afterSend(known, 'public', 'diego', { status: 'resolved', assignToMe: true })
    expect(after).toEqual({
      wanted: { status: 'resolved', assignToMe: true },
      assignee: ana,
    })
    expect(asAfterSend(JSON.parse(JSON.stringify(after)))).toEqual(after)
    expect(asAfterSend({ wanted: { status: 'nope' } })).toBe(undefined)
  })
})
