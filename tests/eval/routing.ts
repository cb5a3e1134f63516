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

/**
 * Measures sector and place recognition on labelled JSON lines, one file per argument. A line says
 * `text`, perhaps `company_activity` and `postcode`, and what is right: `expect_sector`
 * {section, division} or null, `also_accept`, `expect_region`. Lines in the shape of the questions
 * (`sector`, `region`) count too. MISSES=1 lists what failed. PACK names another pack's folder.
 * Usage, in the project's root: npx vite build --ssr tests/eval/routing.ts --outDir dist/eval &&
 * node dist/eval/routing.js ../shared/content-plan/routing-dev.jsonl
 */
type Case = {
  text: string
  activity: string | undefined
  postcode: string | undefined
  sections: (string | null)[]
  divisions: string[]
  regions: (string | null)[]
}

type Tally = { right: number; of: number }

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
  const cases = readFileSync(file, 'utf8').trim().split('\n').map(readCase)
  const section: Tally = { right: 0, of: 0 }
  const division: Tally = { right: 0, of: 0 }
  const region: Tally = { right: 0, of: 0 }
  const inTopThree: Tally = { right: 0, of: 0 }
  const begun = performance.now()
  for (const one of cases) {
    const guesses = rankSectors(sectors, one.activity ?? one.text)
    const sure = sureSector(guesses)
    const place = placeOf(one)
    const isSectorRight = one.sections.includes(sure?.section ?? null)
    const isRegionRight = one.regions.includes(place?.nuts2 ?? null)
    count(section, isSectorRight)
    count(region, isRegionRight)
    if (one.divisions.length > 0) {
      count(division, one.divisions.includes(sure?.division ?? ''))
      const three = guesses.slice(0, 3)
      count(
        inTopThree,
        three.some((guess) => one.sections.includes(guess.section)),
      )
    }
    const isMiss = !(isSectorRight && isRegionRight) || process.env['MISSES'] === 'all'
    if (process.env['MISSES'] && isMiss) listMiss(one, guesses, sure, place)
  }
  const each = (performance.now() - begun) / cases.length
  say(
    `${file}: ${cases.length} cases, section ${share(section)}, division ${share(division)}, ` +
      `section in top 3 ${share(inTopThree)}, region ${share(region)}, ${each.toFixed(2)} ms each`,
  )
}

function readCase(line: string): Case {
  const raw = JSON.parse(line)
  const accepted: string[] = raw.also_accept ?? []
  const wanted = raw.expect_sector ?? (raw.sector ? { section: raw.sector, division: null } : null)
  const site = raw.website_office && !raw.company_activity ? raw.website_office : {}
  return {
    text: raw.text,
    activity: raw.company_activity,
    postcode: raw.postcode ?? undefined,
    sections: [
      wanted?.section ?? null,
      ...accepted.map((code) => code[0] ?? ''),
      ...(site.sector ? [null] : []),
    ],
    divisions: wanted?.division ? [wanted.division, ...accepted.map((code) => code.slice(1))] : [],
    regions: [raw.expect_region ?? raw.region ?? null, ...(site.region ? [null] : [])],
  }
}

function placeOf({ text, activity, postcode }: Case): Place | undefined {
  const said = activity === undefined ? text : `${text}. ${activity}`
  const given = postcode ?? postcodeInText(places, said)
  return (given && placeOfPostcode(places, given)) || findPlace(places, said)
}

function listMiss(
  { text, sections, divisions, regions }: Case,
  guesses: SectorGuess[],
  sure: SectorGuess | undefined,
  place: Place | undefined,
): void {
  const tried = guesses.map(
    ({ section, division, confidence }) => `${section}${division ?? ''} ${confidence.toFixed(2)}`,
  )
  const wanted = `${sections.join('/')} ${divisions.join('/')} ${regions.join('/')}`
  say(`  ${wanted} | ${sure ? '' : 'unsure '}${tried.join(', ')} | ${place?.nuts2} | ${text}`)
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

function count(tally: Tally, isRight: boolean): void {
  tally.of += 1
  if (isRight) tally.right += 1
}

function share({ right, of }: Tally): string {
  return of === 0 ? '–' : `${((100 * right) / of).toFixed(1)} % (${right}/${of})`
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
