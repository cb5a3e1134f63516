import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decideOffice,
  type LadderInput,
  type LadderOffice,
} from '../../../server/offices/ladder.ts'

const office = (slug: string, overrides: Partial<LadderOffice> = {}): LadderOffice => ({
  slug,
  kind: 'otd',
  coverage: [],
  languages: ['es'],
  acceptsOutOfRegion: false,
  takesOrphans: false,
  isOperating: true,
  isOpenNow: true,
  load: 0,
  successorSlug: null,
  ...overrides,
})

const covers = (nuts2: string, divisions: string[], nuts3 = '') =>
  divisions.map((division) => ({ nuts2, nuts3, division }))

const builders = office('builders', { coverage: covers('ES61', ['41', '42', '43']) })
const hauliers = office('hauliers', {
  coverage: covers('ES52', ['49', '52', '53']),
  acceptsOutOfRegion: true,
})
const province = office('province', { kind: 'oap', coverage: covers('ES24', ['*'], 'ES243') })
const region = office('region', { kind: 'oap', coverage: covers('ES24', ['*']) })
const desk = office('desk', { kind: 'desk', takesOrphans: true })

const decide = (input: Partial<LadderInput>) =>
  decideOffice({
    site: undefined,
    divisions: undefined,
    region: undefined,
    lang: 'es',
    offices: [builders, hauliers, province, region, desk],
    desk,
    ...input,
  })

const granada = { nuts2: 'ES61', nuts3: ['ES614'] }
const teruel = { nuts2: 'ES24', nuts3: ['ES242'] }
const zaragoza = { nuts2: 'ES24', nuts3: ['ES243'] }

describe('the ladder', () => {
  test.each<[string, Partial<LadderInput>, { slug: string; step: number; matched: string }]>([
    [
      '1 the site covers sector and territory',
      { site: builders, divisions: ['43'], region: granada },
      { slug: 'builders', step: 1, matched: 'exact' },
    ],
    [
      '1 a cross-sector site covers its territory',
      { site: province, divisions: ['43'], region: zaragoza },
      { slug: 'province', step: 1, matched: 'region' },
    ],
    [
      '1 sector unknown stays with the site',
      { site: builders, region: teruel },
      { slug: 'builders', step: 1, matched: 'fallback' },
    ],
    [
      '1 place unknown stays with the site of the sector',
      { site: builders, divisions: ['43'] },
      { slug: 'builders', step: 1, matched: 'sector' },
    ],
    [
      '2 the sector office of the region',
      { site: hauliers, divisions: ['43'], region: granada },
      { slug: 'builders', step: 2, matched: 'exact' },
    ],
    [
      '3 the office of the province before that of the region',
      { divisions: ['43'], region: zaragoza },
      { slug: 'province', step: 3, matched: 'region' },
    ],
    [
      '3 the office of the region',
      { divisions: ['49'], region: teruel },
      { slug: 'region', step: 3, matched: 'region' },
    ],
    [
      '4 the same sector elsewhere, if it accepts',
      { divisions: ['49'], region: granada },
      { slug: 'hauliers', step: 4, matched: 'sector' },
    ],
    [
      '5 the site that takes orphans',
      { site: { ...builders, takesOrphans: true }, divisions: ['01'], region: granada },
      { slug: 'builders', step: 5, matched: 'fallback' },
    ],
    [
      '6 the national desk',
      { site: builders, divisions: ['01'], region: granada },
      { slug: 'desk', step: 6, matched: 'fallback' },
    ],
    ['6 nothing known and no site', {}, { slug: 'desk', step: 6, matched: 'fallback' }],
  ])('step %s', (_name, input, expected) => {
    const { office: found, step, matched } = decide(input)
    expect({ slug: found.slug, step, matched }).toEqual(expected)
  })

  test('a closed office gives way to its successor, else to the next step', () => {
    const heir = office('heir', { coverage: [] })
    const closed = { ...builders, isOperating: false, successorSlug: 'heir' }
    const offices = [closed, heir, desk]
    expect(decide({ offices, divisions: ['43'], region: granada }).office.slug).toBe('heir')
    const orphaned = [{ ...closed, successorSlug: null }, desk]
    expect(decide({ offices: orphaned, divisions: ['43'], region: granada }).office.slug).toBe(
      'desk',
    )
  })

  test('successors that point at each other end at the next step', () => {
    const a = { ...builders, isOperating: false, successorSlug: 'b' }
    const b = office('b', { isOperating: false, successorSlug: 'builders' })
    expect(decide({ offices: [a, b, desk], divisions: ['43'], region: granada }).office.slug).toBe(
      'desk',
    )
  })

  test('ties go by language, then open now, then load, then name', () => {
    const twin = (slug: string, more: Partial<LadderOffice> = {}) =>
      office(slug, { kind: 'oap', coverage: covers('ES24', ['*']), ...more })
    const pick = (...offices: LadderOffice[]) =>
      decide({ offices, region: teruel, lang: 'en' }).office.slug
    expect(pick(twin('a'), twin('b', { languages: ['en'], isOpenNow: false }))).toBe('b')
    expect(pick(twin('a', { isOpenNow: false }), twin('b'))).toBe('b')
    expect(pick(twin('a', { load: 3 }), twin('b', { load: 1 }))).toBe('b')
    expect(pick(twin('b'), twin('a'))).toBe('a')
  })
})

const anyOffice = fc
  .record({
    slug: fc.stringMatching(/^[a-z]{1,6}$/),
    kind: fc.constantFrom('otd' as const, 'oap' as const),
    nuts2: fc.constantFrom('ES61', 'ES24', 'ES52', 'ES30'),
    divisions: fc.subarray(['01', '43', '49', '62', '72'], { minLength: 1 }),
    accepts: fc.boolean(),
    orphans: fc.boolean(),
    isOperating: fc.boolean(),
    load: fc.nat(5),
  })
  .map(({ slug, kind, nuts2, divisions, accepts, orphans, isOperating, load }) =>
    office(slug, {
      kind,
      coverage: covers(nuts2, kind === 'oap' ? ['*'] : divisions),
      acceptsOutOfRegion: accepts,
      takesOrphans: orphans,
      isOperating,
      load,
    }),
  )

const anyInput = fc.record({
  offices: fc.uniqueArray(anyOffice, { selector: ({ slug }) => slug, maxLength: 12 }),
  siteIndex: fc.option(fc.nat(11), { nil: undefined }),
  division: fc.option(fc.constantFrom('01', '43', '49', '62', '72'), { nil: undefined }),
  nuts2: fc.option(fc.constantFrom('ES61', 'ES24', 'ES52', 'ES30', 'ES64'), { nil: undefined }),
})

const asInput = ({
  offices,
  siteIndex,
  division,
  nuts2,
}: typeof anyInput extends fc.Arbitrary<infer T> ? T : never): LadderInput => ({
  site: siteIndex === undefined ? undefined : offices[siteIndex],
  divisions: division ? [division] : undefined,
  region: nuts2 ? { nuts2, nuts3: [`${nuts2}1`] } : undefined,
  lang: 'es',
  offices: [...offices, desk],
  desk,
})

describe('properties of the ladder (domain.md §5)', () => {
  test('total: any question ends at an office that operates', () => {
    fc.assert(
      fc.property(anyInput, (any) => {
        const { office: found } = decideOffice(asInput(any))
        expect(found.isOperating).toBe(true)
      }),
    )
  })

  test('deterministic: the order in which offices are known does not matter', () => {
    fc.assert(
      fc.property(anyInput, (any) => {
        const input = asInput(any)
        const turned = { ...input, offices: [...input.offices].reverse() }
        expect(decideOffice(turned).office.slug).toBe(decideOffice(input).office.slug)
      }),
    )
  })

  test('monotone: a new exact office never sends that company further down', () => {
    fc.assert(
      fc.property(anyInput, (any) => {
        const input = asInput(any)
        fc.pre(input.divisions !== undefined && input.region !== undefined)
        const before = decideOffice(input)
        const exact = office('zz-new', {
          coverage: covers(input.region?.nuts2 ?? '', input.divisions ?? []),
        })
        const after = decideOffice({ ...input, offices: [...input.offices, exact] })
        expect(after.step).toBeLessThanOrEqual(before.step)
      }),
    )
  })
})
