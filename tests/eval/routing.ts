import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { Pack } from '../../server/offices/pack.ts'
import {
  buildPlaceIndex,
  findPlace,
  type Place,
  placeOfPostcode,
  postcodeInText,
} from '../../server/offices/places.ts'
import {
  buildSectorIndex,
  rankSectors,
  type SectorGuess,
  sureSector,
} from '../../server/offices/sectors.ts'
import { readJsonLines, say, Tallies, timesOf } from './tally.ts'

/**
 * Measures sector and place recognition on labelled JSON lines, one file per argument; `run.mjs` builds
 * and calls it. A line says `text`, perhaps `company_activity` and `postcode`, and what is right:
 * `expect_sector` {section, division} or null, `also_accept`, `expect_region`; or, among questions of the
 * group `routing`, `sector` and `region`.
 */
type Line = {
  id?: string
  group?: string
  text: string
  company_activity?: string
  postcode?: string | null
  expect_sector?: { section: string; division: string | null } | null
  also_accept?: string[]
  /** What the case tries; each kind is counted by itself. */
  kind?: string
  /** Two trades are named alike: to ask is right too. */
  doubt?: boolean
  expect_region?: string | null
  sector?: string | null
  region?: string | null
  website_office?: { sector?: string; region?: string }
}

type Case = {
  id: string
  kind: string | undefined
  text: string
  activity: string | undefined
  postcode: string | undefined
  /** What may be recognised; without any, the line says nothing of it. */
  sections: (string | null)[]
  regions: (string | null)[]
  /** The right one first, then those that will do. */
  divisions: string[]
}

type Recognised = {
  guesses: SectorGuess[]
  sure: SectorGuess | undefined
  place: Place | undefined
}

const SECTION = 'section'
const DIVISION = 'division'
const DIVISION_ACCEPTED = 'division, or one that will do'
const IN_TOP_THREE = 'section among the first three'
const REGION = 'region'
const NOT_MISLED = 'not sure of a wrong section'

const packFolder = process.env['PACK'] ?? join(process.cwd(), 'content/packs/es')
const started = performance.now()
const pack = readPack(packFolder)
const readMs = performance.now() - started
const sectors = buildSectorIndex(pack)
const sectorMs = performance.now() - started - readMs
const places = buildPlaceIndex(pack)
const placeMs = performance.now() - started - readMs - sectorMs
say(`pack read ${ms(readMs)}, sector index ${ms(sectorMs)}, place index ${ms(placeMs)}`)
for (const file of process.argv.slice(2)) measure(file)

function measure(file: string): void {
  const cases = readJsonLines<Line>(file).filter(isRoutingCase).map(toCase)
  const counted = new Tallies()
  const times: number[] = []
  for (const one of cases) {
    const askedAt = performance.now()
    const found = recognise(one)
    times.push(performance.now() - askedAt)
    const isRight = judge(counted, one, found)
    if (process.env['MISSES'] === 'all' || (process.env['MISSES'] && !isRight)) miss(one, found)
  }
  say(`\n${file}: ${cases.length} routing cases, ${timesOf(times)}`)
  const kinds = new Set(cases.flatMap(({ kind }) => (kind ? [`section: ${kind}`] : [])))
  counted.print([SECTION, NOT_MISLED, DIVISION, DIVISION_ACCEPTED, IN_TOP_THREE, REGION, ...kinds])
}

function isRoutingCase(line: Line): boolean {
  return 'expect_sector' in line || line.group === 'routing'
}

/** Fallback to the embedding office is the ladder's; recognition may say nothing there. */
function toCase(line: Line): Case {
  const accepted = line.also_accept ?? []
  const site = line.company_activity ? {} : (line.website_office ?? {})
  return {
    id: line.id ?? '',
    kind: line.kind,
    text: line.text,
    activity: line.company_activity,
    postcode: line.postcode ?? undefined,
    sections: [
      ...labels(line, line.expect_sector?.section ?? line.sector),
      ...accepted.map((code) => code[0] ?? ''),
      ...(site.sector || line.doubt ? [null] : []),
    ],
    regions: [...labels(line, line.expect_region ?? line.region), ...(site.region ? [null] : [])],
    divisions:
      line.expect_sector?.division && !line.doubt
        ? [line.expect_sector.division, ...accepted.map((code) => code.slice(1))]
        : [],
  }
}

/** Nothing to recognise is a label among routing cases, and none among questions. */
function labels(line: Line, label: string | null | undefined): (string | null)[] {
  return label || 'expect_sector' in line ? [label ?? null] : []
}

/** As `offices/routing.ts` does it. */
function recognise({ text, activity, postcode }: Case): Recognised {
  const stated = activity === undefined ? [] : rankSectors(sectors, activity)
  const guesses = stated.length > 0 ? stated : rankSectors(sectors, text)
  const said = activity === undefined ? text : `${text}. ${activity}`
  const given = postcode ?? postcodeInText(places, said)
  const place = (given && placeOfPostcode(places, given)) || findPlace(places, said)
  return { guesses, sure: sureSector(guesses), place }
}

function judge(
  counted: Tallies,
  { kind, sections, regions, divisions }: Case,
  { guesses, sure, place }: Recognised,
): boolean {
  const isSectorRight = sections.includes(sure?.section ?? null)
  const isRegionRight = regions.includes(place?.nuts2 ?? null)
  if (sections.length > 0) {
    counted.count(SECTION, isSectorRight)
    counted.count(NOT_MISLED, isSectorRight || !sure)
    if (kind) counted.count(`section: ${kind}`, isSectorRight)
  }
  if (regions.length > 0) counted.count(REGION, isRegionRight)
  if (divisions.length > 0) {
    counted.count(DIVISION, sure?.division === divisions[0])
    counted.count(DIVISION_ACCEPTED, divisions.includes(sure?.division ?? ''))
    const three = guesses.slice(0, 3)
    counted.count(
      IN_TOP_THREE,
      three.some(({ section }) => sections.includes(section)),
    )
  }
  return (isSectorRight || sections.length === 0) && (isRegionRight || regions.length === 0)
}

function miss(
  { id, text, sections, regions, divisions }: Case,
  { guesses, sure, place }: Recognised,
): void {
  const tried = guesses.map(
    ({ section, division, confidence }) => `${section}${division ?? ''} ${confidence.toFixed(2)}`,
  )
  const wanted = `${sections.join('/')} ${divisions.join('/')} ${regions.join('/')}`
  say(`  ${id} ${wanted} | ${sure ? '' : 'unsure '}${tried.join(', ')} | ${place?.nuts2} | ${text}`)
}

function readPack(folder: string): Pack {
  const read = (name: string) => parse(readFileSync(join(folder, `${name}.yaml`), 'utf8'))
  return Pack.parse({
    settings: read('pack'),
    regions: read('regions').regions,
    provinces: read('provinces').provinces,
    places: read('places'),
    sectors: read('sectors'),
  })
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`
}
