import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuid } from 'uuid'
import type { parse as parseYaml } from 'yaml'
import type { z } from 'zod'
import type { App } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import type { OfficeCoverageRow, OfficeRow } from '../platform/db/tables.ts'
import { Problem } from '../platform/problem.ts'
import {
  type Pack,
  type PackOffice,
  PackOffices,
  PackPlaces,
  PackProvinces,
  PackRegions,
  PackSectors,
  PackSettings,
} from './pack.ts'
import * as store from './store.ts'

const FILES = {
  pack: PackSettings,
  regions: PackRegions,
  provinces: PackProvinces,
  places: PackPlaces,
  sectors: PackSectors,
  offices: PackOffices,
}
type FileName = keyof typeof FILES
type PackFiles = { [Name in FileName]: z.infer<(typeof FILES)[Name]> }

/**
 * Brings every pack under `contentDir` whose files changed into the database, each in one transaction.
 * @throws pack-invalid with file, place and remedy; the pack as it was stays
 */
export async function importPacks(app: App, contentDir: string): Promise<void> {
  const folder = join(contentDir, 'packs')
  if (!existsSync(folder)) return
  for (const country of readdirSync(folder).sort()) {
    const texts = readFiles(join(folder, country))
    const hash = createHash('sha256').update(JSON.stringify(texts)).digest('hex')
    const code = country.toUpperCase()
    if ((await store.packHash(app.db.read, code)) === hash) continue
    const files = await parseFiles(country, texts)
    await app.db.inTransaction((tx) => savePack(tx, files, hash))
    app.log.info({ country: code, offices: files.offices.offices.length }, 'region pack imported')
  }
}

function readFiles(folder: string): Record<FileName, string> {
  const names = Object.keys(FILES) as FileName[]
  const read = (name: FileName) => readFileSync(join(folder, `${name}.yaml`), 'utf8')
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<FileName, string>
}

async function parseFiles(country: string, texts: Record<FileName, string>): Promise<PackFiles> {
  // Most starts find every pack unchanged and need no YAML.
  const { parse } = await import('yaml')
  const parsed = Object.entries(FILES).map(([name, schema]) => {
    const file = `packs/${country}/${name}.yaml`
    const data = parseText(parse, file, texts[name as FileName])
    const result = schema.safeParse(data)
    if (result.success) return [name, result.data]
    const [issue] = result.error.issues
    throw invalid(file, `${issue?.path.map(String).join('.')}: ${issue?.message}`)
  })
  return Object.fromEntries(parsed) as PackFiles
}

function parseText(parse: typeof parseYaml, file: string, text: string): unknown {
  try {
    return parse(text, { schema: 'core', maxAliasCount: 0 })
  } catch (cause) {
    throw invalid(file, cause instanceof Error ? cause.message : '', cause)
  }
}

function invalid(file: string, reason: string, cause?: unknown): Problem {
  return new Problem('pack-invalid', 500, { values: { file, reason }, cause })
}

async function savePack(tx: Tx, files: PackFiles, hash: string): Promise<void> {
  const pack: Pack = {
    settings: files.pack,
    regions: files.regions.regions,
    provinces: files.provinces.provinces,
    places: files.places,
    sectors: files.sectors,
  }
  const { country } = pack.settings
  await store.savePack(tx, { country, hash, data: JSON.stringify(pack) })
  for (const call of pack.settings.calls) {
    await store.saveCall(tx, {
      code: call.code,
      country,
      name: JSON.stringify(call.name),
      period: call.period,
      fund: call.fund,
      starts_on: call.startsOn,
      ends_on: call.endsOn,
      retention_until: call.retentionUntil,
      funding_statement: JSON.stringify(call.fundingStatement),
    })
  }
  await saveOffices(tx, pack, files.offices.offices)
}

async function saveOffices(tx: Tx, pack: Pack, offices: PackOffice[]): Promise<void> {
  const saved: { id: string; office: PackOffice }[] = []
  for (const office of offices) {
    saved.push({ id: await store.saveOffice(tx, officeRow(pack, office)), office })
  }
  await store.clearCoverage(
    tx,
    saved.map(({ id }) => id),
  )
  for (const { id, office } of saved) {
    await saveOfficeCoverage(tx, office, coverageRows(pack, office, id))
  }
}

async function saveOfficeCoverage(
  tx: Tx,
  office: PackOffice,
  rows: OfficeCoverageRow[],
): Promise<void> {
  try {
    await store.saveCoverage(tx, rows)
  } catch (cause) {
    const values = { file: 'offices.yaml', reason: `${office.slug}: coverage` }
    throw new Problem('pack-coverage-taken', 500, { values, cause })
  }
}

function officeRow(pack: Pack, office: PackOffice): OfficeRow {
  const seat = pack.provinces.find(({ prefix }) => office.seat.postcode.startsWith(prefix))
  return {
    id: uuid(),
    slug: office.slug,
    kind: office.kind,
    country: pack.settings.country,
    call_code: office.call,
    name: JSON.stringify(office.name),
    managing_entity: JSON.stringify(office.managingEntity),
    prefix: office.prefix,
    next_number: 1,
    nuts2: office.kind === 'desk' ? null : (seat?.nuts2 ?? null),
    seat: JSON.stringify(office.seat),
    email: office.email,
    phone: office.phone ?? null,
    websites: JSON.stringify(office.websites.map((site) => new URL(site).origin)),
    languages: JSON.stringify(office.languages),
    time_zone: office.timeZone,
    hours: JSON.stringify(office.hours),
    holidays: JSON.stringify([...holidaysAt(pack, seat?.nuts2), ...office.holidays]),
    accepts_out_of_region: Number(office.acceptsOutOfRegion),
    takes_orphans: Number(office.takesOrphans),
    reply_hours: office.replyHours,
    opens_on: office.opensOn ?? null,
    closes_on: office.closesOn ?? null,
    successor_slug: office.successor ?? null,
  }
}

function holidaysAt(pack: Pack, nuts2: string | undefined): string[] {
  const region = pack.regions.find((candidate) => candidate.nuts2 === nuts2)
  return [...pack.settings.holidays, ...(region?.holidays ?? [])]
}

/** One row per territory and division: sections are expanded, so that the database can forbid overlap. */
function coverageRows(pack: Pack, office: PackOffice, officeId: string): OfficeCoverageRow[] {
  const common = { office_id: officeId, call_code: office.call, kind: office.kind }
  const rows = office.coverage.flatMap((part) => {
    const divisions = part.sectors === '*' ? ['*'] : expandSections(pack, part.sectors)
    return territories(pack, part).flatMap(({ nuts2, nuts3 }) =>
      divisions.map((division) => ({ ...common, nuts2, nuts3, division })),
    )
  })
  const byKey = new Map(rows.map((row) => [`${row.nuts2}/${row.nuts3}/${row.division}`, row]))
  return [...byKey.values()]
}

function territories(
  pack: Pack,
  part: PackOffice['coverage'][number],
): { nuts2: string; nuts3: string }[] {
  const ofProvinces = (part.provinces ?? []).flatMap((wanted) =>
    pack.provinces
      .filter(({ prefix }) => prefix === wanted)
      .flatMap(({ nuts2, nuts3 }) => nuts3.map((code) => ({ nuts2, nuts3: code }))),
  )
  const ofParts = (part.nuts3 ?? []).map((code) => ({ nuts2: code.slice(0, 4), nuts3: code }))
  const ofRegion = part.nuts2 ? [{ nuts2: part.nuts2, nuts3: '' }] : []
  return [...ofRegion, ...ofProvinces, ...ofParts]
}

function expandSections(pack: Pack, sectors: string[]): string[] {
  return sectors.flatMap((code) => {
    const section = pack.sectors.sections.find((candidate) => candidate.code === code)
    return section ? section.divisions.map((division) => division.code) : [code]
  })
}
