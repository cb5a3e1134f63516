import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LadderInput, LadderOffice } from '../../../server/offices/ladder.ts'
import {
  chosenByAdvisor,
  fitOf,
  MAX_REFERRALS,
  mayGoOn,
  nextStep,
} from '../../../server/offices/referral.ts'

const REGIONS = ['ES61', 'ES52', 'ES24']
const DIVISIONS = ['41', '43', '62', '*']

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

const desk = office('desk', { kind: 'desk', takesOrphans: true })

const anyOffice = (slug: string) =>
  fc
    .record({
      kind: fc.constantFrom('otd' as const, 'oap' as const),
      nuts2: fc.constantFrom(...REGIONS),
      division: fc.constantFrom(...DIVISIONS),
      acceptsOutOfRegion: fc.boolean(),
      takesOrphans: fc.boolean(),
      isOperating: fc.boolean(),
      load: fc.nat(9),
      successorSlug: fc.option(fc.constantFrom('o0', 'o1', 'o2', 'desk')),
    })
    .map(({ nuts2, division, ...rest }) =>
      office(slug, { ...rest, coverage: [{ nuts2, nuts3: '', division }] }),
    )

const anyInput = fc
  .record({
    offices: fc.tuple(...Array.from({ length: 6 }, (_, index) => anyOffice(`o${index}`))),
    siteIndex: fc.option(fc.nat(5)),
    divisions: fc.option(fc.subarray(['41', '43', '62'], { minLength: 1 }), { nil: undefined }),
    nuts2: fc.option(fc.constantFrom(...REGIONS), { nil: undefined }),
  })
  .map(
    ({ offices, siteIndex, divisions, nuts2 }): LadderInput => ({
      site: siteIndex === null ? undefined : offices[siteIndex],
      divisions,
      region: nuts2 === undefined ? undefined : { nuts2, nuts3: [] },
      lang: 'es',
      offices: [...offices, desk],
      desk,
    }),
  )

describe('a ticket that nobody accepts', () => {
  test('goes to at most three more offices, never one twice, and ends at the desk', () => {
    fc.assert(
      fc.property(anyInput, fc.constantFrom('o0', 'o1', 'o2'), (input, first) => {
        const been: string[] = [first]
        for (let count = 0; count <= MAX_REFERRALS; count++) {
          const next = nextStep(input, { been, count })
          if (!next) break
          expect(been).not.toContain(next.office.slug)
          been.push(next.office.slug)
          if (next.office.slug === 'desk') break
        }
        expect(been.length - 1).toBeLessThanOrEqual(MAX_REFERRALS)
        expect(been.at(-1)).toBe('desk')
      }),
    )
  })

  test('stays where it is when it began at the desk and nobody else is left', () => {
    const input = { site: undefined, divisions: ['43'], region: undefined, lang: 'es', desk }
    expect(nextStep({ ...input, offices: [desk] }, { been: ['desk'], count: 0 })).toBeUndefined()
  })
})

test('an advisor may send it anywhere new twice, and the third time only to the desk', () => {
  const may = (slug: string, count: number, been: string[] = []) =>
    mayGoOn(slug, { been, count }, 'desk')
  expect([may('o1', 0), may('o1', 1), may('o1', 2), may('desk', 2), may('desk', 3)]).toEqual([
    ...[true, true, false, true, false],
  ])
  expect(may('o1', 0, ['o1'])).toBe(false)
})

test('an office is told by sector and region as far as the company is known', () => {
  const builders = office('o1', { coverage: [{ nuts2: 'ES61', nuts3: '', division: '43' }] })
  const input = { site: undefined, lang: 'es', offices: [builders, desk], desk }
  const granada = { nuts2: 'ES61', nuts3: ['ES614'] }
  const teruel = { nuts2: 'ES24', nuts3: ['ES242'] }
  const at = (divisions: string[] | undefined, region: LadderInput['region']) => ({
    ...fitOf(builders, { ...input, divisions, region }),
    matched: chosenByAdvisor(builders, { ...input, divisions, region }).matched,
  })
  expect(at(['43'], granada)).toEqual({ sector: true, region: true, matched: 'exact' })
  expect(at(['62'], granada)).toEqual({ sector: false, region: true, matched: 'fallback' })
  expect(at(['43'], teruel)).toEqual({ sector: true, region: false, matched: 'sector' })
  expect(at(undefined, undefined)).toEqual({ sector: null, region: null, matched: 'fallback' })
})
