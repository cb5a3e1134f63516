import { describe, expect, test } from 'vitest'
import { type PaletteItem, type Part, rank } from '../../../client/console/palette/ranking.ts'

const item = (part: Part, label: string, more: Partial<PaletteItem> = {}): PaletteItem => ({
  ...{ id: `${part}-${label}`, part, label, run: () => {} },
  ...more,
})

const ITEMS = [
  item('ticket', 'Asignármela', { isFirst: true }),
  item('ticket', 'Pasar a otra oficina', { isFirst: true }),
  item('view', 'Mías', { isFirst: true }),
  item('view', 'Vencidas', { isFirst: true }),
  item('section', 'Oficinas', { isFirst: true }),
  item('person', 'Begoña Núñez', { also: 'Clúster de la Construcción' }),
  item('guide', 'Economía circular', { also: 'Ayudas para oficinas de pymes' }),
]
const found = (query: string) =>
  rank(ITEMS, query).flatMap(({ items }) => items.map(({ label }) => label))

describe('the palette', () => {
  test('without words shows what is at hand, in its parts', () => {
    const groups = rank(ITEMS, ' ')
    expect(groups.map(({ part }) => part)).toEqual(['ticket', 'view', 'section'])
    expect(found('')).not.toContain('Begoña Núñez')
  })

  test('finds by words in any order, without accents and capitals', () => {
    expect(found('NUNEZ bego')).toEqual(['Begoña Núñez'])
    expect(found('asignarmela')).toEqual(['Asignármela'])
    expect(found('oficina otra')).toEqual(['Pasar a otra oficina'])
  })

  test('the name counts more than what stands beside it, a whole word more than its beginning', () => {
    expect(found('oficina')[0]).toBe('Pasar a otra oficina')
    expect(found('oficinas')).toEqual(['Oficinas', 'Economía circular'])
    expect(found('construcc')).toEqual(['Begoña Núñez'])
    expect(found('strucc')).toEqual([])
  })

  test('forgives letters left out, from the third on', () => {
    expect(found('vncds')).toEqual(['Vencidas'])
    expect(found('vs')).toEqual([])
    expect(found('xyz')).toEqual([])
  })

  test('what is always offered stands last', () => {
    const search = item('console', 'Buscar «mias»', { isLast: true })
    const groups = rank([search, ...ITEMS], 'mias')
    expect(groups.map(({ part }) => part)).toEqual(['view', 'console'])
    expect(rank([search], '')).toEqual([])
  })

  test('a part shows the best of many', () => {
    const many = Array.from({ length: 40 }, (_, index) => item('guide', `Guía ${index}`))
    expect(rank([...many, item('view', 'Guías')], 'guias')[0]?.part).toBe('view')
    expect(rank(many, 'guia')[0]?.items).toHaveLength(6)
  })
})
