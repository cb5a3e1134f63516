import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RouteReply, type RouteRequest } from '../../server/contract/routing.ts'
import { presentRoute, routeQuestion } from '../../server/offices/service.ts'
import type { Context } from '../../server/platform/context.ts'
import { LANGS, type Lang } from '../../server/platform/i18n.ts'
import { type Service, startService } from '../support/service.ts'
import { readSpanishPack } from '../unit/offices/spanish-pack.ts'

const pack = readSpanishPack()
const PROVINCES = pack.provinces.map(({ prefix }) => prefix)
const SECTIONS = pack.sectors.sections.map(({ code }) => code)
const DIVISIONS = pack.sectors.sections.flatMap(({ divisions }) =>
  divisions.map(({ code }) => code),
)
const RUNG_OF_STEP = [
  /^site-/,
  /^sector-office-of-the-region$/,
  /^territorial-office$/,
  /^same-sector-elsewhere$/,
  /^site-as-guardian$/,
  /^national-desk$/,
]
const A_TUESDAY = new Date('2026-11-24T10:00:00Z')
const AFTER_THE_PROGRAMME = new Date('2031-03-04T10:00:00Z')

let service: Service

beforeAll(async () => {
  service = await startService()
  service.clock.now = A_TUESDAY
})

afterAll(async () => {
  expect(service.errors).toEqual([])
  await service.close()
})

const contextIn = (lang: Lang): Context => ({ ...service.systemContext(), lang })

/** Where a question goes, checked: an office that operates, by a step of the ladder, with reasons in words. */
function checked(
  request: RouteRequest,
  lang: Lang,
): { step: number; slug: string; reason: string } {
  const ctx = contextIn(lang)
  const what = JSON.stringify({ ...request, lang })
  const routing = routeQuestion(ctx, request)
  const { office, matched, reasons, sector, region } = presentRoute(ctx, routing)
  const { step, rung } = routing.decision
  const [reason = ''] = reasons
  expect(rung, what).toMatch(RUNG_OF_STEP[step - 1] ?? /never/)
  expect(['exact', 'region', 'sector', 'fallback'], what).toContain(matched)
  expect(reasons.length, what).toBe(1 + Number(sector !== null) + Number(region !== null))
  for (const words of reasons) {
    expect(words, what).toMatch(/\p{L}{2,} \p{L}/u)
    expect(words, what).not.toMatch(/offices\.|undefined|null|\{|«»|“”|,\s*[,.]|\s{2}/)
  }
  return { step, slug: office.slug, reason }
}

describe.each(LANGS)('the ladder with the pack of Spain, in %s', (lang) => {
  test('52 provinces and every division, and none, end at an office with a step and a reason', () => {
    const steps = new Map<number, number>()
    const reasons = new Set<string>()
    expect(PROVINCES).toHaveLength(52)
    expect(DIVISIONS.length).toBeGreaterThan(85)
    for (const prefix of PROVINCES) {
      for (const nace of [...DIVISIONS, ...SECTIONS, undefined]) {
        const { step, reason } = checked({ nace, postcode: `${prefix}001` }, lang)
        steps.set(step, (steps.get(step) ?? 0) + 1)
        reasons.add(reason)
      }
    }
    expect([...steps.keys()].sort()).toEqual([2, 3, 4, 6])
    expect(reasons.size).toBeGreaterThan(500)
  })

  test('and without a place, or from the website of any office', () => {
    const sites = service.app.offices.offices.map(({ slug }) => slug)
    expect(sites.length).toBeGreaterThan(20)
    const places = PROVINCES.filter((_, index) => index % 4 === 0)
    const postcodes = [undefined, ...places.map((prefix) => `${prefix}001`)]
    for (const nace of [undefined, ...SECTIONS]) {
      for (const postcode of postcodes) {
        for (const office of [undefined, ...sites]) checked({ nace, postcode, office }, lang)
      }
    }
    for (const office of sites) expect(checked({ office }, lang).slug).toBe(office)
  })
})

test('when every other office has closed, the national desk takes them all', () => {
  service.clock.now = AFTER_THE_PROGRAMME
  for (const prefix of PROVINCES) {
    for (const nace of [...SECTIONS, undefined]) {
      const { slug, step } = checked({ nace, postcode: `${prefix}001` }, 'es')
      expect([slug, step]).toEqual(['national-desk', 6])
    }
  }
  service.clock.now = A_TUESDAY
})

describe('POST /api/v1/route', () => {
  const route = async (body: object) => RouteReply.parse((await post(body)).json)
  const post = (body: object) => service.anonymous.post('/api/v1/route', body)

  test('tells the builders’ office of Granada to a builder of Guadix, and why', async () => {
    const { office, sector, region, matched, reasons } = await route({
      text: 'Reformas de cocinas y baños en Guadix',
      lang: 'es',
    })
    expect(office.slug).toBe('granada-construction')
    expect(office.url).toBe(`${service.app.publicUrl()}/es/offices/granada-construction`)
    expect(sector).toMatchObject({ nace: 'F', division: '43' })
    expect(region).toMatchObject({ nuts2: 'ES61', nuts3: 'ES614' })
    expect(matched).toBe('exact')
    expect(reasons.join(' ')).toContain('Andalucía')
  })

  test('of a section that was chosen, what is written may tell the division; another section it cannot', async () => {
    const postcode = '18650'
    const text = 'Fabricamos azulejos pintados a mano'
    const [tiles, other, bare] = await Promise.all([
      route({ nace: 'C', text, postcode }),
      route({ nace: 'F', text, postcode }),
      route({ nace: 'C', text: 'No sé qué programa comprar', postcode }),
    ])
    expect(tiles.sector).toMatchObject({ nace: 'C', division: '23' })
    expect(tiles.office.slug).not.toBe('jaen-agrifood')
    expect(other.sector).toMatchObject({ nace: 'F', division: null })
    expect(bare.sector).toMatchObject({ nace: 'C', division: null })
  })

  test('a postcode beats a place in the text, four digits are padded, a malformed one counts as none', async () => {
    const text = 'panadería en Oviedo'
    expect((await route({ text, postcode: '18001' })).region?.nuts2).toBe('ES61')
    expect((await route({ text, postcode: '8001' })).region?.nuts2).toBe('ES51')
    for (const postcode of ['99999', 'x', '1', '180011', '']) {
      expect((await route({ text, postcode })).region?.nuts2, postcode).toBe('ES12')
    }
  })

  test('any language tag answers, in Spanish where there are no texts', async () => {
    const es = await route({ nace: '43', postcode: '18001', lang: 'es' })
    const en = await route({ nace: '43', postcode: '18001', lang: 'en-GB' })
    const other = await route({ nace: '43', postcode: '18001', lang: 'zh-Hant-TW' })
    expect(other).toEqual(es)
    expect(en.reasons[0]).not.toBe(es.reasons[0])
    expect(en.sector?.label).not.toBe(es.sector?.label)
  })

  test('bad input is refused at its field, in the reader’s language', async () => {
    const { status, json, headers } = await post({
      nace: 'Z9',
      office: 'Nope!',
      extra: 1,
      lang: 'en',
    })
    expect([status, headers.get('content-type')]).toEqual([
      400,
      expect.stringContaining('application/problem+json'),
    ])
    expect(json.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'extra',
      'nace',
      'office',
    ])
    const unknown = await post({ text: 'x', office: 'nowhere', lang: 'es' })
    expect(unknown.json).toMatchObject({ status: 400, errors: [{ path: 'office' }] })
  })
})
