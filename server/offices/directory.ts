import type { Selectable } from 'kysely'
import type { App } from '../platform/context.ts'
import type {
  OfficeCoverageRow,
  OfficeRow,
  PackRow,
  ProgrammeCallRow,
} from '../platform/db/tables.ts'
import { codeVersion, derivedFile, keepDerived, readDerived } from '../platform/derived.ts'
import { Problem } from '../platform/problem.ts'
import { isOpen, type OpeningHours } from './hours.ts'
import type { LadderOffice } from './ladder.ts'
import { type LangText, Pack } from './pack.ts'
import { buildPlaceIndex, type PlaceIndex } from './places.ts'
import { buildSectorIndex, type SectorIndex } from './sectors.ts'
import * as store from './store.ts'

const MINUTE = 60_000

export type Office = OpeningHours & {
  id: string
  slug: string
  kind: 'otd' | 'oap' | 'desk'
  country: string
  name: LangText
  prefix: string
  /** The programme call that pays for it. */
  callCode: string | null
  nuts2: string | null
  address: string
  email: string
  phone: string | null
  websites: string[]
  languages: string[]
  replyHours: number
  opensOn: string | null
  closesOn: string | null
  successorSlug: string | null
  acceptsOutOfRegion: boolean
  takesOrphans: boolean
  fundingStatement: LangText
  coverage: { nuts2: string; nuts3: string; division: string }[]
}

export type Territory = { pack: Pack; sectors: SectorIndex; places: PlaceIndex }

declare module '../platform/context.ts' {
  interface App {
    offices: Directory
  }
}

/** All offices and region packs in memory: they are few, read by every question and rarely change. */
export class Directory {
  readonly offices: Office[]
  readonly #bySlug: Map<string, Office>
  readonly #byId: Map<string, Office>
  readonly #territories: Map<string, Territory>
  readonly #sites: Set<string>
  #ladder: { minute: number; offices: (LadderOffice & { country: string })[] } = {
    minute: -1,
    offices: [],
  }
  /** Open tickets per advisor by office id; the tickets domain keeps it (ties of the ladder). */
  readonly loads = new Map<string, number>()
  /** Offices with an advisor at the desk now; the desk keeps it. */
  staffed: (officeId: string) => boolean = () => false

  constructor(offices: Office[], territories: Territory[]) {
    this.offices = offices
    this.#bySlug = new Map(offices.map((office) => [office.slug, office]))
    this.#byId = new Map(offices.map((office) => [office.id, office]))
    this.#sites = new Set(offices.flatMap(({ websites }) => websites))
    this.#territories = new Map(
      territories.map((territory) => [territory.pack.settings.country, territory]),
    )
  }

  bySlug(slug: string): Office | undefined {
    return this.#bySlug.get(slug)
  }

  byId(id: string): Office | undefined {
    return this.#byId.get(id)
  }

  /** @throws internal: rows point to offices by foreign key, so a missing one is a bug */
  require(id: string): Office {
    const office = this.#byId.get(id)
    if (!office) throw new Error(`office ${id} is not in the directory`)
    return office
  }

  /** The territory of an office's country; without one, that of the first pack. */
  territory(office?: Office): Territory {
    const [first] = this.#territories.values()
    const found = (office && this.#territories.get(office.country)) ?? first
    if (!found) throw new Problem('no-pack', 500)
    return found
  }

  /** @throws no-national-desk (start check): without it a question could end nowhere */
  desk(country: string): Office {
    const slug = this.#territories.get(country)?.pack.settings.nationalDesk
    const desk = this.offices.find((office) => office.slug === slug && office.kind === 'desk')
    if (!desk) throw new Problem('no-national-desk', 500, { values: { country } })
    return desk
  }

  /** Whether `origin` is the website of some office. */
  isSite(origin: string): boolean {
    return this.#sites.has(origin)
  }

  countries(): string[] {
    return [...this.#territories.keys()]
  }

  /** The offices of a country as the ladder sees them: whether they are open changes by the minute. */
  ladderOffices(country: string, now: Date): LadderOffice[] {
    const minute = Math.floor(now.getTime() / MINUTE)
    if (this.#ladder.minute !== minute) {
      this.#ladder = { minute, offices: this.offices.map((office) => this.#asLadder(office, now)) }
    }
    return this.#ladder.offices.filter((office) => office.country === country)
  }

  #asLadder(office: Office, now: Date): LadderOffice & { country: string } {
    const { loads } = this
    return {
      ...office,
      isOperating: isOperating(office, now),
      isOpenNow: isOpen(office, now),
      get load() {
        return loads.get(office.id) ?? 0
      },
    }
  }
}

/** Reads offices and packs, and checks that each country has its national desk. */
export async function loadDirectory({ db, config }: App): Promise<Directory> {
  const [packs, rows, coverage, calls] = await Promise.all([
    store.allPacks(db.read),
    store.allOffices(db.read),
    store.allCoverage(db.read),
    store.allCalls(db.read),
  ])
  const offices = rows.map((row) => toOffice(row, coverage, calls))
  const directory = new Directory(
    offices,
    packs.map((row) => toTerritory(row, config.dataDir)),
  )
  if (packs.length === 0) throw new Problem('no-pack', 500)
  for (const country of directory.countries()) directory.desk(country)
  return directory
}

/** The indexes of a pack, from the last start where the pack is still the same. */
function toTerritory({ country, data }: Selectable<PackRow>, dataDir: string): Territory {
  const file = derivedFile(dataDir, `territory-${country}`)
  const place = { file, from: data, version: codeVersion(import.meta.filename) }
  const kept = readDerived<Territory>(place)
  if (kept) return kept
  const pack = Pack.parse(JSON.parse(data))
  const made = { pack, sectors: buildSectorIndex(pack), places: buildPlaceIndex(pack) }
  keepDerived(place, made)
  return made
}

/** Whether the office takes consultations today, between its opening and closing dates. */
function isOperating(office: Office, now: Date): boolean {
  const today = now.toISOString().slice(0, 10)
  const hasOpened = !office.opensOn || office.opensOn <= today
  return hasOpened && (!office.closesOn || office.closesOn >= today)
}

function toOffice(
  row: Selectable<OfficeRow>,
  coverage: Selectable<OfficeCoverageRow>[],
  calls: Selectable<ProgrammeCallRow>[],
): Office {
  const seat = JSON.parse(row.seat) as { address: string; postcode: string; city: string }
  const call = calls.find(({ code }) => code === row.call_code)
  return {
    id: row.id,
    slug: row.slug,
    kind: row.kind,
    country: row.country,
    name: JSON.parse(row.name),
    prefix: row.prefix,
    callCode: row.call_code,
    nuts2: row.nuts2,
    address: `${seat.address}, ${seat.postcode} ${seat.city}`,
    email: row.email,
    phone: row.phone,
    websites: JSON.parse(row.websites),
    languages: JSON.parse(row.languages),
    timeZone: row.time_zone,
    hours: JSON.parse(row.hours),
    holidays: JSON.parse(row.holidays),
    replyHours: row.reply_hours,
    opensOn: row.opens_on,
    closesOn: row.closes_on,
    successorSlug: row.successor_slug,
    acceptsOutOfRegion: row.accepts_out_of_region === 1,
    takesOrphans: row.takes_orphans === 1,
    fundingStatement: call ? JSON.parse(call.funding_statement) : {},
    coverage: coverage
      .filter(({ office_id }) => office_id === row.id)
      .map(({ nuts2, nuts3, division }) => ({ nuts2, nuts3, division })),
  }
}
